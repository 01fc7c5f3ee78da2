"""The carrier's own list: what was texted to us, and what we texted last."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.channels.carrier import Listed, Unsure
from tests.bot.channels.account import ACCOUNT, CREATED, LIST, PATIENT, PRACTICE, calling

NOW = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
SINCE = NOW - timedelta(days=1)


def theirs(n, at="Tue, 03 Mar 2026 16:00:00 +0000", **changed):
    """An inbound message, as the vendor lists it."""
    return CREATED | {
        "sid": f"SM{n:032x}",
        "direction": "inbound",
        "status": "received",
        "from": PATIENT,
        "to": PRACTICE,
        "body": f"text {n}",
        "date_created": at,
        "date_sent": at,
        **changed,
    }


def listing(*pages):
    """An account whose list has these pages. `asked` are the queries, in order."""
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(dict(request.url.params))
        page = len(asked) - 1
        more = f"{LIST}?Page={page + 1}&PageToken=PA{page}" if page + 1 < len(pages) else None
        return httpx.Response(200, json={"messages": pages[page], "next_page_uri": more})

    return calling(answer), asked


async def test_what_was_texted_to_us_is_listed_oldest_first_over_all_pages():
    carrier, asked = listing(
        [theirs(3, "Tue, 03 Mar 2026 16:30:00 +0000"), theirs(2)], [theirs(1, "Tue, 03 Mar 2026 15:00:00 +0000", num_media="2")]
    )
    found = await carrier.received(PRACTICE, SINCE)
    assert [text.body for text in found] == ["text 1", "text 2", "text 3"]
    assert found[0] == Listed(f"SM{1:032x}", PATIENT, "text 1", 2, datetime(2026, 3, 3, 15, 0, tzinfo=UTC))
    assert asked[0] == {"To": PRACTICE, "DateSent>": "2026-03-02", "PageSize": "1000"}
    assert asked[1] == {"Page": "1", "PageToken": "PA0"}


async def test_what_is_older_than_asked_for_or_ours_is_left_out():
    carrier, _ = listing(
        [
            theirs(1, "Mon, 02 Mar 2026 16:59:59 +0000"),
            theirs(2, "Mon, 02 Mar 2026 17:00:00 +0000"),
            theirs(3, direction="outbound-api"),
            theirs(4, sid=None),
        ]
    )
    assert [text.body for text in await carrier.received(PRACTICE, SINCE)] == ["text 2"]


@pytest.mark.parametrize("broken", [{"body": None}, {"num_media": None}, {"num_media": "many"}, {"num_media": 3}])
async def test_an_odd_entry_is_still_an_entry(broken):
    carrier, _ = listing([theirs(1, **broken)])
    assert len(await carrier.received(PRACTICE, SINCE)) == 1


async def test_a_list_that_breaks_off_is_no_list():
    def second_fails(request: httpx.Request) -> httpx.Response:
        if "Page" in request.url.params:
            return httpx.Response(500)
        return httpx.Response(200, json={"messages": [theirs(1)], "next_page_uri": f"{LIST}?Page=1"})

    assert isinstance(await calling(second_fails).received(PRACTICE, SINCE), Unsure)


async def test_our_password_goes_nowhere_else():
    def elsewhere(request: httpx.Request) -> httpx.Response:
        assert request.url.path.startswith(f"/2010-04-01/Accounts/{ACCOUNT}/")
        return httpx.Response(200, json={"messages": [], "next_page_uri": "/2010-04-01/Accounts/ACother/Messages.json"})

    assert isinstance(await calling(elsewhere).received(PRACTICE, SINCE), Unsure)


async def test_a_list_without_end_is_given_up():
    endless = calling(lambda _: httpx.Response(200, json={"messages": [], "next_page_uri": LIST}))
    assert isinstance(await endless.received(PRACTICE, SINCE), Unsure)


async def test_our_last_texts_to_a_phone_are_those_that_did_not_fail():
    ours = {"direction": "outbound-api", "from": PRACTICE, "to": PATIENT}
    carrier, asked = listing(
        [
            theirs(4, status="failed", **ours),
            theirs(3, status="undelivered", **ours),
            theirs(2, status="queued", **ours),
            theirs(1, status="delivered", **ours),
        ]
    )
    assert {text.body for text in await carrier.sent(PATIENT, PRACTICE)} == {"text 1", "text 2"}
    assert (asked[0]["To"], asked[0]["From"]) == (PATIENT, PRACTICE)


async def test_our_last_texts_are_not_known_while_the_list_cannot_be_read():
    assert isinstance(await calling(lambda _: httpx.Response(503)).sent(PATIENT, PRACTICE), Unsure)
