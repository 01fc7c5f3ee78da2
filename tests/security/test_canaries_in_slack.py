"""S28, F16, G10 at the front desk: what is typed, filled in, written and read there turns up in no log, and in no post of ours
under `slack_details = "none"`.

The logs are scanned twice: as an operator gets them, and raw, with the loggers of slack_bolt and slack_sdk at DEBUG.
"""

import io
import json
import logging
from urllib.parse import unquote_plus

import httpx
import pytest

from bot.channels.slack.bolting import SILENT
from bot.pretend.carrier.faults import Answer
from bot.pretend.slack import CallFault
from tests.bot.frontdesk.room import JO, full
from tests.bot.frontdesk.test_page import form
from tests.bot.frontdesk.typed import Typist
from tests.house import ANA
from tests.security.asking import listening_to_logs
from tests.security.test_canaries import leaks

FIRST, LAST, WORD, NOTE, STAFFS = "Zoraidacanary", "Quinonescanary", "toothachecanary", "allergycanary", "answercanary"
BORN = ("5/1/80", "1980-05-01", "May 1, 1980")
CANARIES = ("canary", *BORN, ANA, ANA[2:], "(503) 555-0101", "503-555-0101", "555-0101")
STRANGER = "+15035557714"


class Raw(logging.Handler):
    """Everything that any logger says, before any fence of ours."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.said = []

    def emit(self, record):
        self.said.append((record.name, record.getMessage() + repr(record.exc_info or "")))


@pytest.fixture
def logged():
    """Give the stream an operator reads, and what slack's libraries said at DEBUG."""
    raw, root = Raw(), logging.getLogger()
    names = ("slack_sdk", "slack_bolt", "slack_bolt.AsyncApp", "slack_sdk.web.async_client", "slack_sdk.web.async_base_client")
    with listening_to_logs(io.StringIO()) as stream:
        levels = {name: logging.getLogger(name).level for name in (*names, *_slacks())}
        for name in levels:
            logging.getLogger(name).setLevel(logging.DEBUG)
        root.addHandler(raw)
        try:
            yield stream.getvalue, raw
        finally:
            root.removeHandler(raw)
            for name, level in levels.items():
                logging.getLogger(name).setLevel(level)


def _slacks():
    return [name for name in logging.Logger.manager.loggerDict if name.startswith("slack")]


class Posts:
    """Every request of the bot to Slack, its Web API and its response_urls; asked may be answered with all it was told."""

    def __init__(self, town):
        self.asked, self.echoing = [], False
        self._send = town.http.send
        town.http.send = self.send

    async def send(self, request, **more):
        path = request.url.path
        if path.startswith(("/api/", "/respond/")) and not path.startswith("/api/v1"):
            self.asked.append((path, unquote_plus(request.content.decode())))
            if self.echoing:
                return httpx.Response(200, json={"ok": False, "error": request.content.decode()}, request=request)
        return await self._send(request, **more)


async def works(jo, town, posts):
    """A day at the desk: all that a person there can type, fill in, press and write, with canaries wherever words may stand."""
    town.office.staff_edits_chart(town.patient("Ana Silva"), FName=FIRST, LName=LAST, Preferred="")
    await town.says(f"cleaning any time please, {FIRST} {LAST} 5/1/80, my {WORD}")
    await town.says("1")
    assert FIRST in await town.says("yes")
    await jo.needs_a_person(f"can a person call me about my {WORD}, {FIRST} {LAST} 5/1/80")
    number = (await town.visits(town.patient(f"{FIRST} {LAST}")))[0]["AptNum"]
    for line in (
        f"/appt {FIRST} {LAST}",
        f"/appt {ANA}",
        f"/appt {number}",
        "/today dec 1",
        f"/slots {WORD}",
        "/slots cleaning next tue",
        f"/confirm {number}",
        f"/confirm {FIRST} {LAST} 5/1/80",
        f"/note {number} {NOTE}, {FIRST}, born 5/1/80",
        f"/note {FIRST} {NOTE}",
        f"/move {number} any day in december",
        f"/move {FIRST}",
        f"/break {FIRST} {LAST}",
        "/asap",
        f"/book {FIRST} {LAST} 5/1/80 cleaning",
        "/book chart 1 cleaning next week",
        f"/text {number}",
        f"/text {FIRST} {STAFFS}",
        f"/chairside {FIRST} {LAST}",
        "/chairside status",
        "/chairside called 99",
        "/chairside undo",
    ):
        await jo.types(line)
        if jo.window():
            await fills_in(jo)
    # A search by name, in a window that is drawn anew.
    await jo.types("/book")
    await fills_in(jo)
    await jo.press(JO, "card:take")
    await jo.write(JO, f"Hello {FIRST}, about your {WORD}: {STAFFS}")
    await jo.write(JO, f"// {FIRST} {LAST} was born on 5/1/80")
    if "card:read" in jo.buttons():
        await reads_and_answers(jo, town)
    # Slack repeats what it was told, fails, and is slow; a press with somebody's words as its value.
    posts.echoing = True
    await jo.needs_a_person(f"a person, {FIRST} {LAST} 5/1/80, {WORD}", phone=STRANGER)
    await jo.types(f"/appt {FIRST}")
    posts.echoing = False
    for method in ("chat.postMessage", "chat.update", "views.open"):
        jo.slack.faults.calls[method].extend([CallFault(answer=Answer.ERROR), CallFault(answer=Answer.LOST)])
    await jo.needs_a_person(f"a person please, my {WORD}", phone="+15035557715")
    await jo.press(JO, "card:take", value=f"{FIRST} {LAST} 5/1/80")
    await jo.quiet(90)


