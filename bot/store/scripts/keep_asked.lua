-- Claim what staff asked for, and keep it until it is done: a worker that dies with it loses nothing.
-- event (digest of its identity), sealed, again (when another worker takes it up) -> 1 | 0 (it was claimed before)
if not claim(a.event) then
  return 0
end
redis.call('HSET', key('asked', a.event), 'sealed', a.sealed)
redis.call('PEXPIRE', key('asked', a.event), DAY)
due('desk:' .. a.event, a.again)
return 1
