"""A text from a phone: the signed webhook, the keywords, and what the carrier does with the answer."""

from datetime import timedelta

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from tests.bot.pretend.carrier.rig import AC, ANA, OFFICE, Rig, virtual


def twiml(inner):
    return f"<Response>{inner}</Response>"


@virtual
async def test_a_text_is_posted_signed_with_the_vendors_fields():
    rig = Rig()
    sid = await rig.text("Café 😀 & more")
    await rig.carrier.settled()
    (heard,) = rig.bot.heard
    assert heard["MessageSid"] == heard["SmsSid"] == heard["SmsMessageSid"] == sid
    assert (heard["From"], heard["To"], heard["Body"], heard["AccountSid"]) == (ANA, OFFICE, "Café 😀 & more", AC)
    assert (heard["NumMedia"], heard["NumSegments"], heard["SmsStatus"]) == ("0", "1", "received")
    assert rig.on_phone() == [("sent", "Café 😀 & more")]
    assert rig.carrier.phone(ANA)[0].status == "delivered"


@virtual
async def test_a_picture_comes_with_its_address():
    rig = Rig()
    sid = await rig.text("", media=1)
    await rig.carrier.settled()
    assert sid.startswith("MM")
    assert rig.bot.heard[0]["MediaUrl0"].startswith("https://api.twilio.com/")


@virtual
async def test_a_text_to_a_number_that_is_not_ours_cannot_be_sent():
    rig = Rig()
    with pytest.raises(ValueError, match="not a number of this account"):
        await rig.carrier.text(ANA, "+15035550777", "Hello")


@pytest.mark.parametrize("word", ["STOP", "stop", " Cancel ", "END", "quit", "UNSUBSCRIBE", "stopall", "REVOKE", "OPTOUT"])
@virtual
async def test_a_stop_word_blocks_the_pair_is_answered_by_the_carrier_and_still_reaches_the_bot(word):
    rig = Rig()
    await rig.text(word)
    await rig.carrier.settled()
    assert rig.bot.heard[0]["Body"] == word
    assert [direction for direction, _ in rig.on_phone()] == ["sent", "received"]
    assert "unsubscribed" in rig.on_phone()[1][1]
    assert (await rig.send()).json()["code"] == 21610


@virtual
async def test_a_sentence_with_stop_in_it_blocks_nobody():
    rig = Rig()
    await rig.text("stop please")
    await rig.carrier.settled()
    assert (await rig.send()).status_code == 201


@pytest.mark.parametrize("word", ["START", "yes", "unstop"])
@virtual
async def test_whoever_said_stop_comes_back_with_start_or_even_yes(word):
    rig = Rig()
    await rig.text("STOP")
    await rig.text(word)
    await rig.carrier.settled()
    assert "re-subscribed" in rig.on_phone()[-1][1]
    assert (await rig.send()).status_code == 201


@virtual
async def test_yes_from_somebody_who_never_said_stop_is_just_a_text():
    rig = Rig()
    await rig.text("yes")
    await rig.carrier.settled()
    assert rig.on_phone() == [("sent", "yes")]


@virtual
async def test_help_is_answered_by_the_carrier_and_blocks_nobody():
    rig = Rig()
    await rig.text("help")
    await rig.carrier.settled()
    assert len(rig.on_phone()) == 2
    assert len(rig.bot.heard) == 1
    assert (await rig.send()).status_code == 201


@virtual
async def test_a_message_in_the_answer_is_sent():
    rig = Rig()
    rig.bot.answers.append(twiml("<Message>One</Message><Message><Body>Two</Body></Message>"))
    await rig.text()
    await rig.carrier.settled()
    assert rig.on_phone() == [("sent", "Hello"), ("received", "One"), ("received", "Two")]
    assert {m.direction for m in rig.carrier.ledger.messages.values()} == {"inbound", "outbound-reply"}


