-- It is about to be sent, now: move its mark to this instant, unless another try has overtaken this one.
-- id, token (what `start` called it) -> 1 | 0
local row = key('fx', a.id)
local e = read(row)
if not is_out(e) or e.started_by ~= a.token then
  return 0
end
redis.call('HSET', row, 'state', 'STARTED', 'started_at', a.now)
redis.call('HDEL', row, 'waits') -- from here on it may come true
lock(a.id, e)
return 1
