-- Claim an event without taking it in: it was answered before. event (digest of its identity) -> 1 | 0 (it was claimed before)
return claim(a.event) and 1 or 0
