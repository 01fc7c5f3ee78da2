"""Is it the carrier's? The signature over the raw body, held against published vectors and the carrier's own package."""

import base64
import hmac
from urllib.parse import quote_plus, urlparse

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import Headers
from twilio.request_validator import RequestValidator, add_port, remove_port

from bot.channels import sms

TOKEN = "12345"
URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
PUBLISHED = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
CAFE = {"Body": "Café 😀", "From": "+15551230000"}
HASHED = "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"

chars = st.characters(exclude_categories=["Cs"])
forms = st.dictionaries(st.text(chars, min_size=1, max_size=8), st.text(chars, max_size=40), max_size=12)
words = st.text("abcXYZ09-._~%2B+", max_size=12)
bases = st.builds(
    "{}://{}{}".format,
    st.sampled_from(["https", "http"]),
    st.from_regex(r"[a-z]{1,9}(\.[A-Za-z]{2,5}){1,2}", fullmatch=True),
    st.sampled_from(["", ":443", ":80", ":8443", ":8000"]),
)


def body(form):
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in form.items()).encode()


def headers(signature, content_type=sms.FORM, **more):
    return Headers({"X-Twilio-Signature": signature, "Content-Type": content_type, **more})


def signed(form, url=URL, token=TOKEN):
    return headers(RequestValidator(token).compute_signature(url, form))


