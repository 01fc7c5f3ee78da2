-- Write a small fact on an effect's row, once. id, key, value -> 1 | 0 (it was there, or there is no such effect)
local row, by = key('fx', a.id), 'by:' .. a.key
if redis.call('EXISTS', row) == 0 then
  return 0
end
if redis.call('HSETNX', row, 'note:' .. a.key, a.value) == 1 then
  redis.call('HSET', row, by, a.call)
end
return redis.call('HGET', row, by) == a.call and 1 or 0
