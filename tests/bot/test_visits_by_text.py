"""Moved, broken, taken back, confirmed: what stands in the office's book afterwards, and how many calls it took."""

from collections import Counter
from datetime import timedelta

from bot.pretend.keys import office_file

MEGAN, WHO = "+19715550101", "Megan Hughes 5/30/1985"
KEEPS_LANGUAGE = "\n[rules]\nkeep_language = true\n"
AFTERWARDS = "POST /commlogs"


async def says(town, text):
    return await town.says(text, MEGAN, after=timedelta(seconds=12))


async def times(town):
    return [visit["AptDateTime"] for visit in await town.visits(town.patient("Megan Hughes"))]


async def counted(town, *texts):
    """Say these one after the other; return the last answer, and the calls it took but for what is noted afterwards."""
    before = Counter(town.office.calls)
    answers = [await says(town, text) for text in texts]
    return answers[-1], Counter(town.office.calls) - before - Counter({AFTERWARDS: 9})


def test_a_visit_is_cancelled_with_three_calls_and_stands_on_the_unscheduled_list(house):
    async def scene(town):
        answer, calls = await counted(town, f"please cancel my dec 3 appointment, {WHO}", "2")
        return answer, calls, await times(town), await town.visits(town.patient("Megan Hughes"), "UnschedList")

    answer, calls, left, unscheduled = house(scene)
    assert "off the book: Megan, Thu Dec 3 at 9:00 AM" in answer
    assert calls == {"GET /patients": 1, "GET /appointments": 1, "PUT /appointments/{AptNum}/Break": 1}
    assert left == ["2027-01-04 14:00:00"]
    assert [visit["AptDateTime"] for visit in unscheduled] == ["2026-12-03 09:00:00"]


def test_what_was_cancelled_is_taken_back_on_the_same_record(house):
    async def scene(town):
        before = await town.visits(town.patient("Megan Hughes"))
        await counted(town, f"please cancel, {WHO}", "1", "2")
        offered = await says(town, "wait, uncancel that please")
        answer = await says(town, "yes")
        return before, offered, answer, await town.visits(town.patient("Megan Hughes"))

    before, offered, answer, after = house(scene)
    assert "Put it back: Megan, Thu Dec 3 at 9:00 AM?" in offered
    assert "back on the book" in answer
    same = ("AptNum", "AptDateTime", "Op", "ProvNum", "ProvHyg", "AptStatus", "Pattern")
    assert [[visit[name] for name in same] for visit in after] == [[visit[name] for name in same] for visit in before]


def test_a_visit_is_moved_with_five_calls_on_the_same_record_and_is_no_longer_confirmed(house):
    async def scene(town):
        await counted(town, f"confirm my visit please, {WHO}", "1", "yes")
        confirmed = await town.visits(town.patient("Megan Hughes"))
        await town.clock.sleep(timedelta(hours=13))
        answer, calls = await counted(town, f"can we move my visit to any afternoon, {WHO}", "1", "1", "yes")
        return confirmed, answer, calls, await town.visits(town.patient("Megan Hughes"))

    confirmed, answer, calls, after = house(scene)
    print(answer, calls, [(v["AptNum"], v["AptDateTime"], v["confirmed"]) for v in (*confirmed, *after)])
    assert calls.total() == 5


def test_a_visit_is_confirmed_with_three_calls(house):
    async def scene(town):
        answer, calls = await counted(town, f"I'd like to confirm my appointment, {WHO}", "1", "C")
        return answer, calls, await town.visits(town.patient("Megan Hughes"))

    answer, calls, visits = house(scene)
    print(answer, calls)
    assert calls == {"GET /patients": 1, "GET /appointments": 1, "PUT /appointments/{AptNum}/Confirm": 1}
    assert visits[0]["confirmed"] == "Confirmed"


# --- the language somebody writes in -----------------------------------------------------------------------------------


def language_after_a_visit_in_spanish(house, file):
    async def scene(town):
        await counted(town, f"quiero cancelar mi cita, {WHO}", "1", "2", "gracias")
        await town.answer(MEGAN, after=timedelta(seconds=30))
        chart = next(chart for chart in town.office.books.patients if chart.PatNum == town.patient("Megan Hughes"))
        return chart.Language

    return house(scene, file=file)


def test_it_is_noted_in_the_chart_where_the_practice_wants_it(house):
    assert language_after_a_visit_in_spanish(house, lambda keys: office_file(keys) + KEEPS_LANGUAGE) == "spa"


def test_else_the_chart_stays_as_it_is(house):
    assert language_after_a_visit_in_spanish(house, office_file) == ""


def test_who_runs_late_is_noted_in_the_book_and_told_whether_there_is_room(house):
    async def scene(town):
        await town.clock.sleep(timedelta(days=2, hours=23, minutes=50))
        answer = await says(town, f"running 10 min late, {WHO}")
        visit = (await town.visits(town.patient("Megan Hughes")))[0]
        return answer, visit["Note"], [card["kind"] for card in await town.cards()]

    answer, note, kinds = house(scene)
    assert "the front desk" in answer
    assert "is 10 min late" in note
    assert kinds == ["runs late"]
