"""`python -m tests.faults.slack_fuzz --requests 10000`: what Slack would never send, half of it signed as if it had; and what
no browser would ask of the one-use page, some of it with an address that leads somewhere.

None is answered 5xx, nothing of a body stands in a log, what is not signed asks the store nothing, who guesses finds no page.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import json
import logging
import re
import sys
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random
from urllib.parse import quote, urlencode

import structlog

from bot import metrics
from bot.pretend.slack import people
from tests.faults.running import store
from tests.house import play
from tests.virtual import VirtualRedis

CANARY = "canary7f3a91"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
ODD = (None, 1, -1.5, "", [], {}, [1], [{}], CANARY, True, "\u0000", "\ud800", [[[]]], {"a": {"b": [None]}}, "x" * 3000)
# Where bolt looks for team, user and channel, before any listener is called.
TAKEN_APART = (
    "authorizations", "enterprise", "is_ext_shared_channel", "response_urls", "team", "user", "channel", "view", "event",
    "message", "previous_message", "item", "assistant_thread", "function_data", "thread_ts", "actions", "callback_id",
)  # fmt: skip
STATE = {"values": {"a": {"b": {"value": CANARY}}}}
TOGETHER = 25
PAGES = 5  # one in so many is for the page
TOKEN, WRITING = re.compile(r"/desk/page/([\w-]+)"), re.compile(r'action="([^"]+)"')
NOT_THERE = (400, 404, 405, 408, 413)
_A_WHILE = timedelta(milliseconds=200)


class Draw:
    """Requests drawn from one seed: valid ones, spoilt somewhere."""

    def __init__(self, random: Random, secret: str, now) -> None:
        self._random, self._secret, self._now = random, secret, now
        self.tokens: list[str] = []  # addresses that lead, or led, somewhere

    def page(self) -> tuple[str, str, bytes, dict[str, str], bool]:
        """Return a method, a path, a body and its headers, and whether the address was ever given out."""
        random = self._random
        known = bool(self.tokens) and random.random() < 0.5
        guessed = (f"{random.getrandbits(256):064x}"[:43], "x" * 4000, "", "..", "%00", "\u0669" * 43, "a/b", CANARY)
        token = random.choice(self.tokens[-20:]) if known else random.choice(guessed)
        if known and random.random() < 0.2:
            known, token = False, token[:-1] + ("A" if token[-1] != "A" else "B")
        method = random.choice(("GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE"))
        form = {random.choice(("do", "answer", CANARY, "")): random.choice(("continue", CANARY, "", "x" * 3000, "\u0000"))}
        body = urlencode(form).encode()
        if random.random() < 0.3:
            body = random.choice((b"", b"\xff\xfe" * 30, b"&".join(b"%d=1" % n for n in range(500)), b"answer=" * 20_000))
        return method, f"/desk/page/{quote(token, safe='%/')}", body, {"content-type": random.choice((FORM, JSON, ""))}, known

    def ask(self) -> tuple[bytes, dict[str, str], bool]:
        """Return a body, its headers, and whether Slack signed it."""
        body, kind = self._body()
        signed = self._random.random() < 0.5
        return body, self._headers(body, kind, signed), signed

    def _body(self) -> tuple[bytes, str]:
        random = self._random
        payload = self._spoilt(random.choice((self._command, self._press, self._event, self._submission))())
        if isinstance(payload, dict) and random.random() < 0.2:
            payload[random.choice(TAKEN_APART)] = random.choice(ODD)
        raw = json.dumps(payload).encode()
        forms = [urlencode({"payload": raw.decode()}).encode()]
        if isinstance(payload, dict):
            forms.append(urlencode({name: str(value) for name, value in payload.items()}, errors="surrogatepass").encode())
        body, kind = (raw, JSON) if random.random() < 0.4 else (random.choice(forms), FORM)
        if random.random() < 0.3:
            cut = random.randrange(len(body) + 1)
            body = random.choice((body[:cut], body[:cut] + bytes([random.randrange(256)]) + body[cut:], body * 2, b"payload=1"))
        return body, random.choice((kind, kind, kind, kind, JSON, FORM, "text/plain", ""))

    def _headers(self, body: bytes, kind: str, signed: bool) -> dict[str, str]:
        at = str(int(self._now().timestamp()))
        digest = hmac.new(self._secret.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
        if signed:
            return {"content-type": kind, "x-slack-request-timestamp": at, "x-slack-signature": f"v0={digest}"}
        odd = self._random.choice(("", "abc", "9" * 5000, "-1", at, str(int(at) - 400)))
        wrong = self._random.choice(("", "v0=", "v0=" + "0" * 64, "x" * 10_000, "v0=" + "\xe9" * 64, digest))
        return {"content-type": kind, "x-slack-request-timestamp": odd, "x-slack-signature": wrong}

    def _spoilt(self, value):
        """Put something odd in the place of something."""
        random = self._random
        if random.random() < 0.03:
            return random.choice(ODD)
        if isinstance(value, dict):
            return {name: self._spoilt(one) for name, one in value.items() if random.random() > 0.01}
        if isinstance(value, list):
            return [self._spoilt(one) for one in value]
        return value

    def _trigger(self) -> str:
        return f"1.2.{self._random.getrandbits(64):x}"

    def _who(self):
        return self._random.choice((people.JO, people.TESS, people.OLA, "U0NOBODY00"))

    def _command(self):
        name = self._random.choice(("/today", "/book", "/nothing", "/chairside"))
        return {
            "command": name, "text": CANARY, "user_id": self._who(), "team_id": people.TEAM, "channel_id": people.FRONT_DESK,
            "trigger_id": self._trigger(), "response_url": f"https://evil.example/{CANARY}",
        }  # fmt: skip

    def _press(self):
        value = self._random.choice((f"1.{'a' * 12}", CANARY, f"9.{'b' * 12}.{people.JO}", "١.x"))
        name = self._random.choice(("card:take", "card:read", "card:undo", "card:reassign", "home:refresh", "x", "desk_x:1"))
        return {
            "type": "block_actions", "user": {"id": self._who(), "team_id": people.TEAM}, "team": {"id": people.TEAM},
            "trigger_id": self._trigger(), "container": {"message_ts": "1.1", "channel_id": people.FRONT_DESK},
            "actions": [{"action_id": name, "block_id": "b", "value": value}], "state": STATE,
        }  # fmt: skip

    def _event(self):
        kind = self._random.choice(("message", "app_home_opened", "app_mention", "reaction_added", CANARY))
        event = {
            "type": kind,
            "user": self._who(),
            "text": CANARY,
            "ts": "1.1",
            "channel": people.FRONT_DESK,
            "thread_ts": "1.0",
        }
        return {
            "type": "event_callback",
            "team_id": people.TEAM,
            "event_id": f"Ev{self._random.getrandbits(40)}",
            "event": event,
        }

    def _submission(self):
        view = {"id": "V1", "hash": "h", "callback_id": self._random.choice(("desk_book", CANARY)), "private_metadata": CANARY}
        return {
            "type": self._random.choice(("view_submission", "view_closed", "block_suggestion")),
            "user": {"id": self._who(), "team_id": people.TEAM}, "team": {"id": people.TEAM},
            "view": {**view, "state": STATE}, "action_id": "x", "block_id": "b", "value": CANARY,
        }  # fmt: skip


class Ears(logging.Handler):
    """Hears every word that is logged, whoever logs it."""

    def __init__(self) -> None:
        super().__init__(0)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


def fuzz(requests: int, seed: int, url: str, home: Path) -> tuple[Counter[str], list[str]]:
    """Send so many. Return how they were answered, and what was wrong."""
    answers: Counter[str] = Counter()
    wrong: list[str] = []

    async def scene(town):
        draw = Draw(Random(seed), town.keys.slack_signing_secret, town.clock.now)

        async def one() -> None:
            body, headers, signed = draw.ask()
            answer = await town.http.post(
                "/slack/events", content=body, headers={k: v.encode("latin-1") for k, v in headers.items()}
            )
            answers[f"{'signed' if signed else 'unsigned'} {answer.status_code}"] += 1
            if answer.status_code >= 500 or (not signed and answer.status_code < 400):
                wrong.append(f"{answer.status_code} to {body!r:.300}")
            if CANARY in answer.text and "challenge" not in answer.text:
                wrong.append(f"said back: {answer.text:.200}")

        async def browses() -> None:
            method, path, body, headers, known = draw.page()
            answer = await town.http.request(method, path, content=body, headers=headers)
            answers[f"page {'known' if known else 'guessed'} {answer.status_code}"] += 1
            draw.tokens += [found.rpartition("/")[2] for found in WRITING.findall(answer.text)]
            if answer.status_code >= 500 or (not known and answer.status_code not in NOT_THERE):
                wrong.append(f"{answer.status_code} to {method} {path:.80} {body!r:.100}")

        await town.says(f"can I talk to a person, {CANARY}")
        for _ in range(0, requests, TOGETHER):
            draw.tokens += await _address(town)
            await asyncio.gather(*(browses() if n % PAGES == 0 else one() for n in range(TOGETHER)))
            await town.clock.sleep(_A_WHILE)

    ears, poisoned = Ears(), metrics.POISONED._value.get()
    logging.getLogger().addHandler(ears)
    with structlog.testing.capture_logs() as logged:
        play(scene, lambda: VirtualRedis.from_url(url), home, slack=True)
    logging.getLogger().removeHandler(ears)
    wrong += [f"in the log: {line:.200}" for line in (*map(str, logged), *ears.heard) if CANARY in line]
    if metrics.POISONED._value.get() != poisoned:
        errors = {str(line) for line in logged if line.get("log_level") == "error" and line.get("where")}
        wrong.append(f"{metrics.POISONED._value.get() - poisoned} went wrong behind the ack: {sorted(errors)[:5]}")
    return answers, wrong


async def _address(town) -> list[str]:
    """Have Jo ask for the page of a card, and return its address."""
    slack = town.world.slack
    cards = [m for m in slack.workspace.messages[people.FRONT_DESK].values() if "card:read" in str(m.get("blocks"))]
    if not cards:
        return []
    told = set(slack.workspace.whispers)
    await slack.acts.press(people.JO, {"channel": people.FRONT_DESK, "ts": cards[-1]["ts"]}, "card:read")
    await town.clock.sleep(_A_WHILE)
    return TOKEN.findall(str([said for ts, said in slack.workspace.whispers.items() if ts not in told]))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.slack_fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with store() as url, tempfile.TemporaryDirectory() as folder:
        answers, wrong = fuzz(asked.requests, asked.seed, url, Path(folder))
    print("\n".join(f"{count:6} {what}" for what, count in sorted(answers.items())))
    print("\n".join(wrong[:20]) or "nothing was wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
