-- Hand out what is due, and push it into the future: if this worker dies, it comes due again for another.
-- limit, hold (ms) -> members
local members = redis.call('ZRANGEBYSCORE', key('due'), '-inf', a.now, 'LIMIT', 0, a.limit)
for _, member in ipairs(members) do
  due(member, a.now + a.hold)
end
return members
