-- Give a conversation back undone, and its try with it: the store was away, so whoever had it is not to blame.
-- cid, fence, again (when it is handed out anew) -> nothing
local c = read(conversation(a.cid))
if number(c.fence) == a.fence and number(c.lease_ends) > 0 then
  redis.call('HINCRBY', conversation(a.cid), 'tries', -1)
  redis.call('HSET', conversation(a.cid), 'lease_ends', 0)
  due('take:' .. a.cid, a.again)
end