@pytest.mark.parametrize(
    ("url", "form", "signature"),
    [
        (URL, PUBLISHED, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://mycompany.com:443/myapp.php?foo=1&bar=2", PUBLISHED, "kvajT1Ptam85bY51eRf/AJRuM3w="),
        (URL + HASHED, {}, "a9nBmqA0ju/hNViExpshrM61xv4="),
        ("https://bot.example/sms", CAFE, "Md/++yjBlJRq92oG529qqdEts/E="),
    ],
)
def test_the_published_signatures_are_accepted(url, form, signature):
    assert sms.signed_form(body(form), headers(signature), url, (TOKEN,)) == form


def test_the_port_the_carrier_signed_may_be_written_or_not():
    with_port = headers("kvajT1Ptam85bY51eRf/AJRuM3w=")
    assert sms.signed_form(body(PUBLISHED), with_port, URL, (TOKEN,)) == PUBLISHED
    without_port = headers("RSOYDt4T1cUTdK1PDd93/VVr8B8=")
    assert sms.signed_form(body(PUBLISHED), without_port, URL.replace(".com", ".com:443"), (TOKEN,)) == PUBLISHED


@settings(max_examples=1000, deadline=None)
@given(bases, words, words, forms, st.text(chars, min_size=1, max_size=40))
def test_whatever_the_carriers_package_signs_we_accept(base, path, query, form, token):
    url = sms.public_url(base, f"/twilio/{path}".encode(), query.encode())
    oracle = RequestValidator(token)
    for dialled in (url, add_port(urlparse(url)), remove_port(urlparse(url))):
        given = oracle.compute_signature(dialled, form)
        assert oracle.validate(url, form, given)
        assert sms.signed_form(body(form), headers(given), url, ("another", token)) == form


@settings(max_examples=300, deadline=None)
@given(bases, words, forms, st.data())
def test_one_bit_changed_anywhere_is_refused(base, query, form, data):
    url = sms.public_url(base, b"/twilio/sms", query.encode())
    sent, given = body(form), RequestValidator(TOKEN).compute_signature(url, form)
    bad = data.draw(st.integers(0, len(given) - 2))  # the last one is padding
    flipped = given[:bad] + chr(ord(given[bad]) ^ (1 << data.draw(st.integers(0, 6)))) + given[bad + 1 :]
    with pytest.raises(sms.BadSignature):
        sms.signed_form(sent, headers(flipped.replace("\n", "x").replace("\r", "x")), url, (TOKEN,))
    if sent:
        at, bit = data.draw(st.integers(0, len(sent) - 1)), data.draw(st.integers(0, 7))
        changed = sent[:at] + bytes([sent[at] ^ (1 << bit)]) + sent[at + 1 :]
        if set(sms._pairs(changed)) != set(sms._pairs(sent)):  # %c3 and %C3 are the same byte
            with pytest.raises((sms.BadSignature, sms.BadRequest)):
                sms.signed_form(changed, headers(given), url, (TOKEN,))


@pytest.mark.parametrize(
    "url",
    [
        "https://mycompany.com/myapp.php?bar=2&foo=1",
        "https://mycompany.com/myapp.php?foo=%31&bar=2",
        "https://mycompany.com/myapp.php",
        "https://mycompany.com/myapp.php/?foo=1&bar=2",
        "https://evil.example/myapp.php?foo=1&bar=2",
        "https://mycompany.com:8443/myapp.php?foo=1&bar=2".replace("com:", "org:"),
        "http://mycompany.com/myapp.php?foo=1&bar=2",
    ],
)
def test_a_signature_for_another_address_is_refused(url):
    with pytest.raises(sms.BadSignature):
        sms.signed_form(body(PUBLISHED), signed(PUBLISHED), url, (TOKEN,))


def test_another_accounts_token_is_refused():
    with pytest.raises(sms.BadSignature):
        sms.signed_form(body(PUBLISHED), signed(PUBLISHED, token="54321"), URL, (TOKEN,))


@pytest.mark.parametrize("form", [PUBLISHED | {"Digits": "1235"}, PUBLISHED | {"Extra": ""}, {"Digits": "1234"}])
def test_a_changed_an_added_and_a_missing_parameter_are_refused(form):
    with pytest.raises(sms.BadSignature):
        sms.signed_form(body(form), signed(PUBLISHED), URL, (TOKEN,))


@pytest.mark.parametrize("given", ["", " ", "A" * 10_000, "RSOYDt4T1cUTdK1PDd93/VVr8B8", "Ünïcödé", "\x80" * 28])
def test_a_missing_long_or_odd_signature_is_refused(given):
    with pytest.raises(sms.BadSignature):
        sms.signed_form(body(PUBLISHED), headers(given), URL, (TOKEN,))


def test_no_signature_at_all_is_refused():
    with pytest.raises(sms.BadSignature):
        sms.signed_form(body(PUBLISHED), Headers({"Content-Type": sms.FORM}), URL, (TOKEN,))


def test_without_a_token_nothing_is_accepted():
    with pytest.raises(sms.BadSignature):
        sms.signed_form(body(PUBLISHED), signed(PUBLISHED), URL, ())


@pytest.mark.parametrize("twice", [b"Body=a&Body=b", b"Body=a&Body=a", b"Body=a&Bod%79=b", b"Body=&Body="])
def test_a_parameter_given_twice_is_refused_however_well_it_is_signed(twice):

    class Multi(dict):
        """What frameworks hand to the carrier's package: every value of a name."""

        def getall(self, name):
            return [value.decode() for key, value in sms._pairs(twice) if key.decode() == name]

    given = RequestValidator(TOKEN).compute_signature(URL, Multi(Body=""))
    with pytest.raises(sms.BadRequest):
        sms.signed_form(twice, headers(given), URL, (TOKEN,))


def test_a_body_that_is_not_utf_8_is_verified_as_the_bytes_it_is():
    raw = b"Body=%FF%ED%A0%80ok&From=\xe9"
    given = sms.signature(TOKEN, URL, sms._pairs(raw)).decode()
    assert sms.signed_form(raw, headers(given), URL, (TOKEN,))["Body"].endswith("ok")
    with pytest.raises(sms.BadSignature):
        sms.signed_form(raw.replace(b"%FF", b"%FE"), headers(given), URL, (TOKEN,))


def test_blank_values_and_plus_signs_count():
    form = {"Body": "", "From": "+1 555", "SpeechResult": "1+1=2 & more"}
    assert sms.signed_form(body(form), signed(form), URL, (TOKEN,)) == form


@pytest.mark.parametrize("content_type", ["", "application/json", "multipart/form-data; boundary=x", "text/plain"])
def test_only_a_plain_form_is_read(content_type):
    given = signed(PUBLISHED)["x-twilio-signature"]
    with pytest.raises(sms.BadRequest):
        sms.signed_form(body(PUBLISHED), headers(given, content_type), URL, (TOKEN,))


def test_a_character_set_behind_the_content_type_does_no_harm():
    given = headers(signed(PUBLISHED)["x-twilio-signature"], f"{sms.FORM}; charset=UTF-8")
    assert sms.signed_form(body(PUBLISHED), given, URL, (TOKEN,)) == PUBLISHED


def test_a_packed_body_is_refused_before_anybody_unpacks_it():
    given = signed(PUBLISHED)["x-twilio-signature"]
    with pytest.raises(sms.BadRequest):
        sms.signed_form(body(PUBLISHED), headers(given, **{"Content-Encoding": "gzip"}), URL, (TOKEN,))


@pytest.mark.parametrize("raw", [b"a=" + b"x" * sms.LARGEST_BODY, b"&" * 60_000, b"&".join(b"%d=" % n for n in range(201))])
def test_a_body_larger_than_the_carrier_could_mean_is_refused(raw):
    with pytest.raises(sms.BadRequest):
        sms.signed_form(raw, headers(sms.signature(TOKEN, URL, []).decode()), URL, (TOKEN,))


def test_the_address_is_ours_and_its_bytes_are_the_callers():
    url = sms.public_url("https://Bot.Example/prefix/", b"/twilio/status%2F", b"o=1&x=%7e&y=\xc3\xa9")
    assert url == "https://Bot.Example/prefix/twilio/status%2F?o=1&x=%7e&y=é"
    assert sms.signed_form(b"", signed({}, url), url, (TOKEN,)) == {}
    broken = sms.public_url("https://bot.example", b"/sms", b"\xff")
    raw = base64.b64encode(hmac.digest(TOKEN.encode(), b"https://bot.example/sms?\xff", "sha1")).decode()
    assert sms.signed_form(b"", headers(raw), broken, (TOKEN,)) == {}


@settings(deadline=None)
@given(st.binary(max_size=20), st.binary(max_size=20), st.binary(max_size=60), st.text(max_size=30))
def test_no_request_however_broken_is_anything_but_refused(path, query, raw, given):
    url = sms.public_url("https://bot.example:99999", b"/" + path, query)
    with pytest.raises((sms.BadSignature, sms.BadRequest)):
        sms.signed_form(raw, {"x-twilio-signature": given, "content-type": sms.FORM}, url, (TOKEN,))
