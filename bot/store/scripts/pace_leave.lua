-- Give the place back, or leave the queue. token
redis.call('ZREM', key('pace', 'waiting'), a.token)
redis.call('ZREM', key('pace', 'asked'), a.token)
if redis.call('HGET', key('pace'), 'holder') == a.token then
  redis.call('HDEL', key('pace'), 'holder')
end
