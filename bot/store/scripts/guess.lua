-- GUESS: may this try to say who somebody is be answered? Asked before it is, and a wrong one is counted, once however often.
-- phone, charts (all on that phone), fits (those of them that it would open), guess (what stands for what was said)
-- -> 1 | 0 (too many wrong ones from this phone, or at a chart it would open: then even a right one is not told from them)
local A_DAY, A_MONTH = 5, 15

local function guesses(name)
  return key('guesses', name)
end

local function is_spent(name)
  redis.call('ZREMRANGEBYSCORE', guesses(name), '-inf', a.now - 30 * DAY)
  local today = redis.call('ZCOUNT', guesses(name), a.now - DAY, '+inf')
  return today >= A_DAY or redis.call('ZCARD', guesses(name)) >= A_MONTH
end

local spent = is_spent(a.phone)
for _, chart in ipairs(a.fits) do
  spent = is_spent(chart) or spent
end
if #a.fits == 0 then
  for _, name in ipairs({a.phone, unpack(a.charts)}) do
    if not is_spent(name) then
      redis.call('ZADD', guesses(name), 'NX', a.now, a.guess)
      redis.call('PEXPIRE', guesses(name), 2 * KEPT)
    end
  end
end
return spent and 0 or 1
