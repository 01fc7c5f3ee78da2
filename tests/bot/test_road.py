"""The whole road, from a text to a visit in the book, with the real bot and the pretend vendors in one loop."""

import asyncio
from datetime import timedelta

from twilio.request_validator import RequestValidator

from tests.house import ANA, STAFF, STRANGER, URL


def signature(token, url, form):
    return RequestValidator(token).compute_signature(url, form)


ALL_AT_ONCE = "Cleaning any morning next week please, Ana Silva 5/1/80"


def test_two_texts_and_a_yes_make_a_visit(house):
    async def scene(town):
        before = await town.visits(town.patient("Ana Silva"))
        offer = await town.says(ALL_AT_ONCE)
        assert offer.startswith("Maple Street Dental: I can offer ")
        read_back = await town.says("2")
        assert "Shall I book it?" in read_back
        assert (await town.says("yes")).startswith("You're all set: Ana, ")
        (visit,) = [v for v in await town.visits(town.patient("Ana Silva")) if v not in before]
        assert visit["ProcDescript"]
        return visit["Note"]

    assert house(scene) == "Appointment Reason: Cleaning and checkup"


def test_until_the_patient_hears_yes_the_office_is_called_three_times(house):
    async def scene(town):
        offered = await town.waits(ALL_AT_ONCE, "Which one?")
        picked = await town.waits("1", "Shall I book it?")
        return offered, picked, await town.waits("yes", "You're all set"), dict(town.office.calls)

    offered, picked, agreed, all_of_them = house(scene)
    assert offered == {"GET /patients": 1, "GET /appointments/SlotsWebSched": 1}
    assert picked == {}
    assert agreed == {"POST /appointments/WebSched": 1}
    # Nobody waits for the look at what they have in the book already, nor for the line in the chart.
    assert all_of_them == {**offered, **agreed, "GET /appointments": 1, "POST /commlogs": 1}


def test_what_was_done_is_written_into_the_chart(house):
    async def scene(town):
        await town.books()
        return town.office.calls["POST /commlogs"]

    assert house(scene) == 1


def test_the_same_message_twenty_times_at_once_is_one_turn_and_one_reply(house):
    async def scene(town):
        sid = "SM" + "a" * 32
        await asyncio.gather(*(town.text(ALL_AT_ONCE, sid=sid) for _ in range(20)))
        first = await town.answer()
        await town.text(ALL_AT_ONCE, sid=sid)
        return first, await town.answer()

    first, second = house(scene)
    assert first.count("I can offer") == 1
    assert second == ""


def test_a_forged_signature_gets_403_and_changes_nothing(house):
    async def scene(town):
        form = {
            "MessageSid": "SM" + "b" * 32,
            "AccountSid": town.keys.account_sid,
            "From": ANA,
            "To": town.keys.texting_number,
            "Body": "hi",
        }
        good = signature(town.keys.auth_token, f"{URL}/twilio/sms", form)
        keys = sorted(await town.client.keys("*"))
        got = [
            (await town.post("/twilio/sms", form | changed, given)).status_code
            for changed, given in (
                ({}, None),
                ({}, ""),
                ({}, signature("another token", f"{URL}/twilio/sms", form)),
                ({"Body": "yes"}, good),
                ({"From": STRANGER}, good),
                ({"Extra": "1"}, good),
            )
        ]
        same = sorted(await town.client.keys("*")) == keys
        return got, same, (await town.post("/twilio/sms", form, good)).status_code

    assert house(scene) == ([403] * 6, True, 200)


def test_an_unknown_number_learns_nothing_about_who_is_a_patient(house):
    async def scene(town):
        said = "Cleaning please, Ana Silva "
        wrong_day = await town.says(said + "5/2/80", ANA)
        wrong_phone = await town.says(said + "5/1/80", STRANGER)
        nobody = await town.says("Cleaning please, Nobody Atall 1/1/90", "+15035550997")
        return {wrong_day, wrong_phone, nobody}

    assert len(house(scene)) == 1


def test_three_answers_that_do_not_fit_bring_a_person_and_staff_a_text(house):
    async def scene(town):
        for words in ("glorp", "blorp blorp", "fnord"):
            last = await town.says(words)
        (card,) = await town.cards()
        return last, card, await town.answer(STAFF), await town.says("hello?")

    last, card, alert, silent = house(scene)
    assert "front desk" in last
    assert (card["kind"], card["phone"], card["state"]) == ("not understood", ANA, "open")
    assert alert == f"Chairside 1: not understood, {ANA}. Reply: take 1, done 1"
    assert silent == ""


