-- RESERVE: may one more text that nobody waits for leave? Then it counts from now on; the same one again counts once.
-- meter, id, most, within (ms) -> 1 | 0
local sent = key('sent', a.meter)
redis.call('ZREMRANGEBYSCORE', sent, '-inf', a.now - a.within)
if redis.call('ZCARD', sent) >= a.most and not redis.call('ZSCORE', sent, a.id) then
  return 0
end
redis.call('ZADD', sent, 'NX', a.now, a.id)
redis.call('PEXPIRE', sent, DAY)
return 1
