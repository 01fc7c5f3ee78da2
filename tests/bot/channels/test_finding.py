"""How a text is found again in the carrier's own list, and when its absence is proof."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from bot.channels import carrier
from bot.channels.carrier import Accepted, Unsure
from tests.bot.channels.account import CREATED, LIST, PATIENT, PRACTICE, calling

STARTED = datetime(2026, 3, 3, 17, 0, 0, tzinfo=UTC)


def message(n, body="You're booked.", at=STARTED, **changed):
    date = format_datetime(at) if isinstance(at, datetime) else at
    return CREATED | {"sid": f"SM{n:032d}", "body": body, "date_created": date, "from": PRACTICE} | changed


def listing(*pages):
    """A list in pages, as the carrier gives it, and what it was asked."""
    asked = []

    def handle(request):
        asked.append(request)
        number = int(request.url.params.get("Page", 0))
        following = f"{LIST}?PageSize=2&Page={number + 1}&PageToken=PA" if number + 1 < len(pages) else None
        return httpx.Response(200, json={"messages": list(pages[number]), "next_page_uri": following, "page": number})

    return handle, asked


async def find(handler, body="You're booked.", others=()):
    return await calling(handler).find(PATIENT, PRACTICE, body, STARTED, others)


async def test_a_text_the_carrier_has_is_found():
    handle, asked = listing([message(2, "Something else"), message(1)])
    assert await find(handle) == Accepted(f"SM{1:032d}")
    assert str(asked[0].url) == f"https://api.twilio.com{LIST}?To=%2B15035550142&From=%2B15035550199&PageSize=1000"
    assert asked[0].headers["Authorization"].startswith("Basic ")


async def test_a_text_that_is_in_no_page_of_the_whole_list_is_not_there():
    handle, asked = listing([message(1, "a")], [message(2, "b")], [])
    assert await find(handle) is None
    assert len(asked) == 3


async def test_a_text_on_the_last_page_is_found():
    handle, _ = listing([message(1, "a")], [message(2, "b")], [message(3)])
    assert await find(handle) == Accepted(f"SM{3:032d}")


async def test_a_text_still_queued_has_not_been_sent_and_is_found_all_the_same():
    """By DateSent it would be asked for in vain: it has none."""

    def handle(request):
        queued = message(1, date_sent=None)
        return httpx.Response(
            200, json={"messages": [] if "DateSent>" in request.url.params else [queued], "next_page_uri": None}
        )

    assert await find(handle) == Accepted(f"SM{1:032d}")


@pytest.mark.parametrize(
    ("early", "found"),
    [
        (timedelta(0), True),
        (timedelta(seconds=5), True),
        (timedelta(seconds=6), False),
        (timedelta(days=1), False),
        (-timedelta(days=1), True),
    ],
)
async def test_the_same_words_sent_earlier_are_another_text(early, found):
    handle, _ = listing([message(1, at=STARTED - early)])
    assert (await find(handle) is not None) is found


async def test_the_same_words_a_moment_ago_are_another_text_if_they_are_known_to_be():
    handle, _ = listing([message(1, at=STARTED - timedelta(seconds=1))])
    assert await find(handle, others={f"SM{1:032d}"}) is None
    handle, _ = listing([message(1, at=STARTED - timedelta(seconds=1)), message(2)])
    assert await find(handle, others={f"SM{1:032d}"}) == Accepted(f"SM{2:032d}")


async def test_other_words_are_another_text():
    handle, _ = listing([message(1, "You're booked"), message(2, "You’re booked."), message(3, "you're booked.")])
    assert await find(handle) is None


async def test_blanks_the_carrier_trims_do_not_hide_a_text():
    handle, _ = listing([message(1, "You're  booked.\r\n")])
    assert await find(handle, "You're booked. ") == Accepted(f"SM{1:032d}")


@pytest.mark.parametrize("body", ["", None])
async def test_where_texts_are_redacted_their_time_alone_tells(body):
    handle, _ = listing([message(1, body, STARTED - timedelta(minutes=1)), message(2, body)])
    assert await find(handle) == Accepted(f"SM{2:032d}")


@pytest.mark.parametrize(
    "date", [None, "", "yesterday", "Tue, 03 Mar 2026 17:00:01 -0000", "Tue, 03 Mar 99999999999 17:00:01 +0000"]
)
async def test_a_text_whose_date_cannot_be_read_is_taken_for_ours(date):
    handle, _ = listing([message(1, at=date)])
    assert await find(handle) == Accepted(f"SM{1:032d}")


@pytest.mark.parametrize("status", [201, 301, 400, 401, 404, 429, 500, 503])
async def test_a_list_that_was_not_given_proves_nothing(status):
    assert isinstance(await find(lambda _: httpx.Response(status, text="<html>")), Unsure)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{}", b"[]", b'{"messages": null}', b'{"messages": [7]}', b"\xff\xfe", b"[" * 9999]
)
async def test_a_list_that_cannot_be_read_proves_nothing(body):
    assert isinstance(await find(lambda _: httpx.Response(200, content=body)), Unsure)


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ReadTimeout])
async def test_a_list_that_did_not_come_proves_nothing(error):
    def handle(request):
        if request.url.params.get("Page"):
            raise error("x")
        return listing([message(1, "a")], [])[0](request)

    assert await find(handle) == Unsure(error.__name__)


async def test_a_list_without_end_proves_nothing():
    asked = []

    def handle(request):
        asked.append(request)
        return httpx.Response(200, json={"messages": [message(1, "a")], "next_page_uri": f"{LIST}?Page=1"})

    assert isinstance(await find(handle), Unsure)
    assert len(asked) == carrier.MOST_PAGES


@pytest.mark.parametrize(
    "uri", ["@evil.example/x", "https://evil.example/x", "//evil.example/", ".evil.example/", "/2010-04-01/Accounts/ACother/x"]
)
async def test_our_password_goes_to_no_other_address(uri):
    asked = []

    def handle(request):
        asked.append(request.url.host)
        return httpx.Response(200, json={"messages": [], "next_page_uri": uri})

    assert isinstance(await find(handle), Unsure)
    assert asked == ["api.twilio.com"]
