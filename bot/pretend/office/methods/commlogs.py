"""The lines of a chart's communications. Source: reference, section 16."""

from __future__ import annotations

from msgspec.structs import replace

from bot.pretend.office.books import Books
from bot.pretend.office.method import Answer, Call, Field, Method, NotFound, Refused, found
from bot.pretend.office.shapes import COMMLOG
from bot.pretend.office.tables import Commlog

COMM_LOG_TYPES = 27
MODES = ("None", "Email", "Mail", "Phone", "In Person", "Text", "Email and Text", "Phone and Text")


def single(call: Call) -> Answer:
    return found(call.books.commlogs.get(call.number("CommlogNum")), "Commlog")


def multiple(call: Call) -> Answer:
    if call.has("PatNum"):
        found(call.books.patients.get(call.number("PatNum")), "Patient")
    since = call.when("DateTStamp") if call.has("DateTStamp") else None
    return [
        c
        for c in call.books.commlogs
        if (not call.has("PatNum") or c.PatNum == call.number("PatNum")) and (since is None or c.DateTStamp >= since)
    ]


def create(call: Call) -> Answer:
    found(call.books.patients.get(call.number("PatNum")), "Patient")
    line = Commlog(
        CommlogNum=call.books.commlogs.next_number(),
        PatNum=call.number("PatNum"),
        CommDateTime=call.when("CommDateTime") if call.has("CommDateTime") else call.now,
        CommType=_type(call),
        Note=call.text("Note"),
        Mode_=call.text("Mode_", "Phone"),
        SentOrReceived=call.text("SentOrReceived", "Sent"),
        DateTStamp=call.now,
        DateTEntry=call.now,
    )
    return call.books.commlogs.put(line)


def update(call: Call) -> Answer:
    line = found(call.books.commlogs.get(call.number("CommlogNum")), "Commlog")
    if call.has("Note") and call.text("Note") != line.Note:
        line = call.books.commlogs.put(replace(line, Note=call.text("Note"), DateTStamp=call.now))
    return line


def _type(call: Call) -> int:
    """`commType`, a name, wins over `CommType`, a number; without either it is Misc."""
    if call.has("commType"):
        return comm_type(call.books, call.text("commType"))
    if not call.has("CommType"):
        return comm_type(call.books, "Misc")
    chosen = call.books.definitions.get(call.number("CommType"))
    if chosen is None or chosen.Category != COMM_LOG_TYPES:
        raise NotFound("CommType not found")
    return chosen.DefNum


def comm_type(books: Books, name: str) -> int:
    """Return a comm log type by its name, or by its usage (ItemValue), as the product's own automation does."""
    for d in books.defs(COMM_LOG_TYPES):
        if name in (d.ItemName, d.ItemValue):
            return d.DefNum
    raise Refused("commType is invalid.")


METHODS = (
    Method(
        "GET",
        "/commlogs/{CommlogNum}",
        "25.1.13",
        "ReadAll",
        "One line.",
        single,
        columns=COMMLOG,
        examples=("",),
    ),
    Method(
        "GET",
        "/commlogs",
        "21.1",
        "ReadAll",
        "The lines of one chart, or of all.",
        multiple,
        params=(Field("PatNum", "int", "Of one patient."), Field("DateTStamp", "since", "Changed since.", since="25.1.13")),
        gives="list",
        columns=COMMLOG,
        examples=("?PatNum={PatNum}",),
    ),
    Method(
        "POST",
        "/commlogs",
        "21.1",
        "Comm",
        "Leave a line. Not idempotent: put a marker in the note and look for it before another try.",
        create,
        body=(
            Field("PatNum", "int", "Whose chart.", required=True),
            Field("Note", "text", "The words.", required=True),
            Field("CommDateTime", "datetime", "When; default now."),
            Field("CommType", "int", "A definition of category 27; default Misc."),
            Field("commType", "text", "The same by name; wins."),
            Field("Mode_", "enum", "How; default Phone.", choices=MODES),
            Field("SentOrReceived", "enum", "Which way; default Sent.", choices=("Neither", "Sent", "Received")),
        ),
        columns=COMMLOG,
        status=201,
        location="CommlogNum",
        examples=('{"PatNum": {PatNum}, "Note": "Asked for a cleaning.", "Mode_": "Text", "SentOrReceived": "Received"}',),
    ),
    Method(
        "PUT",
        "/commlogs/{CommlogNum}",
        "25.2.21",
        "AllOthers",
        "Overwrite the note.",
        update,
        unlisted=True,
        body=(Field("Note", "text", "The new words."),),
        columns=COMMLOG,
        examples=('{"Note": "Corrected."}',),
    ),
)
