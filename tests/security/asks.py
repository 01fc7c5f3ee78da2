"""Requests nobody should send: drawn from one seed, every one of them a whole HTTP request for an ASGI application.

`Draw.signed` makes what only the carrier and the desk can send: odd all the same, so that it gets past the door and into the
rooms behind it. What anybody can send is in strangers.py.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections import deque
from dataclasses import dataclass, field, replace
from random import Random
from urllib.parse import quote, quote_from_bytes, quote_plus, unquote

from tests.security.words import ODD, SAID, odd_text

FORM = b"application/x-www-form-urlencoded"
ROUTES = (
    *("/twilio/sms", "/twilio/status", "/twilio/voice", "/health/live", "/health/ready", "/metrics", "/desk/cards"),
    *("/slack/events", "/desk/page/guessed"),  # what comes there signed, or with an address that leads somewhere: slack_fuzz.py
)
METHODS = ("POST", "GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "")
NEW_PHONES, PHONES = 40, 120  # now and then new ones, because a conversation that a person has is silent
MANY, DEEP = 100_000, 30_000  # parameters; levels of a JSON that is still small enough
BOOKING = ("cleaning any time please, Ana Silva 5/1/80", "1", "yes")
BOOKERS = 12
PART = 16 * 1024  # bytes of a body that arrive at once


@dataclass(frozen=True)
class Who:
    """What the carrier and the desk know."""

    url: str
    auth_token: str
    account_sid: str
    desk_token: str
    texting_number: str


@dataclass(frozen=True)
class Ask:
    """One request. `more`: so many further bytes of body follow, all the same. `breaks_off`: they never come."""

    kind: str
    method: str = "POST"
    path: bytes = b"/twilio/sms"
    query: bytes = b""
    headers: tuple[tuple[bytes, bytes], ...] = ((b"content-type", FORM),)
    body: bytes = b""
    more: int = 0
    breaks_off: bool = False

    def scope(self) -> dict:
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": self.method,
            "scheme": "http",
            "path": unquote(self.path.decode("latin-1")),
            "raw_path": self.path,
            "query_string": self.query,
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in self.headers],
            "client": ("10.0.0.7", 40000),
            "server": ("10.0.0.1", 8000),
        }


@dataclass
class Draw:
    """Draws requests from one seed."""

    random: Random
    who: Who
    phones: list[str] = field(default_factory=list)
    sids: deque[str] = field(default_factory=lambda: deque(maxlen=500))
    effects: deque[str] = field(default_factory=lambda: deque(maxlen=500))  # whoever runs us puts real ones in
    card: int = 0
    bookers: deque[tuple[str, int]] = field(default_factory=deque)

    def signed(self) -> Ask:
        """What comes with the right signature or the right token."""
        kind = self.random.choices((self.text, self.booking, self.report, self.call, self.desk), (60, 10, 12, 4, 14))[0]
        return kind()

    # --- the carrier's -----------------------------------------------------------------------------------------------

    def text(self) -> Ask:
        form = self.inbound(self._said())
        for _ in range(self.random.choice((0, 0, 0, 1, 2))):
            self._spoil(form)
        if self.random.random() < 0.05:
            form += [self.random.choice(form)] if form else []  # one of them twice
        return self.sign("text", "/twilio/sms", form)

    def booking(self) -> Ask:
        """What leads to a visit, a text at a time, from a phone that says nothing else."""
        if len(self.bookers) < BOOKERS:
            self.bookers.append((f"+1503556{self.random.randrange(5_000) * 2:04}", 0))
        phone, step = self.bookers.popleft()
        if step + 1 < len(BOOKING):
            self.bookers.append((phone, step + 1))
        form = dict(self.inbound(BOOKING[step])) | {"From": phone, "NumMedia": "0"}
        return self.sign("booking", "/twilio/sms", list(form.items()))

    def report(self) -> Ask:
        known = self.effects[self.random.randrange(len(self.effects))] if self.effects else "0" * 32
        effect = self.random.choice((known, known, known[:-1], "", "x:y", "*", "\r\nFLUSHALL\r\n", "a" * 9000, "../" * 9))
        status = self.random.choice(("queued", "sent", "delivered", "undelivered", "failed", "read", "", "x" * 99, "Ünïcode"))
        form = [
            ("MessageSid", self._sid()),
            ("MessageStatus", status),
            ("To", self._phone()),
            ("AccountSid", self.who.account_sid),
        ]
        form += [("From", self.random.choice((self.who.texting_number, self._phone())))]
        form += [("ErrorCode", self.random.choice(("30003", "21610", "", "x", "9" * 50)))]
        return self.sign("report", f"/twilio/status?o={quote(effect)}", form)

    def call(self) -> Ask:
        form = [("CallSid", "CA" + "1" * 32), ("AccountSid", self.who.account_sid), ("From", self._phone())]
        form += [("To", self.random.choice((self.who.texting_number, "+19005550000", "client:x", "sip:a@b", "")))]
        return self.sign("call", "/twilio/voice", form)

    def inbound(self, body: str) -> list[tuple[str, str]]:
        return [
            ("MessageSid", self._sid()),
            ("AccountSid", self.who.account_sid),
            ("From", self._phone()),
            ("To", self.who.texting_number),
            ("Body", body),
            ("NumMedia", self.random.choice(("0", "0", "0", "0", "1", "10", "-1", "²", "9" * 30))),
        ]

    def sign(self, kind: str, address: str, form: list[tuple[str, str]]) -> Ask:
        pairs = [(_bytes(name), _bytes(value)) for name, value in form]
        body = b"&".join(_quoted(name) + b"=" + _quoted(value) for name, value in pairs)
        signed = f"{self.who.url}{address}".encode() + b"".join(name + value for name, value in sorted(set(pairs)))
        given = base64.b64encode(hmac.digest(self.who.auth_token.encode(), signed, hashlib.sha1))
        path, _, query = address.partition("?")
        headers = ((b"content-type", FORM), (b"x-twilio-signature", given))
        return Ask(kind, path=path.encode(), query=query.encode(), headers=headers, body=body)

    def _spoil(self, form: list[tuple[str, str]]) -> None:
        at = self.random.randrange(len(form)) if form else 0
        match self.random.randrange(4):
            case 0 if form:
                del form[at]
            case 1 if form:
                form[at] = (form[at][0], self.random.choice(ODD))
            case 2:
                form.append(
                    (self.random.choice(("OptOutType", "Latitude", "MediaUrl0", "x" * 500, "")), self.random.choice(ODD))
                )
            case _:
                form.append(("OptOutType", self.random.choice(("STOP", "START", "HELP", "stop", "\x00"))))

    def _said(self) -> str:
        if self.random.random() < 0.6:
            return " ".join(self.random.choices(SAID, k=self.random.choice((1, 1, 1, 2, 3))))
        return odd_text(self.random)

    def _sid(self) -> str:
        if self.sids and self.random.random() < 0.1:
            return self.random.choice(self.sids)  # once more
        self.sids.append(f"SM{self.random.getrandbits(128):032x}")
        return self.sids[-1]

    def _phone(self) -> str:
        if len(self.phones) < PHONES or self.random.random() < 0.002:
            self.phones = self.phones[NEW_PHONES:] if len(self.phones) >= PHONES else self.phones
            self.phones += [f"+1503555{self.random.randrange(10_000):04}" for _ in range(NEW_PHONES)]
        return self.random.choice(self.phones)

    # --- the desk's --------------------------------------------------------------------------------------------------

    def desk(self) -> Ask:
        if self.random.random() < 0.2:
            return self._desk(Ask("desk", "GET", b"/desk/cards"))
        number = self.random.choice(
            (self.random.randint(1, max(self.card, 1)), 0, "9" * 5000, "-1", "1.5", "%00", "½", "1%0d%0a")
        )
        body = self.random.choice(
            (
                self._order,
                self._order,
                self._order,
                lambda: b"[" * DEEP,
                lambda: odd_text(self.random).encode("utf-8", "surrogatepass"),
            )
        )()
        return self._desk(Ask("desk", path=quote(f"/desk/cards/{number}", safe="/%").encode(), body=body))

    def _order(self) -> bytes:
        do = self.random.choice(("take", "answer", "give_back", "resolve", "resolve", "explode", None, 1, {"x": []}))
        return json.dumps({"do": do, "text": odd_text(self.random), "more": self.random.choice(ODD)}).encode()

    def _desk(self, ask: Ask) -> Ask:
        key = self.random.choice((b"", b"k", b"\xff\xfe", b"{}:*", b"x" * 3000))
        return replace(ask, headers=((b"authorization", b"Bearer " + self.who.desk_token.encode()), (b"idempotency-key", key)))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _quoted(raw: bytes) -> bytes:
    return quote_plus(raw).encode() if raw.isascii() else quote_from_bytes(raw).encode()
