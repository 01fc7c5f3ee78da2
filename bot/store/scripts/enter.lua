-- ENTER: claim a message, append it to its conversation's inbox, and take the lease if it is free.
-- cid, event (digest of its identity), entry (sealed), lease (false: only append), worker
-- -> {'duplicate'} | {'queued'} | {'turn', session, version, fence, entries}
local claimed = claim(a.event)
if not claimed then
  return {'duplicate'}
end
if claimed == 'new' then
  redis.call('RPUSH', inbox(a.cid), a.entry)
end
if not a.lease then
  wake_somebody(a.cid)
  return {'queued'}
end
return lease(a.cid) or {'queued'}
