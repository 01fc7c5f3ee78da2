-- It is about to be sent, now: move its mark to this instant, unless another try has overtaken this one.
-- id, attempt -> 1 | 0
local row = key('fx', a.id)
local e = read(row)
if not is_out(e) or number(e.attempt) ~= a.attempt then
  return 0
end
redis.call('HSET', row, 'state', 'STARTED', 'started_at', a.now)
lock(a.id, e)
return 1
