"""A whole list, or none: pages without a next link, over rows that come and go."""

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.office.client import Priority
from bot.office.errors import OfficeSilent
from bot.office.line import MOST_PAGES
from bot.office.rows import CommlogRow
from tests.bot.office.wire import line, paged


def logs(count):
    return [{"CommlogNum": n, "PatNum": 21, "Note": str(n)} for n in range(1, count + 1)]


async def numbers(client):
    return [row.commlog_num for row in await client.all("/commlogs", {}, CommlogRow, Priority.BACKGROUND)]


# --- whole lists -----------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.integers(0, 1300), st.sampled_from([2, 3, 50, 100, 150, 1000]), st.sampled_from([100, 1000]))
async def test_a_list_of_any_length_is_read_to_its_end_once_in_order(count, page_size, cap):
    rows = logs(min(count, page_size * 20))
    client, _ = line(paged(rows, cap=cap), page_size=page_size)
    assert await numbers(client) == [row["CommlogNum"] for row in rows]


@pytest.mark.parametrize(("count", "requests"), [(0, 1), (1, 1), (99, 1), (100, 2), (101, 2), (199, 3), (200, 3), (250, 3)])
async def test_a_page_of_exactly_a_hundred_is_never_taken_for_the_last(count, requests):
    client, heard = line(paged(logs(count)))
    assert len(await numbers(client)) == count
    assert len(heard.requests) == requests


async def test_an_office_that_gives_a_hundred_where_a_thousand_were_asked_for_is_read_on():
    client, heard = line(paged(logs(300), cap=100), page_size=1000)
    assert len(await numbers(client)) == 300
    assert {request.url.params["Limit"] for request in heard.requests} == {"1000"}


async def test_a_list_that_lost_a_row_between_two_pages_is_begun_again():
    rows = logs(150)

    def answer(request):
        page = paged(rows)(request)
        if len(rows) == 150:
            del rows[10]  # what stood at 100 now stands at 99, and would never be seen
        return page

    client, _ = line(answer)
    assert await numbers(client) == [row["CommlogNum"] for row in rows]


async def test_a_list_that_won_a_row_between_two_pages_is_begun_again():
    rows = logs(150)

    def answer(request):
        page = paged(rows)(request)
        if len(rows) == 150:
            rows.insert(0, {"CommlogNum": 999, "PatNum": 21, "Note": ""})
        return page

    client, _ = line(answer)
    assert await numbers(client) == [999, *range(1, 151)]


async def test_a_row_that_was_only_changed_between_two_pages_is_still_the_same_row():
    times = iter(range(100))

    def answer(request):
        now = str(next(times))
        return [row | {"Note": now} for row in paged(logs(150))(request)]

    client, heard = line(answer)
    assert len(await numbers(client)) == 150
    assert len(heard.requests) == 2


async def test_a_list_that_never_stands_still_proves_nothing():
    rows = logs(150)

    def answer(request):
        page = paged(rows)(request)
        del rows[0]
        rows.append({"CommlogNum": rows[-1]["CommlogNum"] + 1, "PatNum": 21})
        return page

    client, _ = line(answer)
    with pytest.raises(OfficeSilent, match="stand still"):
        await numbers(client)


async def test_an_office_that_ignores_the_offset_proves_nothing():
    client, heard = line(lambda _: logs(100))
    with pytest.raises(OfficeSilent):
        await numbers(client)
    assert len(heard.requests) < 10


async def test_a_list_without_end_proves_nothing():
    def answer(request):
        offset = int(request.url.params["Offset"])
        return [{"CommlogNum": n, "PatNum": 21} for n in range(offset, offset + 100)]

    client, heard = line(answer)
    with pytest.raises(OfficeSilent, match="does not end"):
        await numbers(client)
    assert len(heard.requests) == MOST_PAGES


async def test_a_list_that_breaks_off_gives_none_of_its_rows():
    client, _ = line(lambda r: paged(logs(150))(r) if r.url.params["Offset"] == "0" else httpx.ReadTimeout("x"))
    with pytest.raises(OfficeSilent):
        await numbers(client)
