-- It may have happened: STARTED -> UNKNOWN, looked for again at retry_at. id, retry_at -> nothing
local e = read(key('fx', a.id))
if is_out(e) then
  redis.call('HSET', key('fx', a.id), 'state', 'UNKNOWN')
  lock(a.id, e)
  due('fx:' .. a.id, a.retry_at)
end
