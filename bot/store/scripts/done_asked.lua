-- What staff asked for is done: it rests no more. event
redis.call('DEL', key('asked', a.event))
not_due('desk:' .. a.event)
