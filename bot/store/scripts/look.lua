-- Hand out what is due, and push it into the future: if this worker dies, it comes due again for another. And say which store
-- this is: one that nobody has opened hands out nothing.
-- limit, hold (ms) -> {epoch | false, beat, members}
local e = read(key('epoch'))
if not e.value then
  return {false, 0, {}}
end
local members = redis.call('ZRANGEBYSCORE', key('due'), '-inf', a.now, 'LIMIT', 0, a.limit)
for _, member in ipairs(members) do
  due(member, a.now + a.hold)
end
return {e.value, number(e.beat), members}
