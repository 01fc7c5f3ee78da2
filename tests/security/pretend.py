"""Requests to the pretend world that nobody should send: its own routes, the carrier's and the office's."""

from __future__ import annotations

import base64
import json
from random import Random

from bot.pretend.keys import Keys
from tests.security.asks import DEEP, FORM, METHODS, Ask
from tests.security.words import ODD, odd_text

READS = ("changes", "people", "book", "phones", "desk")
OFFICE = (
    *(
        "patients",
        "appointments",
        "appointments/SlotsWebSched",
        "appointments/WebSched",
        "appointments/1",
        "appointments/1/Break",
    ),
    *("commlogs", "recalls", "operatories", "providers", "definitions", "schedules", "appointments/Planned", "nothing", ""),
)
NAMES = ("Phone", "PatNum", "dateStart", "dateEnd", "Limit", "Offset", "LName", "date", "DateTStamp", "defNumApptType", "x")
LOCAL = (b"host", b"localhost:9000")


class Draw:
    """Draws requests from one seed. Half of them come with the right keys."""

    def __init__(self, random: Random, keys: Keys) -> None:
        self.random, self.keys = random, keys

    def ask(self) -> Ask:
        return self.random.choice((self._told, self._told, self._read, self._office, self._carrier, self._else))()

    def _told(self) -> Ask:
        path = self.random.choice(
            ("texts", "phones/+15035550101", "clock", "faults", "desk/1", f"desk/{'9' * 5000}", "phones/%ff")
        )
        headers = (LOCAL, *self.random.choice(((), (), ((b"origin", b"http://evil.example"),), ((b"host", b"evil.example"),))))
        return Ask("told", "POST", f"/pretend/{path}".encode(), headers=headers, body=self._json())

    def _read(self) -> Ask:
        query = b"date=" + self.random.choice((b"2026-12-01", b"0000-00-00", b"9999-12-31", b"%00", b"x" * 999, b""))
        return Ask("read", "GET", f"/pretend/{self.random.choice(READS)}".encode(), query, (LOCAL,))

    def _office(self) -> Ask:
        key = f"ODFHIR {self.keys.developer_key}/{self.keys.customer_key}".encode()
        given = self.random.choice((key, key, key, b"", b"ODFHIR x/y", b"\xff"))
        headers = ((b"authorization", given), (b"content-type", self.random.choice((b"application/json", b"", FORM))))
        path = f"/api/v1/{self.random.choice(OFFICE)}".encode()
        return Ask(
            "office", self.random.choice(("GET", "GET", "POST", "PUT", "DELETE")), path, self._query(), headers, self._json()
        )

    def _carrier(self) -> Ask:
        who = base64.b64encode(f"{self.keys.account_sid}:{self.keys.auth_token}".encode())
        given = self.random.choice((b"Basic " + who, b"Basic " + who, b"Basic eDp5", b"Basic \xff", b""))
        rest = self.random.choice(("Messages.json", "Messages/SMx.json", "Calls.json", "nothing/at/all"))
        path = f"/2010-04-01/Accounts/{self.random.choice((self.keys.account_sid, 'ACx'))}/{rest}".encode()
        headers = ((b"authorization", given), (b"content-type", FORM))
        return Ask("carrier", self.random.choice(("GET", "POST", "DELETE")), path, self._query(), headers, self._query())

    def _else(self) -> Ask:
        path = self.random.choice(
            (b"/", b"/docs", b"/docs/openapi.json", b"/page/../style.css", b"/page/%00", b"/pretend/", b"/page/x")
        )
        return Ask("else", self.random.choice(METHODS), path, b"", (LOCAL,), self.random.randbytes(20))

    def _query(self) -> bytes:
        names = self.random.choices(NAMES, k=self.random.randrange(4))
        values = (
            self.random.choice((b"1", b"-1", b"5035550101", b"2026-12-01", b"%00", b"9" * 400, b"%ff", b"'", b""))
            for _ in names
        )
        return b"&".join(name.encode() + b"=" + value for name, value in zip(names, values, strict=True))

    def _json(self) -> bytes:
        odd = self.random.choice((*ODD, None, 1, -1, 1e308, 10**400, True, [], {}, [[]], {"office": {}}))
        names = (
            "from",
            "to",
            "body",
            "media",
            "sid",
            "do",
            "text",
            "forward_s",
            "reachable",
            "office",
            "request",
            "PatNum",
            "Note",
        )
        asked = {
            name: self.random.choice((odd, odd_text(self.random), "+15035550101")) for name in self.random.sample(names, 4)
        }
        match self.random.randrange(6):
            case 0:
                return self.random.choice((b"", b"[1]", b"\xff", b"null", b'{"from"', b"[" * DEEP, b'{"a":' * 9000))
            case 1:
                return json.dumps({"from": "+15035550101", "body": odd_text(self.random)}).encode()
            case _:
                return json.dumps(asked).encode()
