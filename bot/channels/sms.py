"""Twilio's webhooks: the form that comes in, verified over the raw body, and the little that goes back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote_to_bytes
from xml.sax.saxutils import escape

from msgspec import Struct
from starlette.responses import Response

from flows.words import E164

Form = Mapping[str, str]
Pair = tuple[bytes, bytes]

LARGEST_BODY = 64 * 1024
MOST_PARAMETERS = 200  # the carrier sends some forty; new ones appear without notice
LONGEST_TEXT = 1600  # the carrier's own limit
MOST_MEDIA = 10
FORM = "application/x-www-form-urlencoded"
FILTERED = frozenset(("30007", "30034"))  # the carriers take our texts for spam, or know no campaign of ours
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_SID = re.compile(r"(SM|MM)[0-9a-fA-F]{32}")
_STATUS = re.compile(r"[a-z_]{1,30}")
_URL = re.compile(r"(?P<scheme>https?)://(?P<host>\[[^\]]*\]|[^:/?#]*)(?P<port>:[0-9]+)?(?P<rest>.*)", re.DOTALL)
# What is not legal in XML 1.0, and so could break an answer: control characters, lone surrogates, two non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# What the carrier does of itself when one of its words is the whole text: block us, unblock us, explain. Then it tells us.
WORDS = {
    "STOP": ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"),
    "START": ("START", "UNSTOP"),
    "HELP": ("HELP", "INFO"),
}
YES = "YES"  # opts in as well, but only whoever was out means it so
KEYWORDS = frozenset(word for words in WORDS.values() for word in words)


class BadSignature(Exception):
    """Not the carrier's: 403, and nothing happened."""


class BadRequest(Exception):
    """The carrier's, perhaps, but not a text we can take: 400, and nothing happened."""


class NobodyToAnswer(BadRequest):
    """A text from a short code or a name, which nobody reads: 200, and nothing happened."""


class Inbound(Struct, frozen=True):
    """One text as it came in. `id` is the carrier's: a second delivery of it is the same event."""

    id: str
    practice: E164
    phone: E164
    text: str
    media: int = 0
    # The carrier's own word, if it was the whole text. "YES" is one of the account's own words for START: to whoever was opted
    # out it is a START, to anybody else a word like any other.
    keyword: str = ""


class Status(Struct, frozen=True):
    """One delivery report."""

    sid: str
    status: str
    error: str = ""


# --- is it the carrier's? --------------------------------------------------------------------------------------------


def public_url(base: str, raw_path: bytes, raw_query: bytes) -> str:
    """Return the URL as the carrier dialled it: our public address, then path and query byte for byte.

    Never the Host header or a forwarded one: those are anybody's to set.
    """
    url = base.rstrip("/") + raw_path.decode("utf-8", "surrogateescape")
    return f"{url}?{raw_query.decode('utf-8', 'surrogateescape')}" if raw_query else url


def signed_form(body: bytes, headers: Mapping[str, str], url: str, tokens: Sequence[str]) -> Form:
    """Return the form if one of the tokens signed it. Raises BadSignature, BadRequest. Header names in lower case.

    Every parameter is signed, known or not, as the bytes it came in. One given twice is refused: two readers could see two
    values.
    """
    if len(body) > LARGEST_BODY or not _is_form(headers):
        raise BadRequest
    pairs = _pairs(body)
    given = headers.get("x-twilio-signature", "").encode("utf-8", "replace")
    if not any(hmac.compare_digest(signature(token, at, pairs), given) for token in tokens for at in _addresses(url)):
        raise BadSignature
    if len({name for name, _ in pairs}) != len(pairs):
        raise BadRequest
    return {name.decode("utf-8", "replace"): value.decode("utf-8", "replace") for name, value in pairs}


