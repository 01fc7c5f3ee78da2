-- Remember a finding for a while, unless a newer look is remembered already. name, sealed, keep (ms)
local cached = key('cache', a.name)
if number(redis.call('HGET', cached, 'at')) <= a.now then
  redis.call('HSET', cached, 'at', a.now, 'sealed', a.sealed)
  redis.call('PEXPIRE', cached, a.keep)
end
