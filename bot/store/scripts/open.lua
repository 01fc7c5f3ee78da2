-- Open the store for a worker: at its start, and when it finds another store than the one it knew. What must not be lost is
-- put back in the same breath, for from here on texts may leave.
-- known, beat (what the worker remembers; '' if it knows of none), epoch (the one to give), sealed (tells the secret),
-- quiet (ms in which nothing is written to the office after a loss), young (ms: what was texted to us just before we were
-- first there is answered), recall ({phone, out, at} each), feeds (members of `due`)
-- -> {epoch, beat, sealed, lost_at, quiet_until, feed_from}
local name = key('epoch')
local e = read(name)
local is_missing = not e.value
local ran_back = e.value == a.known and number(e.beat) < a.beat -- an older copy of itself: what came after is lost
local is_other = not is_missing and e.value ~= a.known
local is_known = a.known ~= ''

-- Who remembers nothing cannot miss anything; and one loss is one, however many workers find it.
local lost = is_known and (is_missing or ran_back or (is_other and e.before ~= a.known))

for _, record in ipairs(a.recall) do
  local newest = math.max(number(redis.call('HGET', key('optout'), record.phone)),
                          number(redis.call('HGET', key('optin'), record.phone)))
  if record.at > newest then
    opt_out(record.phone, record.out, record.at)
  end
end

if e.call ~= a.call then
  if is_missing or ran_back then
    redis.call('HSET', name, 'value', a.epoch)
  end
  if is_missing and not lost then
    redis.call('HSET', name, 'feed_from', a.now - a.young)
  end
  if lost then
    redis.call('HSET', name, 'before', a.known, 'lost_at', a.now, 'quiet_until', a.now + a.quiet, 'feed_from', 0)
    -- A number that staff may still have on their phones must not come to mean another card.
    local jump = math.floor(a.now / 60000) % 9000 + 1000
    redis.call('SET', key('card_numbers'), math.max(number(redis.call('GET', key('card_numbers'))), jump))
  end
  redis.call('HSETNX', name, 'sealed', a.sealed)
  redis.call('HSETNX', name, 'beat', 0)
  redis.call('HSET', name, 'call', a.call)
end

for _, member in ipairs(a.feeds) do
  due(member, a.now)
end

e = read(name)
return {e.value, number(e.beat), e.sealed, number(e.lost_at), number(e.quiet_until), number(e.feed_from)}