def signature(token: str, url: str, pairs: Iterable[Pair]) -> bytes:
    """Return the carrier's signature of a form sent to that URL. Source: Twilio, "Webhooks security"."""
    signed = url.encode("utf-8", "surrogateescape") + b"".join(name + value for name, value in sorted(set(pairs)))
    return base64.b64encode(hmac.digest(token.encode(), signed, hashlib.sha1))


def _is_form(headers: Mapping[str, str]) -> bool:
    plain = headers.get("content-encoding", "identity").strip().lower() == "identity"
    return plain and headers.get("content-type", "").split(";")[0].strip().lower() == FORM


def _pairs(body: bytes) -> list[Pair]:
    if body.count(b"&") >= MOST_PARAMETERS:
        raise BadRequest
    parted = (field.replace(b"+", b" ").partition(b"=") for field in body.split(b"&") if field)
    return [(unquote_to_bytes(name), unquote_to_bytes(value)) for name, _, value in parted]


def _addresses(url: str) -> tuple[str, ...]:
    """The carrier signs some calls with the port in the URL, and some without."""
    parts = _URL.fullmatch(url)
    if parts is None:
        return (url,)
    scheme, host, port, rest = parts.group("scheme", "host", "port", "rest")
    port = port or (":443" if scheme == "https" else ":80")
    return f"{scheme}://{host}{rest}", f"{scheme}://{host}{port}{rest}"


# --- what it says ----------------------------------------------------------------------------------------------------


def read_sms(form: Form) -> Inbound:
    """Read one inbound text. Raises NobodyToAnswer, BadRequest: not a text, or not between two phones (WhatsApp, RCS)."""
    sid, phone, practice = form.get("MessageSid", ""), form.get("From", ""), form.get("To", "")
    if not (_SID.fullmatch(sid) and _E164.fullmatch(practice)):
        raise BadRequest
    if not _E164.fullmatch(phone):
        raise BadRequest if not phone or ":" in phone else NobodyToAnswer
    if phone == practice:
        raise NobodyToAnswer  # from our own number: whoever answered that would talk to themselves
    text = _ILLEGAL.sub("", form.get("Body", ""))[:LONGEST_TEXT]
    return Inbound(
        id=sid,
        practice=E164(practice),
        phone=E164(phone),
        text=text,
        media=_media(form.get("NumMedia", "")),
        keyword=_keyword(text.strip().upper(), form.get("OptOutType", "").upper()),
    )


def read_status(form: Form) -> Status:
    """Read one delivery report. Raises BadRequest when it names no message."""
    sid, status, error = form.get("MessageSid", ""), form.get("MessageStatus", ""), form.get("ErrorCode", "")
    if not (_SID.fullmatch(sid) and _STATUS.fullmatch(status)):
        raise BadRequest
    return Status(sid, status, error if _is_short_number(error) else "")


def _keyword(said: str, opt_out_type: str) -> str:
    """`opt_out_type` is there when the account has words of its own; then it alone tells what the carrier did."""
    if opt_out_type not in WORDS:
        return said if said in KEYWORDS else ""
    if said in WORDS[opt_out_type]:
        return said
    if opt_out_type == "START":  # a word of every day: "yes" says it by itself, "si" does not
        return "" if said == YES else YES
    return opt_out_type


def _media(count: str) -> int:
    if not (count.isascii() and count.isdigit()):
        return 0
    return min(int(count), MOST_MEDIA) if _is_short_number(count) else MOST_MEDIA


def _is_short_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6


# --- what goes back --------------------------------------------------------------------------------------------------


def empty_twiml() -> Response:
    """Received; the answer leaves as an effect."""
    return Response('<?xml version="1.0" encoding="UTF-8"?><Response/>', media_type="text/xml")


def dial(number: E164) -> Response:
    """Put a call through. The number is the practice's own, never one that was said or written."""
    verb = f'<Dial timeout="20">{escape(number)}</Dial>'
    return Response(f'<?xml version="1.0" encoding="UTF-8"?><Response>{verb}</Response>', media_type="text/xml")
