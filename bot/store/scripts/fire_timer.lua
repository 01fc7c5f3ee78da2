-- A timer rang: remove it and enter its tick. Removing it is the claim, so it rings once.
-- cid, name, entry (sealed), worker -> {'duplicate'} | {'queued'} | {'turn', ...}
local member = 'wake:' .. a.cid .. ':' .. a.name
local at = redis.call('HGET', key('timers', a.cid), a.name)
if not at then
  not_due(member)
  local c = read(conversation(a.cid))
  return is_leased(c) and c.call == a.call and turn(a.cid) or {'duplicate'}
end
if tonumber(at) > a.now then -- set anew while it was on its way here: the new time holds
  due(member, at)
  return {'duplicate'}
end
redis.call('RPUSH', inbox(a.cid), a.entry) -- first what a full store refuses: else the timer is gone, and nothing rang
redis.call('HDEL', key('timers', a.cid), a.name)
not_due(member)
return lease(a.cid) or {'queued'}
