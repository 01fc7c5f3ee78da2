-- Whoever has the place at the office is still alive. token
local pace = key('pace')
if redis.call('HGET', pace, 'holder') == a.token then
  redis.call('HSET', pace, 'seen_at', a.now)
end
