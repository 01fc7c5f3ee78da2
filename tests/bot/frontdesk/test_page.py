"""The one-use page: five minutes, one person, one "Continue"; read and answered there, with nothing of it in Slack."""

import asyncio
import re

from tests.bot.frontdesk.room import JO, PRIYA, WORDS, Desk, with_group
from tests.house import STRANGER


def scene(house, play, **more):
    async def whole(town):
        return await play(Desk(town), town)

    return house(whole, slack=True, **more)


async def link(desk, user=JO):
    await desk.press(user, "card:read")
    return desk.link(user)


def form(html):
    return re.search(r'<form method="post" action="([\w-]+)"', html)[1]


async def opened(desk, user=JO):
    path = await link(desk, user)
    return (await desk.town.http.post(path, data={"do": "continue"})).text


def test_the_conversation_is_read_and_answered_on_the_page_and_slack_sees_neither(house):
    async def play(desk, town):
        await desk.needs_a_person()
        await town.answer()
        path = await link(desk)
        for _ in range(3):  # whoever looks at a link before a person does uses nothing up
            first = await town.http.get(path)
            assert (first.status_code, WORDS in first.text) == (200, False)
        page = await town.http.post(path, data={"do": "continue"})
        assert WORDS in page.text
        assert page.headers["cache-control"] == "no-store"
        assert "script" not in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        done = await town.http.post(f"/desk/page/{form(page.text)}", data={"answer": "Hi, call you at 3. Jo"})
        assert "Sent" in done.text
        assert "call you at 3" in done.text
        await desk.quiet()
        assert await town.answer() == "Hi, call you at 3. Jo"
        assert desk.thread() == ["Jo Bennett answered."]
        (note,) = desk.card()["replies"]
        assert [mark["name"] for mark in note["reactions"]] == ["white_check_mark"]
        for said in ("needles", "call you at 3"):
            assert said not in desk.all_of_slack()
        assert {("desk page read", "Jo Bennett"), ("desk page answered", "Jo Bennett")} <= set(await desk.audit())
        assert "Taken by Jo Bennett" in desk.card()["text"]

    scene(house, play)


def test_a_link_works_once(house):
    async def play(desk, town):
        await desk.needs_a_person()
        path = await link(desk)
        both = await asyncio.gather(*(town.http.post(path, data={"do": "continue"}) for _ in range(5)))
        assert sorted(answer.status_code for answer in both) == [200, 404, 404, 404, 404]
        assert (await town.http.get(path)).status_code == 404

    scene(house, play)


def test_a_link_is_dead_after_five_minutes(house):
    async def play(desk, town):
        await desk.needs_a_person()
        path = await link(desk)
        await asyncio.sleep(301)
        assert (await town.http.get(path)).status_code == 404
        assert (await town.http.post(path, data={"do": "continue"})).status_code == 404

    scene(house, play)


def test_an_answer_that_is_sent_twice_is_texted_once(house):
    async def play(desk, town):
        await desk.needs_a_person()
        await town.answer()
        path = f"/desk/page/{form(await opened(desk))}"
        await asyncio.gather(*(town.http.post(path, data={"answer": "Hi!"}) for _ in range(3)))
        await town.http.post(path, data={"answer": "Hi!"})
        await desk.quiet()
        assert await town.answer() == "Hi!"

    scene(house, play)


def test_an_empty_or_endless_answer_is_not_sent_and_the_page_stays(house):
    async def play(desk, town):
        await desk.needs_a_person()
        await town.answer()
        page = await opened(desk)
        for text in ("", "  ", "x" * 1601):
            page = (await town.http.post(f"/desk/page/{form(page)}", data={"answer": text})).text
            assert "Nothing was sent" in page
        await desk.quiet()
        assert await town.answer() == ""

    scene(house, play)


def test_who_may_only_look_finds_nothing_to_answer_with(house):
    def file(keys):
        return with_group(keys).replace('name = "Priya Shah", role = "act"', 'name = "Priya Shah", role = "view"')

    async def play(desk, town):
        await desk.needs_a_person()
        page = await opened(desk, PRIYA)
        assert WORDS in page
        assert "<form" not in page

    scene(house, play, file=file)


def test_what_a_patient_writes_is_text_on_the_page(house):
    async def play(desk, town):
        await desk.needs_a_person('<script>alert(1)</script> "can I talk to a person"', phone=STRANGER)
        page = await opened(desk)
        assert "&lt;script&gt;" in page
        assert "<script" not in page

    scene(house, play)


def test_a_link_that_never_was_looks_like_one_that_is_used(house):
    async def play(desk, town):
        await desk.needs_a_person()
        path = await link(desk)
        await town.http.post(path, data={"do": "continue"})
        used = await town.http.get(path)
        never = await town.http.get("/desk/page/" + "x" * 43)
        assert (used.status_code, used.text) == (never.status_code, never.text)
        assert (await town.http.get("/desk/page/" + "x" * 4000)).status_code == 404
        assert (await town.http.post(path, content=b"\xff" * 100)).status_code in (404, 413)

    scene(house, play)


def test_the_address_is_in_no_log_and_its_token_not_in_the_store(house, capfd):
    async def play(desk, town):
        await desk.needs_a_person()
        path = await link(desk)
        token = path.rsplit("/", 1)[-1]
        keys = [key async for key in town.client.scan_iter("*")]
        assert not any(token.encode() in key for key in keys)
        await town.http.post(path, data={"do": "continue"})
        return token

    token = scene(house, play)
    out, err = capfd.readouterr()
    assert token not in out + err
