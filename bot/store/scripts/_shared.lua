-- Stands before every other script of this folder (bot/store/lua.py joins them).
--
-- KEYS[1] is the beginning of every key of this office, "chairside:{tag}:": the hash tag keeps them on one node of a cluster.
-- ARGV[1] is one map of arguments. In it
--   now   the caller's clock, milliseconds since 1970. Stored deadlines are compared with it; no key's TTL decides anything.
--   call  names this very call. A client that lost the answer sends the same call again and must get the same answer.
-- Sealed values arrive as text and are never looked into.

local a = cmsgpack.unpack(ARGV[1])

local DAY = 24 * 60 * 60 * 1000
local LEASE = 10 * 1000        -- a dead worker's conversation is taken over after this
local MUTEX = 15 * 60 * 1000   -- longer than any effect stays open without being looked at
local KEPT = 30 * DAY          -- tidies up what was claimed or settled: nobody sends a message again that late
local AT_ONCE = 64             -- entries handed out with one turn; a flood stays in the inbox

local function key(...)
  return KEYS[1] .. table.concat({...}, ':')
end

-- A hash as a table; a missing one is empty.
local function read(name)
  local flat, found = redis.call('HGETALL', name), {}
  for i = 1, #flat, 2 do
    found[flat[i]] = flat[i + 1]
  end
  return found
end

local function number(text)
  return tonumber(text or 0)
end

-- What is due -----------------------------------------------------------------------------------------------------

local function due(member, at)
  redis.call('ZADD', key('due'), at, member)
end

local function not_due(member)
  redis.call('ZREM', key('due'), member)
end

-- Audit: append only ------------------------------------------------------------------------------------------------

local function audit(pairs_of)
  redis.call('XADD', key('audit'), '*', 'at', a.now, unpack(pairs_of))
end

-- Conversations -----------------------------------------------------------------------------------------------------

local function conversation(cid)
  return key('conversation', cid)
end

local function inbox(cid)
  return key('inbox', cid)
end

local function is_leased(c)
  return number(c.lease_ends) > a.now
end

local function renew(cid)
  redis.call('HSET', conversation(cid), 'lease_ends', a.now + LEASE)
  due('take:' .. cid, a.now + LEASE)
end

-- Everything that whoever holds the lease needs to go on.
local function turn(cid)
  local c = read(conversation(cid))
  local waiting = redis.call('LRANGE', inbox(cid), 0, AT_ONCE - 1)
  local lost_at = number(redis.call('HGET', key('epoch'), 'lost_at'))
  return {'turn', c.session or false, number(c.version), number(c.fence), waiting, number(c.tries), lost_at}
end

-- Take the lease if it is free. Nil: somebody else holds it, or nobody has opened this store, and nothing that is known of
-- people is in it yet. `tries` counts how often this was done without a COMMIT.
-- The fence begins with the time: one from before the store was lost fits nothing that came after.
local function lease(cid)
  local c = read(conversation(cid))
  if is_leased(c) then
    return c.call == a.call and turn(cid) or nil
  end
  if redis.call('HEXISTS', key('epoch'), 'value') == 0 then
    due('take:' .. cid, a.now)
    return nil
  end
  redis.call('HSETNX', conversation(cid), 'fence', a.now)
  redis.call('HINCRBY', conversation(cid), 'fence', 1)
  redis.call('HINCRBY', conversation(cid), 'tries', 1)
  redis.call('HSET', conversation(cid), 'holder', a.worker, 'call', a.call)
  renew(cid)
  return turn(cid)
end

-- Queue what nobody may be working on, for the first worker that looks.
local function wake_somebody(cid)
  if not is_leased(read(conversation(cid))) then
    due('take:' .. cid, a.now)
  end
end

-- Claim an event by its identity. False: it was claimed before, by another call.
local function claim(event)
  local seen = key('seen', event)
  return redis.call('SET', seen, a.call, 'NX', 'PX', KEPT) and 'new' or redis.call('GET', seen) == a.call and 'again'
end

-- Put an event into a conversation's inbox, once. told: {cid, event, entry}
local function tell(told)
  if claim(told.event) == 'new' then
    redis.call('RPUSH', inbox(told.cid), told.entry)
    wake_somebody(told.cid)
  end
end

-- Cards -----------------------------------------------------------------------------------------------------------

local function put_card(card)
  local name, id = key('card', card.number), tostring(card.number)
  local before = redis.call('HGET', name, 'state')
  if before then
    redis.call('SREM', key('cards', before), id)
  end
  redis.call('SADD', key('cards', card.state), id)
  redis.call('HSET', name, 'state', card.state, 'sealed', card.sealed)
  redis.call('HINCRBY', name, 'version', 1)
  if card.state == 'resolved' then -- nobody looks at it for long; undone, it stays
    redis.call('PEXPIRE', name, KEPT)
  else
    redis.call('PERSIST', name)
  end
end

-- Opt-outs ----------------------------------------------------------------------------------------------------------

local function opt_out(phone, out, at)
  redis.call('HSET', key(out and 'optout' or 'optin'), phone, at)
  redis.call('HDEL', key(out and 'optin' or 'optout'), phone)
end

-- Effects -----------------------------------------------------------------------------------------------------------

local OPEN = {READY = true, STARTED = true, UNKNOWN = true}

local function is_out(e)
  return e.state == 'STARTED' or e.state == 'UNKNOWN'
end

-- Its newest try has not been sent yet: whoever has it waits for a place, or died waiting.
local function is_waiting(e)
  return e.waits and e.waits == e.started_by
end

local function mutexes(e)
  return e.mutexes and cmsgpack.unpack(e.mutexes) or {}
end

local function lock(id, e)
  for _, name in ipairs(mutexes(e)) do
    redis.call('HSET', key('mutex', name), 'owner', id, 'ends', a.now + MUTEX)
    redis.call('PEXPIRE', key('mutex', name), DAY)
  end
end

local function unlock(id, e)
  for _, name in ipairs(mutexes(e)) do
    if redis.call('HGET', key('mutex', name), 'owner') == id then
      redis.call('DEL', key('mutex', name))
    end
  end
end

local function is_head(id, e)
  return not e.lane or redis.call('LINDEX', key('lane', e.lane), 0) == id
end

-- Leave the lane; if that makes way, the next row is due now.
local function leave_lane(id, e)
  if not e.lane then
    return
  end
  local was_head = is_head(id, e)
  redis.call('LREM', key('lane', e.lane), 1, id)
  local next_one = redis.call('LINDEX', key('lane', e.lane), 0)
  if was_head and next_one then
    due('fx:' .. next_one, a.now)
  end
end

-- Close the row for good: every way out of it goes through here.
local function close(id, e, state)
  redis.call('HSET', key('fx', id), 'state', state, 'settled_at', a.now, 'settled_by', a.call)
  redis.call('PEXPIRE', key('fx', id), KEPT)
  not_due('fx:' .. id)
  unlock(id, e)
  leave_lane(id, e)
end