async def reads_and_answers(jo, town):
    """By the one-use page: there the words stand, and nowhere in Slack."""
    await jo.press(JO, "card:read")
    page = await town.http.post(jo.link(JO), data={"do": "continue"})
    assert WORD in page.text
    done = await town.http.post(f"/desk/page/{form(page.text)}", data={"answer": f"Dear {FIRST}, {STAFFS}"})
    assert done.status_code == 200
    await jo.quiet()


async def fills_in(jo):
    """Put canaries into every field of the window on top, and submit it."""
    blocks = [block["block_id"] for block in jo.window()["blocks"] if block.get("type") == "input"]
    plain = [name for name in blocks if jo.window() and _is_text(jo, name)]
    await jo.submits(**dict.fromkeys(plain, f"{FIRST} {LAST} 5/1/80 {NOTE} {STAFFS}"))


def _is_text(jo, name):
    block = next(block for block in jo.window()["blocks"] if block.get("block_id") == name)
    return block["element"]["type"] == "plain_text_input"


def day(house, logged, *, aloud=False, **more):
    """What a day at the desk leaves: what was posted, logged, and said by the libraries. `aloud`: even by bolt, at DEBUG."""
    stream, raw = logged

    async def scene(town):
        for name in (SILENT.name, *_slacks()) if aloud else ():
            logging.getLogger(name).setLevel(logging.DEBUG)
        posts = Posts(town)
        jo = Typist(town)
        await works(jo, town, posts)
        pages = [(await town.http.get(path)).text for path in ("/metrics", "/health/ready")]
        room = next(iter(town.bot.rooms.values()))
        return posts.asked, "".join(pages), json.dumps(await room.store.audit_trail())

    posts, pages, audit = house(scene, slack=True, **more)
    return posts, pages + audit, stream(), raw.said


def test_s28_f16_a_day_at_the_desk_leaves_no_canary_in_a_log_a_count_or_the_audit(house, logged):
    posts, kept, text, raw = day(house, logged, file=full)
    assert len(posts) > 40
    assert leaks("".join(body for _, body in posts), (WORD,)) == [WORD]  # "full": there they are
    assert leaks(kept, CANARIES) == []
    assert leaks(text, CANARIES) == []
    assert leaks(repr([said for said in raw if not said[0].startswith(("httpx", "httpcore"))]), CANARIES) == []


def test_s28_f16_under_none_no_canary_is_in_anything_that_we_post(house, logged):
    posts, kept, text, raw = day(house, logged)
    assert len(posts) > 40
    for path, body in posts:
        assert leaks(f"{path} {body}", CANARIES) == [], (path, body)
    assert leaks(kept + text, CANARIES) == []
    assert leaks(repr([said for said in raw if not said[0].startswith(("httpx", "httpcore"))]), CANARIES) == []


def test_s28_even_where_somebody_made_bolt_speak_the_log_tells_nothing(house, logged):
    try:
        _, _, text, raw = day(house, logged, aloud=True, file=full)
    finally:
        SILENT.setLevel(logging.CRITICAL + 1)
    assert any(name.startswith(("slack", "chairside")) for name, _ in raw)  # it did speak
    assert leaks(text, CANARIES) == []


def test_s28_a_logger_of_slacks_that_speaks_would_be_heard(logged):
    """The test above listens: what bolt or the sdk said at DEBUG would be in it."""
    _, raw = logged
    logging.getLogger("slack_bolt.AsyncApp").debug("body of %s", FIRST)
    logging.getLogger("slack_sdk.web.async_client").debug("posting %s", LAST)
    assert leaks(repr(raw.said), (FIRST, LAST)) == [FIRST, LAST]
