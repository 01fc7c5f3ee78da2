-- The end of an effect, told to its conversation in the same breath. Only the first settling counts.
-- id, state, outcome (sealed, or none), token (if given: the try this is about),
-- told {cid, event, entry} or none, audit, fate_at (if given: when to ask what became of it) -> 1 | 0
local row = key('fx', a.id)
local e = read(row)
if not OPEN[e.state] then
  return e.settled_by == a.call and 1 or 0
end
-- A refusal of an earlier try says nothing about the one that is out now; a proof that it happened always counts.
if a.token and a.state ~= 'DONE' and e.started_by ~= a.token then
  return 0
end
close(a.id, e, a.state)
if a.outcome then
  redis.call('HSET', row, 'outcome', a.outcome)
end
if a.fate_at then
  due('fate:' .. a.id, a.fate_at)
end
if a.told then
  tell(a.told)
end
if a.audit then
  audit(a.audit)
end
return 1
