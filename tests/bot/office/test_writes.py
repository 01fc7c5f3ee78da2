"""What the client writes to Open Dental, once, and what it makes of each answer."""

import json
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.office.errors import (
    OfficeBusy,
    OfficeError,
    OfficeMisconfigured,
    OfficeRefused,
    OfficeSilent,
    OfficeUnreached,
)
from flows.words import Opening
from tests.bot.office.examples import BOOKED, BOOKING, COMMLOG
from tests.bot.office.wire import ZONE, Turns, office, openings, refusal, slot

OPENING = Opening(datetime(2021, 11, 19, 9, tzinfo=ZONE), datetime(2021, 11, 19, 9, 30, tzinfo=ZONE), 5, 3)


def created(body):
    return lambda _: httpx.Response(201, json=body)


# --- booking ---------------------------------------------------------------------------------------------------------


async def test_a_booking_is_sent_as_documented_and_read_as_documented():
    client, heard = office(created(BOOKED))
    made = await client.book(21, OPENING, def_num=326)
    [request] = heard.requests
    assert heard.paths == ["POST /appointments/WebSched"]
    assert json.loads(request.content) == BOOKING
    assert (made.apt_num, made.is_new_patient) == (121, True)


@pytest.mark.parametrize(
    "differs", [{"PatNum": 22}, {"Op": 4}, {"AptDateTime": "2021-11-19 09:30:00"}, {"AptDateTime": "0001-01-01 00:00:00"}]
)
async def test_a_visit_other_than_the_one_asked_for_is_not_taken_for_it(differs):
    client, _ = office(created(BOOKED | differs))
    with pytest.raises(OfficeSilent):
        await client.book(21, OPENING, def_num=326)


@pytest.mark.parametrize("body", [b"<html>Created</html>", b"", b"[]", b'"done"', b"{}", b'{"AptNum": 121'])
async def test_a_created_without_a_visit_in_it_is_a_silence(body):
    client, _ = office(lambda _: httpx.Response(201, content=body))
    with pytest.raises(OfficeSilent):
        await client.book(21, OPENING, def_num=326)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(400, "The selected time is no longer available. Please choose another."), OfficeRefused),
        (refusal(400, "PatNum is required"), OfficeRefused),
        (refusal(400, "The eConnector is not running"), OfficeSilent),
        (refusal(401, "Invalid key"), OfficeMisconfigured),
        (refusal(403, "no"), OfficeMisconfigured),
        (refusal(404, "Patient not found."), OfficeRefused),
        (refusal(410, "gone"), OfficeMisconfigured),
        (refusal(429, "slow down"), OfficeBusy),
        (refusal(500, "oops"), OfficeSilent),
        (refusal(504, "no answer in 60 s"), OfficeSilent),
        (httpx.Response(302, headers={"Location": "https://elsewhere.example"}), OfficeSilent),
        (httpx.ConnectError("refused"), OfficeUnreached),
        (httpx.ConnectTimeout("slow"), OfficeUnreached),
        (httpx.PoolTimeout("full"), OfficeUnreached),
        (httpx.WriteError("broke"), OfficeSilent),
        (httpx.ReadTimeout("slow"), OfficeSilent),
        (httpx.ReadError("reset"), OfficeSilent),
        (httpx.RemoteProtocolError("cut"), OfficeSilent),
    ],
)
async def test_a_booking_is_sent_once_whatever_comes_back(answer, kind):
    client, heard = office(lambda _: answer)
    with pytest.raises(OfficeError) as raised:
        await client.book(21, OPENING, def_num=326)
    assert type(raised.value) is kind
    assert len(heard.requests) == 1


async def test_a_write_that_may_no_longer_leave_is_not_sent():
    client, heard = office(created(BOOKED))

    async def may_leave():
        return False

    with pytest.raises(OfficeUnreached):
        await client.book(21, OPENING, def_num=326, may_leave=may_leave)
    assert heard.requests == []


async def test_whether_a_write_may_leave_is_asked_when_its_turn_has_come():
    pace = Turns()
    client, _ = office(created(BOOKED), pace=pace)
    out = []

    async def may_leave():
        out.append(pace.out)
        return True

    await client.book(21, OPENING, def_num=326, may_leave=may_leave)
    assert out == [1]


@settings(deadline=None)
@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)).map(
        lambda d: d.replace(second=0, microsecond=0)
    )
)
async def test_any_opening_that_is_offered_is_booked_at_the_time_the_office_wrote(start):
    wall = f"{start.astimezone(ZONE):%Y-%m-%d %H:%M:%S}"
    end = f"{start.astimezone(ZONE) + timedelta(minutes=30):%Y-%m-%d %H:%M:%S}"
    reader, _ = office(lambda _: [slot(wall, end)])
    day = date.fromisoformat(wall[:10])
    for opening in await openings(reader, day, day):
        assert opening.start == start
        client, heard = office(created(BOOKED | {"Op": 1, "AptDateTime": wall}))
        await client.book(21, opening, def_num=1)
        assert json.loads(heard.requests[0].content)["dateTimeStart"] == wall


# --- commlogs --------------------------------------------------------------------------------------------------------


async def test_a_line_is_left_in_the_chart():
    client, heard = office(created(COMMLOG))
    await client.write_commlog(21, "Booked by text [ab12cd34ef]", when=datetime(2021, 5, 4, 16, 32, 45, tzinfo=UTC))
    assert heard.paths == ["POST /commlogs"]
    assert json.loads(heard.requests[0].content) == {
        "PatNum": 21,
        "Note": "Booked by text [ab12cd34ef]",
        "CommDateTime": "2021-05-04 09:32:45",
        "commType": "ApptRelated",
        "Mode_": "Text",
        "SentOrReceived": "Received",
    }


async def test_an_old_office_answers_a_line_with_nothing():
    client, _ = office(lambda _: httpx.Response(201))
    await client.write_commlog(21, "x", when=datetime(2021, 5, 4, tzinfo=UTC))


async def test_a_page_of_somebody_in_between_is_no_proof_of_a_line():
    client, _ = office(lambda _: httpx.Response(200, text="<html>Please log in</html>"))
    with pytest.raises(OfficeSilent):
        await client.write_commlog(21, "x", when=datetime(2021, 5, 4, tzinfo=UTC))


async def test_the_lines_of_a_chart_are_its_own():
    client, heard = office(lambda _: [COMMLOG, COMMLOG | {"CommlogNum": 8, "PatNum": 22}])
    assert [c.note for c in await client.commlogs(21)] == ["Booked by text [ab12cd34ef]"]
    assert heard.paths == ["GET /commlogs?PatNum=21&Limit=100&Offset=0"]
