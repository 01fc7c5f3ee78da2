"""The routes under `/pretend`, for the page and for scripts: play a patient, look at a phone, move the clock, plan a fault.

What is asked wrongly is answered with 400 and one sentence. Nothing stays open: who wants news asks `/pretend/changes` again.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

import httpx
from starlette.requests import Request
from starlette.routing import Route

from bot.pretend import planning, view
from bot.pretend.asking import Wrong, asked_json, told
from bot.pretend.carrier import Planned, PretendCarrier
from bot.pretend.carrier.sending import E164, LONGEST_BODY
from bot.pretend.clock import Clock
from bot.pretend.keys import Keys
from bot.pretend.office import PretendOffice
from bot.pretend.slack import PretendSlack

FURTHEST_S = 366 * 24 * 3600
CARD = re.compile(r"[0-9]{1,9}")
DESK_ACTS = ("take", "answer", "give_back", "resolve")
SID = re.compile(r"(SM|MM)[0-9a-f]{32}")


class Console:
    def __init__(
        self,
        clock: Clock,
        keys: Keys,
        office: PretendOffice,
        carrier: PretendCarrier,
        slack: PretendSlack,
        http: httpx.AsyncClient,
        bot_url: str,
    ) -> None:
        self._clock = clock
        self._zone = office.zone
        self._keys = keys
        self._office = office
        self._newest = view.Newest(office)
        self._carrier = carrier
        self._slack = slack
        self._http = http
        self._bot = bot_url

    def routes(self) -> list[Route]:
        return [
            Route("/pretend/changes", told(self.changes)),
            Route("/pretend/people", told(self.people)),
            Route("/pretend/book", told(self.book)),
            Route("/pretend/texts", told(self.text, 202), methods=["POST"]),
            Route("/pretend/phones", told(self.phones)),
            Route("/pretend/phones/{number}", told(self.phone)),
            Route("/pretend/phones/{number}", told(self.switch), methods=["POST"]),
            Route("/pretend/clock", told(self.forward), methods=["POST"]),
            Route("/pretend/faults", told(self.plan), methods=["POST"]),
            Route("/pretend/desk", told(self.desk)),
            Route("/pretend/desk/{number}", told(self.card), methods=["POST"]),
        ]

    # --- what there is to see ----------------------------------------------------------------------------------------

    async def changes(self, _: Request) -> Any:
        """A number that grows with every change, what it is made of, and the visit that was booked last."""
        phones, book, slack = self._carrier.revision, self._office.revision, self._slack.revision
        return {
            "revision": phones + book + slack,
            "phones": phones,
            "book": book,
            "slack": slack,
            "said": self._slack.workspace.said,
            "newest": self._newest(),
            "now": self._now().isoformat(),
        }

    async def people(self, _: Request) -> Any:
        return {
            "people": view.people(self._office),
            "texting_number": self._keys.texting_number,
            "staff_number": self._keys.staff_number,
            "zone": self._zone.key,
        }

    async def book(self, request: Request) -> Any:
        asked = request.query_params.get("date")
        try:
            day = date.fromisoformat(asked) if asked else self._now().date()
        except ValueError:
            raise Wrong("date must be a day like 2026-12-01.") from None
        return view.day(self._office, day)

    async def phones(self, _: Request) -> Any:
        """How many texts each phone has received: so the page can say that one came on a phone nobody looks at."""
        phones = self._carrier.ledger.phones
        return {"received": {number: sum(t.direction == "received" for t in texts) for number, texts in phones.items()}}

    async def phone(self, request: Request) -> Any:
        number = _phone(request.path_params["number"])
        texts = [asdict(text) | {"at": text.at.isoformat()} for text in self._carrier.phone(number)]
        return {"number": number, "texts": texts, "reachable": not self._carrier.ledger.unreachable.get(number, False)}

    # --- what one can do ---------------------------------------------------------------------------------------------

    async def text(self, request: Request) -> Any:
        asked = await asked_json(request)
        sender, to = _phone(asked.get("from")), _phone(asked.get("to", self._keys.texting_number))
        body, media, sid = asked.get("body", ""), asked.get("media", 0), asked.get("sid")
        if not isinstance(body, str) or len(body) > LONGEST_BODY:
            raise Wrong(f"body must be a text of at most {LONGEST_BODY} characters.")
        if type(media) is not int or not 0 <= media <= 10:
            raise Wrong("media must be how many pictures come with the text, 0 to 10.")
        if not body.strip() and not media:
            raise Wrong("body is empty: a phone sends no empty text.")
        if sid is not None and not (isinstance(sid, str) and SID.fullmatch(sid)):
            raise Wrong("sid must be SM and 32 hexadecimal digits, or left out.")
        if to not in self._carrier.numbers:
            raise Wrong(f"to must be the office's texting number, {self._keys.texting_number}.")
        return {"sid": await self._carrier.text(sender, to, body, media, sid)}

    async def switch(self, request: Request) -> Any:
        number, asked = _phone(request.path_params["number"]), await asked_json(request)
        if not isinstance(asked.get("reachable"), bool):
            raise Wrong('Send {"reachable": true} or {"reachable": false}.')
        self._carrier.reach(number, asked["reachable"])
        return {"number": number, "reachable": asked["reachable"]}

    async def forward(self, request: Request) -> Any:
        seconds = (await asked_json(request)).get("forward_s")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds <= FURTHEST_S:
            raise Wrong("forward_s must be a number of seconds above 0, at most a year: time does not run backwards.")
        move = getattr(self._clock, "forward", None)
        if move is None:
            raise Wrong("This clock cannot be moved.", 409)
        move(timedelta(seconds=seconds))
        return {"now": self._now().isoformat()}

    async def plan(self, request: Request) -> Any:
        """Plan what goes wrong next, at the carrier, at the office or at Slack; `{}` forgets every plan."""
        asked = await asked_json(request)
        try:
            if (at_slack := asked.pop("slack", None)) is not None:
                planning.plan_slack(self._slack.faults, at_slack if isinstance(at_slack, dict) else {})
                if not asked:
                    return {"slack": 1}
            elif not asked:
                planning.forget_slack(self._slack.faults)
            if (at_office := asked.pop("office", None)) is not None:
                planning.plan_office(self._office.faults, at_office if isinstance(at_office, dict) else {})
                if not asked:
                    return {"office": 1}
            elif not asked:
                self._office.faults.clear()
        except ValueError as error:
            raise Wrong(str(error)) from None
        if not isinstance(self._carrier.faults, Planned):
            raise Wrong("The faults of this carrier are decided elsewhere.", 409)
        try:
            return planning.plan(self._carrier.faults, asked)
        except ValueError as error:
            raise Wrong(str(error)) from None

    # --- the desk, asked of the bot ----------------------------------------------------------------------------------

    async def desk(self, _: Request) -> Any:
        return await self._ask_bot("GET", "/desk/cards")

    async def card(self, request: Request) -> Any:
        asked = await asked_json(request)
        act, text = asked.get("do"), asked.get("text", "")
        if act not in DESK_ACTS or not isinstance(text, str):
            raise Wrong('do must be "take", "answer", "give_back" or "resolve"; text is the answer.')
        if not CARD.fullmatch(request.path_params["number"]):
            raise Wrong("There is no such card.", 404)
        key = request.headers.get("idempotency-key")
        return await self._ask_bot(
            "POST",
            f"/desk/cards/{request.path_params['number']}",
            {"do": act, "text": text},
            {"Idempotency-Key": key} if key else {},
        )

    async def _ask_bot(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
        bearer = {"Authorization": f"Bearer {self._keys.desk_token}"}
        try:
            answer = await self._http.request(method, self._bot + path, json=body, headers=bearer | (headers or {}))
            said = answer.json()
        except httpx.HTTPError:
            raise Wrong(f"The bot at {self._bot} does not answer. Is it running?", 502) from None
        except ValueError:
            said = None
        if answer.is_success and said is not None:
            return said
        if isinstance(said, dict) and isinstance(said.get("error"), str):
            raise Wrong(said["error"], answer.status_code)
        raise Wrong(f"The bot's desk answered {answer.status_code}: set the CHAIRSIDE_DESK_TOKEN printed at the start.", 502)

    def _now(self) -> datetime:
        return self._clock.now().astimezone(self._zone)


def _phone(number: object) -> str:
    if not isinstance(number, str) or not E164.fullmatch(number):
        raise Wrong("A phone number is written like +15035550101.")
    return number
