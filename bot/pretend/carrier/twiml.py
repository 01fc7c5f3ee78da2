"""What the bot's answer to a webhook asks the carrier to do, read as strictly as the vendor reads it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

XML_TYPES = ("text/xml", "application/xml")
PARSE, SCHEMA, CONTENT_TYPE = 12100, 12200, 12300
MESSAGE_ATTRIBUTES = frozenset(("to", "from", "action", "method", "statusCallback"))


@dataclass(frozen=True)
class Say:
    """Send this text: to whoever wrote, unless `to` says otherwise."""

    body: str
    to: str | None = None
    sender: str | None = None
    status_callback: str | None = None
    media: int = 0


@dataclass(frozen=True)
class Redirect:
    """Ask this URL for the rest."""

    url: str


class BadTwiml(Exception):
    """The vendor's code for what is wrong: nothing of the answer is carried out."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(f"{code}: {why}")
        self.code = code


def read(content_type: str, body: bytes) -> tuple[Say | Redirect, ...]:
    """Read an answer with status 2xx. Raises BadTwiml."""
    kind = content_type.split(";")[0].strip().lower()
    if not body.strip():
        return ()
    if kind == "text/plain":
        return (Say(body.decode("utf-8", "replace").strip()),)  # the trap: a plain error page is texted to the patient
    if kind not in XML_TYPES:
        raise BadTwiml(CONTENT_TYPE, f"content type {kind or 'missing'}")
    try:
        root = ElementTree.fromstring(body)  # noqa: S314 (the bot's own answer, in a pretend world)
    except ElementTree.ParseError as error:
        raise BadTwiml(PARSE, str(error)) from None
    if root.tag != "Response":
        raise BadTwiml(PARSE, f"<{root.tag}> is not <Response>")
    return tuple(_verb(verb) for verb in root)


def _verb(verb: ElementTree.Element) -> Say | Redirect:
    if verb.tag == "Redirect" and set(verb.attrib) <= {"method"}:
        return Redirect((verb.text or "").strip())
    if verb.tag == "Message" and set(verb.attrib) <= MESSAGE_ATTRIBUTES and {child.tag for child in verb} <= {"Body", "Media"}:
        body = (verb.text or "") + "".join(part.text or "" for part in verb.findall("Body"))
        media = len(verb.findall("Media"))
        if not body.strip() and not media:
            raise BadTwiml(SCHEMA, "<Message> is empty")
        return Say(body.strip(), verb.get("to"), verb.get("from"), verb.get("statusCallback"), media)
    raise BadTwiml(SCHEMA, f"<{verb.tag}> with {sorted(verb.attrib)}")
