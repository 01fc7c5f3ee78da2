-- The end of an effect, told to its conversation in the same breath. Only the first settling counts.
-- id, state, outcome (sealed, or none), attempt (if given: the try this is about),
-- told {cid, event, entry} or none, audit -> 1 | 0
local row = key('fx', a.id)
local e = read(row)
if not OPEN[e.state] then
  return e.settled_by == a.call and 1 or 0
end
-- A refusal of an earlier try says nothing about the one that is out now; a proof that it happened always counts.
if a.attempt and a.state ~= 'DONE' and number(e.attempt) ~= a.attempt then
  return 0
end
close(a.id, e, a.state)
if a.outcome then
  redis.call('HSET', row, 'outcome', a.outcome)
end
if a.told and claim(a.told.event) == 'new' then
  redis.call('RPUSH', inbox(a.told.cid), a.told.entry)
  wake_somebody(a.told.cid)
end
if a.audit then
  audit(a.audit)
end
return 1
