-- Take a conversation over whose worker died, or which nobody has begun.
-- cid, worker -> {'turn', ...} | {'nothing'}
local c = read(conversation(a.cid))
if redis.call('LLEN', inbox(a.cid)) == 0 then
  not_due('take:' .. a.cid)
  return {'nothing'}
end
local taken = lease(a.cid)
if not taken then
  due('take:' .. a.cid, number(c.lease_ends))
end
return taken or {'nothing'}
