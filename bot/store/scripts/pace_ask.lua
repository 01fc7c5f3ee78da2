-- Ask for the one place at the office: the most urgent waiter first, then who came first.
-- token, priority (0 is served first), interval (ms between two starts) -> 0 (it is yours) | ms to wait before asking again
local SILENT = 3 * 1000  -- a waiter that is so late with its next ask has died, and so has a holder that was not seen
local ASK = {least = 50, most = 1000, furthest = 5 * 1000} -- ms between two asks

local pace, waiting, asked = key('pace'), key('pace', 'waiting'), key('pace', 'asked')
local p = read(pace)
if p.holder == a.token then
  return 0
end

for _, gone in ipairs(redis.call('ZRANGEBYSCORE', asked, '-inf', a.now - SILENT)) do
  redis.call('ZREM', waiting, gone)
  redis.call('ZREM', asked, gone)
end
if not redis.call('ZSCORE', waiting, a.token) then
  redis.call('ZADD', waiting, a.priority * 1e12 + redis.call('HINCRBY', pace, 'arrivals', 1), a.token)
end

-- Note when it will ask again, so that its silence after that is noticed.
local function again(wait)
  redis.call('ZADD', asked, a.now + wait, a.token)
  return wait
end

local opens = math.max(number(p.started_at) + a.interval, number(p.not_before))
local held = p.holder and number(p.seen_at) + SILENT > a.now
if not held and a.now < opens then
  return again(math.min(opens - a.now, ASK.furthest))
end
if held then -- a call that has been out long is asked about less often
  return again(math.max(ASK.least, math.min(math.floor((a.now - number(p.started_at)) / 8), ASK.most)))
end
if redis.call('ZRANGE', waiting, 0, 0)[1] ~= a.token then
  return again(ASK.least)
end

redis.call('ZREM', waiting, a.token)
redis.call('ZREM', asked, a.token)
redis.call('HSET', pace, 'holder', a.token, 'started_at', a.now, 'seen_at', a.now)
return 0
