"""Bytes on a socket that are no proper HTTP, drawn from one seed."""

from __future__ import annotations

from random import Random

from tests.security.asks import ROUTES
from tests.security.words import odd_text

PATHS = (
    *ROUTES,
    "/desk/cards/1",
    "/",
    "//",
    "/\u00e9",
    "/%00",
    "/twilio/sms?o=" + "x" * 9000,
    "*",
    "http://evil.example/metrics",
    "x:99999",
)
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "CONNECT", "PRI", "get", "\u00e9", "", "A" * 5000)
HELLO = bytes.fromhex("16030100a5010000a10303") + bytes(range(160))  # TLS, to a port that speaks plain HTTP
HTTP2 = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00"
BODIES = (
    b"content-length: 5\r\n\r\nBody=x&y=z",
    b"content-length: 900\r\n\r\nBody=x",
    b"content-length: -1\r\n\r\n",
    b"content-length: 1\r\ncontent-length: 2\r\n\r\nxx",
    b"content-length: 99999999999999999999999\r\n\r\nx",
    b"content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nhost: x\r\n\r\n",
    b"transfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\nx",
    b"transfer-encoding: chunked\r\n\r\nzz\r\n",
    b"transfer-encoding: chunked\r\n\r\n5;" + b"a" * 9000 + b"\r\nhello\r\n0\r\n\r\n",
    b"transfer-encoding: xchunked, gzip\r\n\r\n0\r\n\r\n",
    b"expect: 100-continue\r\ncontent-length: 3\r\n\r\na=b",
    b"content-encoding: gzip\r\ncontent-length: 20\r\n\r\n\x1f\x8b\x08" + bytes(17),
    b"upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-key: x\r\nsec-websocket-version: 13\r\n\r\n",
    b"upgrade: h2c\r\nconnection: upgrade, http2-settings\r\nhttp2-settings: AAMAAABk\r\n\r\n",
    b"\r\n",
    b"",
)
HEADERS = (
    b"host: evil.example\r\n",
    b"x-forwarded-host: evil.example\r\nx-forwarded-proto: gopher\r\nx-forwarded-for: 1, 2, \xff\r\n",
    b"content-type: application/x-www-form-urlencoded\r\n",
    b"x-twilio-signature: \xff\xfe\r\n",
    b"no-colon\r\n",
    b" folded: line\r\n",
    b": nameless\r\n",
    b"x\x00y: z\r\n",
    b"x: \x00\x01\r\n",
    b"x: y\n",
    b"authorization: Bearer " + b"\xff" * 100 + b"\r\n",
    b"x: " + b"y" * 70_000 + b"\r\n",
    b"".join(b"x-%d: y\r\n" % n for n in range(5000)),
)


def draw(random: Random) -> bytes:
    """Return what one caller sends before it hangs up."""
    match random.randrange(10):
        case 0:
            return random.randbytes(random.choice((1, 40, 4000)))
        case 1:
            return random.choice((HELLO, HTTP2, b"\r\n" * 500, b"", b"GET /health/live\r\n", b"GET  /  HTTP/9.9\r\n\r\n"))
        case 2:
            return odd_text(random).encode("utf-8", "surrogatepass")
        case 3:
            return _whole(random) * random.randint(2, 60)  # one after the other, without waiting
        case 4 | 5:
            sent = bytearray(_whole(random))
            for _ in range(random.randint(1, 6)):
                sent[random.randrange(len(sent))] = random.randrange(256)
            return bytes(sent)
        case 6:
            sent = _whole(random)
            return sent[: random.randrange(len(sent))]
        case _:
            return _whole(random)


def _whole(random: Random) -> bytes:
    line = f"{random.choice(METHODS[:4])} {random.choice(PATHS)} HTTP/1.1\r\n"
    if random.random() < 0.1:
        line = f"{random.choice(METHODS)} {random.choice(PATHS)} HTTP/{random.choice(('1.0', '1.2', '2', '', 'x'))}\r\n"
    return line.encode("latin-1") + b"".join(random.sample(HEADERS, random.randint(0, 3))) + random.choice(BODIES)
