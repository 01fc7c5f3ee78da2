-- Write a card. card {number, state, sealed}, version (if given: only if the card still has it) -> 1 | 0
local version, sealed = unpack(redis.call('HMGET', key('card', a.card.number), 'version', 'sealed'))
if sealed == a.card.sealed then -- no two seals are alike: this very call was here already
  return 1
end
if a.version and number(version) ~= a.version then
  return 0
end
put_card(a.card)
return 1
