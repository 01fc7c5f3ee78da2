"""What a verified form says: one text, or one delivery report."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels import sms
from flows.words import E164

SID = "SM" + "0123456789abcdef" * 2
# One inbound text as the carrier sends it. Source: Twilio, "Twilio's Request to your Webhook URL".
RECORDED = {
    "ToCountry": "US",
    "ToState": "OR",
    "SmsMessageSid": SID,
    "NumMedia": "0",
    "ToCity": "PORTLAND",
    "FromZip": "97201",
    "SmsSid": SID,
    "FromState": "OR",
    "SmsStatus": "received",
    "FromCity": "PORTLAND",
    "Body": "cleaning tuesday please",
    "FromCountry": "US",
    "To": "+15035550199",
    "ToZip": "97201",
    "NumSegments": "1",
    "MessageSid": SID,
    "AccountSid": "AC" + "0" * 32,
    "From": "+15035550142",
    "ApiVersion": "2010-04-01",
}


def read(**changed):
    return sms.read_sms(RECORDED | changed)


def test_a_text_as_the_carrier_sends_it_is_read():
    assert read() == sms.Inbound(SID, E164("+15035550199"), E164("+15035550142"), "cleaning tuesday please")


def test_parameters_nobody_has_heard_of_change_nothing():
    assert read(ReferralCtwaClid="x", NewThing="y") == read()


@pytest.mark.parametrize("sid", ["", "SM", "SMxyz", "XX" + SID[2:], SID + "0", SID + "\n"])
def test_what_names_no_message_is_not_read(sid):
    with pytest.raises(sms.BadRequest):
        read(MessageSid=sid)


@pytest.mark.parametrize("phone", ["whatsapp:+15035550142", "rcs:+15035550142", "rcs:brand_agent", "messenger:123", ""])
def test_another_channel_is_refused_so_that_the_carriers_fallback_can_answer(phone):
    with pytest.raises(sms.BadRequest) as refused:
        read(From=phone)
    assert not isinstance(refused.value, sms.NobodyToAnswer)


@pytest.mark.parametrize(
    "phone", ["72345", "729725", "AMAZON", "Dental Co", "+1", "+0123456789", "+١٢٣٤٥٦٧٨", "+15035550142\n"]
)
def test_a_text_from_a_short_code_or_a_name_is_answered_to_nobody(phone):
    with pytest.raises(sms.NobodyToAnswer):
        read(From=phone)


def test_nobody_answers_a_text_from_our_own_number():
    with pytest.raises(sms.NobodyToAnswer):
        read(From=RECORDED["To"])


@pytest.mark.parametrize("to", ["72345", "whatsapp:+15035550199", "", "MG123"])
def test_a_text_to_what_is_no_phone_is_not_read(to):
    with pytest.raises(sms.BadRequest):
        read(To=to)


@pytest.mark.parametrize(
    ("count", "media"),
    [("0", 0), ("", 0), ("1", 1), ("10", 10), ("11", 10), ("9" * 5000, 10), ("-1", 0), ("1.5", 0), ("²", 0), ("many", 0)],
)
def test_media_are_counted_and_never_more_than_the_carrier_takes(count, media):
    assert read(NumMedia=count).media == media


def test_a_picture_without_words_is_a_text_too():
    assert read(Body="", NumMedia="1") == sms.Inbound(SID, E164("+15035550199"), E164("+15035550142"), "", 1)


@settings(deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x00\x08\x0b\ud800\udfff\ufffe\uffff")), max_size=200))
def test_what_is_left_of_any_text_is_legal_in_xml(text):
    left = read(Body=text).text
    ElementTree.fromstring(f"<a>{left.replace('&', '').replace('<', '')}</a>")
    assert len(left) <= sms.LONGEST_TEXT


def test_a_text_is_no_longer_than_the_carrier_allows():
    assert read(Body="😀" * 5000).text == "😀" * 1600


# --- the carrier's own words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "START", "UNSTOP", "HELP", "INFO"]
)
def test_the_carriers_words_are_known_when_they_are_the_whole_text(word):
    for said in (word, word.lower(), f" {word.title()}\n"):
        assert read(Body=said).keyword == word
    for said in (f"{word} please", f"{word}.", f"no {word}", f"{word} {word}"):
        assert read(Body=said).keyword == ""


def test_the_flows_know_the_same_words():
    from flows import hearing

    assert set(hearing.KEYWORDS) == sms.KEYWORDS


@pytest.mark.parametrize("opt_out_type", ["", "START"])
def test_a_yes_is_a_yes_and_only_whoever_is_opted_out_opts_in_by_it(opt_out_type):
    assert read(Body=" yes ", OptOutType=opt_out_type).keyword == ""


@pytest.mark.parametrize(
    ("said", "opt_out_type", "keyword"),
    [
        ("STOP", "STOP", "STOP"),
        ("cancel", "STOP", "CANCEL"),  # the word tells more: it may have meant the visit
        ("alto", "STOP", "STOP"),  # a word of the account's own
        ("CANCEL", "", "CANCEL"),
        ("info", "HELP", "INFO"),
        ("ayuda", "help", "HELP"),
        ("START", "START", "START"),
        ("si", "START", "YES"),  # a word of the account's own, and of everyday use
        ("HELP", "STOP", "STOP"),  # what the carrier did is what counts
        ("STOP", "START", "YES"),
        ("hello", "NEWTYPE", ""),
    ],
)
def test_what_the_carrier_did_counts_more_than_the_word(said, opt_out_type, keyword):
    assert read(Body=said, OptOutType=opt_out_type).keyword == keyword


# --- delivery reports ------------------------------------------------------------------------------------------------

REPORT = {
    "MessageSid": SID,
    "SmsSid": SID,
    "MessageStatus": "undelivered",
    "SmsStatus": "undelivered",
    "To": "+15035550142",
    "From": "+15035550199",
    "AccountSid": "AC" + "0" * 32,
    "ApiVersion": "2010-04-01",
    "ErrorCode": "30003",
    "RawDlrDoneDate": "2601021530",
}


def test_a_delivery_report_is_read():
    assert sms.read_status(REPORT) == sms.Status(SID, "undelivered", "30003")
    assert sms.read_status({"MessageSid": SID, "MessageStatus": "partially_delivered"}).error == ""


@pytest.mark.parametrize(
    "changed", [{"MessageSid": ""}, {"MessageStatus": ""}, {"MessageStatus": "x" * 31}, {"MessageStatus": "é"}]
)
def test_a_report_of_nothing_is_not_read(changed):
    with pytest.raises(sms.BadRequest):
        sms.read_status(REPORT | changed)


@pytest.mark.parametrize("error", ["x", "1" * 7, "30003\n", "٣"])
def test_an_error_that_is_no_number_is_dropped(error):
    assert sms.read_status(REPORT | {"ErrorCode": error}).error == ""


# --- what goes back --------------------------------------------------------------------------------------------------


def test_the_answer_is_empty_twiml():
    answer = sms.empty_twiml()
    assert answer.headers["content-type"].startswith("text/xml")
    root = ElementTree.fromstring(answer.body)
    assert (root.tag, len(root), root.text) == ("Response", 0, None)


def test_a_call_is_put_through_to_the_number_and_to_nothing_else():
    root = ElementTree.fromstring(sms.dial(E164("+15035550100</Dial><Hangup/>")).body)
    assert [child.tag for child in root] == ["Dial"]
    assert root[0].text == "+15035550100</Dial><Hangup/>"
