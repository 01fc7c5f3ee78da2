-- It was not carried out: back to READY until retry_at. Mutexes and the place in the lane are kept.
-- id, retry_at, count (whether the try counts), token (if given: the try this is about) -> nothing
local row = key('fx', a.id)
local e = read(row)
if is_out(e) and (not a.token or e.started_by == a.token) then
  redis.call('HSET', row, 'state', 'READY')
  if not a.count then
    redis.call('HINCRBY', row, 'attempt', -1)
  end
  lock(a.id, e)
  due('fx:' .. a.id, a.retry_at)
end
