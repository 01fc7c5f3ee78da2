-- COMMIT: the whole change of one turn, or nothing of it. Then the next turn, or the lease is given back.
-- cid, fence, version (the one the turn began with), session, acks, aside (keep what is acknowledged, for whoever looks
-- for the fault), effects, timers, cards, audit, opt_out
-- -> {'fenced'} | {'released'} | {'turn', session, version, fence, entries}
local name = conversation(a.cid)
local c = read(name)
local id = a.fence .. ':' .. a.version

if c.committed == id then -- this very commit is in the book; its answer was lost
  if number(c.fence) == a.fence and is_leased(c) then
    return turn(a.cid)
  end
  return {'released'}
end
if number(c.fence) ~= a.fence or number(c.version) ~= a.version then
  return {'fenced'}
end

-- The same turn run again names the same effects: a row that is there already stays as it is.
local function put_effect(e)
  local row = key('fx', e.id)
  if redis.call('EXISTS', row) == 1 then
    return
  end
  redis.call('HSET', row, 'state', 'READY', 'kind', e.kind, 'payload', e.payload, 'attempt', 0)
  for _, field in ipairs({'lane', 'to'}) do
    if e[field] then
      redis.call('HSET', row, field, e[field])
    end
  end
  redis.call('HSET', row, 'mutexes', cmsgpack.pack(e.mutexes))
  if e.lane then
    redis.call('RPUSH', key('lane', e.lane), e.id)
  end
  if is_head(e.id, e) then -- the others come due when their turn in the lane comes
    due('fx:' .. e.id, a.now)
  end
end

local function put_timer(timer)
  local timers, member = key('timers', a.cid), 'wake:' .. a.cid .. ':' .. timer.name
  if timer.at then
    redis.call('HSET', timers, timer.name, timer.at)
    due(member, timer.at)
  else
    redis.call('HDEL', timers, timer.name)
    not_due(member)
  end
end

redis.call('HSET', name, 'session', a.session, 'version', a.version + 1, 'committed', id)
redis.call('HINCRBY', key('epoch'), 'beat', 1) -- one that runs back betrays a store that has forgotten something
if a.aside then
  for _, entry in ipairs(redis.call('LRANGE', inbox(a.cid), 0, a.acks - 1)) do
    redis.call('RPUSH', key('aside', a.cid), entry)
  end
  redis.call('PEXPIRE', key('aside', a.cid), KEPT)
end
redis.call('LTRIM', inbox(a.cid), a.acks, -1)
if a.opt_out then
  opt_out(a.opt_out.phone, a.opt_out.out, a.now)
end
for _, e in ipairs(a.effects) do
  put_effect(e)
end
for _, timer in ipairs(a.timers) do
  put_timer(timer)
end
for _, card in ipairs(a.cards) do
  put_card(card)
end
for _, entry in ipairs(a.audit) do
  audit(entry)
end

if redis.call('LLEN', inbox(a.cid)) > 0 then
  redis.call('HSET', name, 'tries', 1)
  renew(a.cid)
  return turn(a.cid)
end
redis.call('HSET', name, 'lease_ends', 0, 'tries', 0)
not_due('take:' .. a.cid)
return {'released'}
