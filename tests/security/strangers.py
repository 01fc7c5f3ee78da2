"""Requests that anybody can send: forged, changed, mangled, too large, or simply lost. Drawn from one seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

from tests.security.asks import FORM, MANY, METHODS, PART, ROUTES, Ask, Draw
from tests.security.words import odd_text


def unsigned(draw: Draw) -> Ask:
    """What nobody has signed, or not so."""
    return draw.random.choice(_UNSIGNED)(draw)


def _forged(draw: Draw) -> Ask:
    good = draw.sign("forged", "/twilio/sms", draw.inbound("cleaning tuesday, Ana Silva 5/1/80"))
    given = dict(good.headers)[b"x-twilio-signature"]
    other = replace(draw, who=replace(draw.who, auth_token="another")).sign("", "/twilio/sms", draw.inbound("yes"))
    signature = draw.random.choice((b"", b"A" * 10_000, "Ünïcödé".encode(), b"\xff" * 28, given[:-2], given.swapcase(), None))
    if signature is None:
        return replace(other, kind="forged")
    return replace(good, headers=((b"content-type", FORM), (b"x-twilio-signature", signature)))


def _changed(draw: Draw) -> Ask:
    """Rightly signed, then changed: a byte of the body, the path, the query, a parameter more."""
    good = draw.random.choice((draw.text, draw.report, draw.call))()
    match draw.random.randrange(5):
        case 0:
            return replace(good, kind="changed", body=good.body + b"&Extra=1")
        case 1:
            return replace(good, kind="changed", query=good.query + b"&o=1")
        case 2:
            return replace(
                good, kind="changed", path=b"/twilio/" + draw.random.choice((b"SMS", b"sms/", b"voice2", b"%73ms", b"."))
            )
        case 3:
            return replace(good, kind="changed", body=good.body.replace(b"Body=", b"Body=x", 1) + b"&z=%ff")
        case _:
            return replace(good, kind="changed", method=draw.random.choice(METHODS[1:]))


def _mangled(draw: Draw) -> Ask:
    good = draw.text()
    body = bytearray(good.body)
    for _ in range(draw.random.randint(1, 8)):
        if body:
            body[draw.random.randrange(len(body))] = draw.random.randrange(256)
    headers = tuple((name, value) for name, value in good.headers if name != b"x-twilio-signature")
    return replace(good, kind="mangled", body=bytes(body), headers=headers)


def _junk(draw: Draw) -> Ask:
    size = draw.random.choice((0, 1, 30, 500, 5000))
    kinds = (FORM, b"application/json", b"multipart/form-data; boundary=x", b"text/xml", b"", b"\xff", FORM + b";" * 900)
    more = ((b"content-encoding", b"gzip"), (b"x-forwarded-host", b"evil.example"), (b"host", b"evil.example:99999"))
    headers = ((b"content-type", draw.random.choice(kinds)), *draw.random.sample(more, draw.random.randint(0, 3)))
    path = draw.random.choice(ROUTES).encode()
    return Ask("junk", draw.random.choice(METHODS), path, draw.random.randbytes(5), headers, draw.random.randbytes(size))


def _nowhere(draw: Draw) -> Ask:
    paths = (
        b"/",
        b"//",
        b"/..",
        b"/desk/cards/" + b"9" * 5000,
        b"/%00",
        b"/%ff%fe",
        b"/twilio/../metrics",
        b"/metrics/",
        b"*",
        b"",
    )
    path = draw.random.choice((*paths, quote(odd_text(draw.random)[:200], errors="replace").encode()))
    return Ask("nowhere", draw.random.choice(METHODS), path, b"a=" + b"%" * draw.random.randrange(40))


def _large(draw: Draw) -> Ask:
    match draw.random.randrange(40):
        case 0:
            return Ask("10 MB", body=b"Body=x", more=10 * 1024 * 1024)
        case 1:
            return Ask("100,000 parameters", body=b"&".join(b"%d=1" % n for n in range(MANY)))
        case 2:
            return Ask("deep JSON", path=b"/desk/cards/1", body=b'{"a":' * 10_000)
        case n if n < 20:
            return Ask("breaks off", body=b"Body=x", more=draw.random.randrange(PART), breaks_off=True)
        case _:
            return Ask("many headers", headers=tuple((b"x-%d" % n, b"y" * 50) for n in range(200)))


def _no_desk(draw: Draw) -> Ask:
    wrong = (b"", b"Bearer", b"Bearer x", b"Basic eDp5", b"Bearer " + b"\xff" * 40, b"bearer " + draw.who.desk_token.encode())
    return replace(draw.desk(), kind="desk, no token", headers=((b"authorization", draw.random.choice(wrong)),))


def _looks(draw: Draw) -> Ask:
    return Ask("looks", draw.random.choice(("GET", "HEAD")), draw.random.choice(ROUTES[3:]).encode())


_UNSIGNED: tuple[Callable[[Draw], Ask], ...] = (_forged, _changed, _mangled, _junk, _nowhere, _large, _no_desk, _looks)