def test_staff_take_a_card_by_text_and_give_it_back(house):
    async def scene(town):
        await town.says("I want to talk to a person")
        taken = await town.says("take 1", STAFF)
        (card,) = await town.cards()
        meanwhile = await town.says("are you there")
        done = await town.says("back 1", STAFF)
        return taken, card, meanwhile, done, await town.cards(), await town.answer()

    taken, card, meanwhile, done, cards, back = house(scene)
    assert "taken by phone 0142" in taken
    assert (card["state"], card["taken_by"]) == ("taken", "phone 0142")
    assert meanwhile == ""
    assert "done" in done
    assert cards == []
    assert "automated assistant again" in back


def test_a_card_is_answered_from_the_desk_and_the_bot_is_silent_meanwhile(house):
    async def scene(town):
        await town.says("person please")
        pressed = await town.press(1, "answer", "Hi Ana, this is Rosa. How can I help?")
        answer = await town.answer()
        silent = await town.says("can I come tuesday")
        await town.press(1, "give_back")
        return pressed.json(), answer, silent, await town.answer()

    pressed, answer, silent, back = house(scene)
    assert (pressed["state"], pressed["taken_by"]) == ("taken", "desk")
    assert answer == "Hi Ana, this is Rosa. How can I help?"
    assert silent == ""
    assert "automated assistant again" in back


def test_a_conversation_nobody_gave_back_comes_back_by_itself(house):
    async def scene(town):
        await town.says("person please")
        await town.answer(after=timedelta(hours=20))
        return await town.answer(after=timedelta(hours=20))

    assert "automated assistant again" in house(scene)


def test_the_desk_needs_its_token(house):
    async def scene(town):
        await town.says("person please")
        anybody = await town.http.get("/desk/cards")
        unknown = await town.press(99, "take")
        empty = await town.press(1, "answer", "  ")
        odd = await town.press(1, "explode")
        return anybody.status_code, unknown.status_code, empty.status_code, odd.status_code

    assert house(scene) == (401, 404, 400, 400)


def test_after_stop_nothing_is_sent_until_start(house):
    async def scene(town):
        await town.says(ALL_AT_ONCE)
        await town.says("STOP")
        silent = await town.says("1")
        sent_after_stop = [m for m in town.carrier.ledger.debugger if "21610" in str(m)]
        await town.text("START")
        return silent, sent_after_stop, await town.answer()

    silent, refused, back = house(scene)
    assert silent == ""
    assert refused == []
    assert "texts from us again" in back


def test_cancel_alone_opts_out_and_somebody_should_call(house):
    async def scene(town):
        visit = await town.books()
        count = len(await town.visits(town.patient("Ana Silva")))
        await town.says("CANCEL")
        (card,) = await town.cards()
        return visit, card["kind"], count == len(await town.visits(town.patient("Ana Silva")))

    visit, kind, stands = house(scene)
    assert "You're all set" in visit
    assert kind == "please call"
    assert stands


def test_an_opt_out_in_plain_words_is_confirmed_once(house):
    async def scene(town):
        await town.says("hi")
        confirmed = await town.says("please stop texting me")
        return confirmed, await town.says("hello")

    confirmed, after = house(scene)
    assert "you won't get more texts" in confirmed
    assert after == ""


def test_a_call_is_put_through_to_the_front_desk(house):
    async def scene(town):
        form = {
            "CallSid": "CA" + "1" * 32,
            "AccountSid": town.keys.account_sid,
            "From": ANA,
            "To": town.keys.texting_number,
        }
        answer = await town.post("/twilio/voice", form, signature(town.keys.auth_token, f"{URL}/twilio/voice", form))
        return answer.status_code, answer.text

    status, twiml = house(scene)
    assert status == 200
    assert twiml.endswith('<Response><Dial timeout="20">+15035550100</Dial></Response>')


def test_health_and_metrics_tell_nothing_of_a_patient(house):
    async def scene(town):
        await town.books()
        pages = [await town.http.get(path) for path in ("/health/live", "/health/ready", "/metrics")]
        return [page.status_code for page in pages], "".join(page.text for page in pages)

    statuses, text = house(scene)
    assert statuses == [200, 200, 200]
    assert "chairside_effects_total" in text
    assert not any(word in text for word in ("Ana", "Silva", "5550101", "cleaning"))
