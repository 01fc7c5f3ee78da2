-- The cards in these states, in no order. states -> {number, version, state, sealed} each
local found = {}
for _, state in ipairs(a.states) do
  for _, id in ipairs(redis.call('SMEMBERS', key('cards', state))) do
    local c = read(key('card', id))
    if c.state then
      found[#found + 1] = {tonumber(id), number(c.version), c.state, c.sealed}
    else -- it was settled so long ago that it is forgotten
      redis.call('SREM', key('cards', state), id)
    end
  end
end
return found
