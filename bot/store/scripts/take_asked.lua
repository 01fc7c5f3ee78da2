-- Take up what staff asked for: whoever had it is not heard of. Counts how often that was done.
-- event, again -> {sealed, tries} | false (it is done)
local name = key('asked', a.event)
local asked = read(name)
if not asked.sealed then
  not_due('desk:' .. a.event)
  return false
end
if asked.call ~= a.call then
  redis.call('HSET', name, 'call', a.call, 'tries', number(asked.tries) + 1)
  due('desk:' .. a.event, a.again)
end
return {asked.sealed, number(redis.call('HGET', name, 'tries'))}
