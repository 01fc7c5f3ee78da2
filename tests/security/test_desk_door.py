"""The desk's door, and what stands beside the doors: health, metrics, a store that is away. S8, S31, S32, S39."""

import inspect
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from bot import web
from bot.channels import sms
from tests.house import STRANGER


def test_s8_a_deep_or_broken_json_at_the_desk_is_400(house):
    async def scene(town):
        deep = [b"[" * 30_000, b'{"do":' * 9_000, b'{"do": "take", "x": ' + b"[" * 30_000]
        bodies = [*deep, b"\xff", b"1", b"[]", b'{"do": []}', b"", b'{"do": "answer", "text": "\\ud800"}']
        return [(await town._desk("POST", "/desk/cards/1", content=body)).status_code for body in bodies]

    assert set(house(scene)) == {400}


def test_s39_without_its_token_nobody_sees_or_does_anything_at_the_desk(house, everything):
    async def scene(town):
        await town.says("person please")
        before, token, got = everything(), town.keys.desk_token, []
        ours = (token, f"bearer {token}", f"Bearer {token}x")
        for given in ("", "Bearer", "Bearer ", "Bearer x", "Basic Og==", "Bearer é", *ours):
            headers = {"Authorization": given.encode()}
            got += [
                await town.http.get("/desk/cards", headers=headers),
                await town.http.post("/desk/cards/1", headers=headers, json={"do": "answer", "text": "x"}),
                await town.http.post(f"/desk/cards/{'9' * 5000}", headers=headers, json={"do": "take"}),
            ]
        return {(answer.status_code, answer.content) for answer in got}, everything() == before

    assert house(scene) == ({(401, b"")}, True)


def test_s39_a_number_that_is_no_cards_is_404(house):
    async def scene(town):
        numbers = ("9" * 5000, "-1", "0", "1.5", "½", "%00", "1%0A", "99999999999")
        return [(await town._desk("POST", f"/desk/cards/{number}", json={"do": "take"})).status_code for number in numbers]

    assert set(house(scene)) == {404}


def test_s39_a_card_of_another_practice_in_the_same_store_is_none_of_ours(house):
    async def scene(town):
        await town.says("person please")
        (number,) = (card["number"] for card in await town.cards())
        room = next(iter(town.bot.rooms.values()))
        elsewhere = replace(room, practice=structs.replace(room.practice, texting_number=STRANGER))
        done = await town.bot.desk.act(elsewhere, number, "take", by="desk", text="", token="once")
        return done, [card["state"] for card in await town.cards()]

    assert house(scene) == (None, ["open"])


def test_s39_a_text_in_the_words_of_staff_from_any_other_phone_is_no_order(house):
    async def scene(town):
        await town.says("person please")
        await town.says("take 1", STRANGER)
        return [card["state"] for card in await town.cards()]

    assert set(house(scene)) == {"open"}


def test_a_store_that_is_away_is_503_at_every_route_that_needs_it_and_nothing_is_claimed(house, door, monkeypatch):
    async def scene(town):
        form = door(town).form("hi")
        with monkeypatch.context() as away:

            async def refuse(*args, **options):
                raise ConnectionRefusedError

            away.setattr(town.client, "execute_command", refuse)
            got = [
                await door(town).post(form),
                await town._desk("GET", "/desk/cards"),
                await town.press(1, "take"),
                await town.http.get("/health/ready"),
            ]
        again = await door(town).post(form)
        return [answer.status_code for answer in got], again.status_code, bool(await town.answer())

    assert house(scene) == ([503] * 4, 200, True)


def test_s32_secrets_are_compared_in_constant_time():
    """By hmac.compare_digest, at each of the doors: the signature and the desk's token."""
    for module, name in ((sms, "signed_form"), (web.Web, "_for_the_desk")):
        assert "hmac.compare_digest(" in inspect.getsource(getattr(module, name))


def test_s31_the_proxy_we_ship_lets_nobody_outside_see_anything_but_the_hooks():
    readme = (Path(web.__file__).parents[1] / "deploy/README.md").read_text()
    caddy = readme[readme.index("bot.example.com {") :].split("\n}")[0]
    assert "@outside path /twilio/*" in caddy
    assert [line.split()[1] for line in caddy.splitlines() if "reverse_proxy" in line] == ["@outside"]
    assert "respond 404" in caddy
