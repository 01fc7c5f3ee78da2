-- Mark an effect as STARTED before it is carried out: this row is the write-ahead.
-- id, late (after so many ms an earlier try can no longer come true), check_after (ms: a try that was never sent is somebody
-- else's by then), worker,
-- meter (where it is counted, if given: `reserve` looks there), office (it writes to the office, so it waits while what a lost store had sent there may still come true),
-- swept (it makes a visit: the sweep looks after it), told {cid, event, entry} or none (who hears if it must not be sent)
-- -> {'started', payload, kind, attempt, token, started_at, first_at, lost_at} | {'not yet'}
--  | {'finished', state} | {'blocked', state}
local row = key('fx', a.id)
local e = read(row)
local life = read(key('epoch'))

local function started()
  local now, lost_at = read(row), number(life.lost_at)
  return {'started', now.payload, now.kind, number(now.attempt), now.started_by, number(now.started_at), number(now.first_at), lost_at}
end

local function blocked(state)
  close(a.id, e, state)
  if a.told then
    tell(a.told)
  end
  return {'blocked', state}
end

-- Whether another open effect holds the operatory's time or the patient.
local function is_locked()
  for _, name in ipairs(mutexes(e)) do
    local m = read(key('mutex', name))
    if m.owner and m.owner ~= a.id and number(m.ends) > a.now then
      return true
    end
  end
  return false
end

if not OPEN[e.state] then
  not_due('fx:' .. a.id)
  return {'finished', e.state or 'GONE'}
end
if is_out(e) and e.started_by == a.call then -- we started it; the answer was lost
  return started()
end
local was_waiting = is_out(e) and is_waiting(e)
if is_out(e) and a.now < number(e.started_at) + (was_waiting and math.min(a.check_after, a.late) or a.late) then
  return {'not yet'}
end
if not is_head(a.id, e) then
  not_due('fx:' .. a.id)
  return {'not yet'}
end
-- Nothing leaves a store that nobody has opened: those who said STOP may not be in it yet.
if not life.value then
  due('fx:' .. a.id, a.now + 1000)
  return {'not yet'}
end
if a.office and a.now < number(life.quiet_until) then
  due('fx:' .. a.id, number(life.quiet_until))
  return {'not yet'}
end
if e.to and redis.call('HEXISTS', key('optout'), e.to) == 1 then
  return blocked('BLOCKED')
end
if is_locked() then
  due('fx:' .. a.id, a.now + 1000)
  return {'not yet'}
end

lock(a.id, e)
redis.call('HSETNX', row, 'first_at', a.now)
if not was_waiting then -- one that was never sent is no try
  redis.call('HINCRBY', row, 'attempt', 1)
end
redis.call('HSET', row, 'state', 'STARTED', 'started_at', a.now, 'started_by', a.call, 'waits', a.call, 'worker', a.worker)
if a.meter then
  redis.call('ZADD', key('sent', a.meter), a.now, a.id)
  redis.call('PEXPIRE', key('sent', a.meter), DAY)
end
if a.swept then -- before the call can leave
  redis.call('ZADD', key('swept'), 'NX', a.now, a.id)
end
due('fx:' .. a.id, a.now + a.check_after) -- somebody looks, should this worker die
return started()
