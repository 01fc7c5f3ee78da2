-- The cards in these states, in no order. states -> {number, version, state, sealed} each
local found = {}
for _, state in ipairs(a.states) do
  for _, id in ipairs(redis.call('SMEMBERS', key('cards', state))) do
    local c = read(key('card', id))
    found[#found + 1] = {tonumber(id), number(c.version), c.state, c.sealed}
  end
end
return found
