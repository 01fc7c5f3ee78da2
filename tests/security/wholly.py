"""The whole store at a glance."""

import hashlib

import redis


def whole(url: str) -> str:
    """Return one digest of every key and every value in the store."""
    with redis.Redis.from_url(url) as client:
        found, keys = hashlib.sha256(), sorted(client.scan_iter(count=5000))
        for at in range(0, len(keys), 2000):
            some = keys[at : at + 2000]
            pipe = client.pipeline(transaction=False)
            for key in some:
                pipe.dump(key)
            for key, value in zip(some, pipe.execute(), strict=True):
                found.update(key + b"\0" + (value or b"") + b"\0")
        return found.hexdigest()