@virtual
async def test_a_reply_to_a_stop_shows_only_in_the_debugger():
    rig = Rig()
    rig.bot.answers.append(twiml("<Message>Sorry to see you go</Message>"))
    await rig.text("STOP")
    await rig.carrier.settled()
    assert "Sorry to see you go" not in str(rig.on_phone())
    assert rig.trouble() == [21610]


@virtual
async def test_a_redirect_in_the_answer_is_followed():
    rig = Rig()
    rig.bot.answers.extend([twiml("<Redirect>/elsewhere</Redirect>"), twiml("<Message>From elsewhere</Message>")])
    await rig.text()
    await rig.carrier.settled()
    assert rig.on_phone()[-1] == ("received", "From elsewhere")
    assert len(rig.bot.heard) == 2


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (HTMLResponse("<h1>Welcome</h1>"), 12300),
        (Response("{}", media_type="application/json"), 12300),
        (Response("<Response><Message>", media_type="text/xml"), 12100),
        (Response("<Answer/>", media_type="text/xml"), 12100),
        (Response("<Response>\x01</Response>", media_type="text/xml"), 12100),
        (Response(twiml("<Shout>Hi</Shout>"), media_type="text/xml"), 12200),
        (Response(twiml("<Message colour='red'>Hi</Message>"), media_type="text/xml"), 12200),
        (Response("no", 500), 11200),
        (Response("no", 429), 11217),
    ],
)
@virtual
async def test_an_answer_the_vendor_cannot_use_says_nothing_to_the_patient(answer, code):
    rig = Rig()
    rig.bot.answers.append(answer)
    await rig.text()
    await rig.carrier.settled()
    assert rig.on_phone() == [("sent", "Hello")]
    assert rig.trouble() == [code]
    assert len(rig.bot.heard) == 1  # none of these is tried again


@virtual
async def test_a_plain_text_answer_is_texted_to_the_patient():
    rig = Rig()
    rig.bot.answers.append(PlainTextResponse("Internal error"))
    await rig.text()
    await rig.carrier.settled()
    assert rig.on_phone()[-1] == ("received", "Internal error")


@virtual
async def test_a_redirected_webhook_loses_its_form():
    rig = Rig()
    rig.bot.answers.append(RedirectResponse("/elsewhere", 302))
    await rig.text()
    await rig.carrier.settled()
    assert rig.bot.heard[1] == {}


@virtual
async def test_one_lost_connection_is_tried_again_with_the_same_token_and_two_are_not():
    rig = Rig(bot_away_for=1)
    await rig.text()
    await rig.carrier.settled()
    assert len(rig.bot.heard) == 1
    rig = Rig(bot_away_for=2)
    await rig.text()
    await rig.carrier.settled()
    assert (rig.bot.heard, rig.trouble()) == ([], [11205])
    assert rig.carrier.phone(ANA)[0].status == "failed"


@virtual
async def test_the_fragment_says_how_often_and_on_what_and_is_neither_sent_nor_signed():
    rig = Rig(sms_path="/twilio/sms#rc=3&rp=5xx")
    rig.bot.answers.extend([Response(status_code=503)] * 3)
    await rig.text()
    await rig.carrier.settled()
    assert len(rig.bot.heard) == 4
    assert len({headers["i-twilio-idempotency-token"] for headers in rig.bot.headers}) == 1
    assert rig.trouble() == []


@virtual
async def test_a_bot_that_takes_too_long_is_given_up_on_but_goes_on_working():
    rig = Rig()
    rig.bot.takes = timedelta(seconds=20)
    await rig.text()
    await rig.carrier.settled()
    assert rig.trouble() == [11200]
    assert len(rig.bot.heard) == 1
    assert rig.clock.now().second == 20


@virtual
async def test_the_fallback_url_hears_what_went_wrong():
    rig = Rig(fallback_url="http://bot.example:8000/elsewhere")
    rig.bot.answers.append(Response(status_code=500))
    await rig.text()
    await rig.carrier.settled()
    assert rig.bot.heard[1]["ErrorCode"] == "11200"
    assert rig.bot.heard[1]["ErrorUrl"] == "http://bot.example:8000/twilio/sms"
    assert rig.trouble() == []
