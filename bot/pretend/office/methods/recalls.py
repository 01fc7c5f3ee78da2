"""Recalls: who is due, and since when. Source: reference, section 17."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from bot.pretend.office.books import Books
from bot.pretend.office.method import Answer, Call, Field, Made, Refused, found
from bot.pretend.office.methods.visits_make import existing_definition
from bot.pretend.office.procedures import codes_on
from bot.pretend.office.records import Recall, RecallType
from bot.pretend.office.shapes import Column, name_of, shape, years_old
from bot.pretend.office.tables import Commlog
from bot.pretend.office.wire import NO_DAY

RECALL_STATUS = 13
_INTERVAL = re.compile(r"(\d+y)?(\d+m)?(\d+w)?(\d+d)?")
# PUT Status spells the ways of contact differently from commlogs' Mode_.
MODES = {
    "None": "None",
    "Email": "Email",
    "Mail": "Mail",
    "Phone": "Phone",
    "InPerson": "In Person",
    "Text": "Text",
    "EmailAndText": "Email and Text",
    "PhoneAndText": "Phone and Text",
}


def scheduled_for(books: Books, recall: Recall) -> date:
    """A booked visit with the recall's procedures clears it by itself: here the date is looked up whenever it is asked."""
    kind = books.recalltypes.get(recall.RecallTypeNum)
    codes = {c.strip() for c in kind.Procedures.split(",")} if kind else set()
    visits = [v for v in books.appointments if v.PatNum == recall.PatNum and v.AptStatus == "Scheduled"]
    booked = [v.AptDateTime.date() for v in visits if codes & set(codes_on(books, v.AptNum))]
    return min(booked, default=NO_DAY)


RECALL = shape(
    Recall,
    "RecallNum PatNum DateDue DatePrevious RecallInterval RecallStatus recallStatus Note IsDisabled DateTStamp RecallTypeNum"
    " DisableUntilBalance DisableUntilDate DateScheduled Priority TimePatternOverride",
    recallStatus=("text", lambda b, r: name_of(b, r.RecallStatus)),
    DateScheduled=("date", scheduled_for),
)
RECALL_TYPE = shape(RecallType, "RecallTypeNum Description DefaultInterval TimePattern Procedures AppendToSpecial")
_TEXTS = "DueDate PatNum Patient Age Type Interval NumRemind LastRemind Contact Status ClinicNum Note"
LISTED = tuple(Column(name, "int" if name in ("PatNum", "ClinicNum", "NumRemind") else "text") for name in _TEXTS.split())


def multiple(call: Call) -> Answer:
    rows = [r for r in call.books.recalls if not call.has("PatNum") or r.PatNum == call.number("PatNum")]
    return sorted(rows, key=lambda r: r.RecallNum)


def due_list(call: Call) -> Answer:
    """The recall list as staff see it: who is due in the days asked for and has no visit yet. Rows for display."""
    past, future = (timedelta(days=int(call.books.preference(n, "0"))) for n in ("RecallDaysPast", "RecallDaysFuture"))
    first = call.day("DateStart") if call.has("DateStart") else call.now.date() - past
    last = call.day("DateEnd") if call.has("DateEnd") else call.now.date() + future
    rows = [r for r in call.books.recalls if first <= r.DateDue <= last and not r.IsDisabled]
    return [_listed(call, r) for r in rows if scheduled_for(call.books, r) == NO_DAY and _wanted(call, r)]


def _wanted(call: Call, recall: Recall) -> bool:
    person = found(call.books.patients.get(recall.PatNum), "Patient")
    return (
        _kind_wanted(call, recall)
        and (not call.has("ClinicNum") or person.ClinicNum == call.number("ClinicNum"))
        and (not call.has("ProvNum") or call.number("ProvNum") in (person.PriProv, person.SecProv))
        and (call.flag("IncludeReminded") or not recall.RecallStatus)
    )


def _kind_wanted(call: Call, recall: Recall) -> bool:
    """Of the type that was asked for; by default of those that the office's list shows."""
    if call.has("RecallType"):
        kind = call.books.recalltypes.get(recall.RecallTypeNum)
        return kind is not None and kind.Description == call.text("RecallType")
    shown = call.books.preference("RecallTypesShowingInList")
    return not shown or str(recall.RecallTypeNum) in shown.split(",")


def _listed(call: Call, recall: Recall) -> Made:
    person = found(call.books.patients.get(recall.PatNum), "Patient")
    kind = call.books.recalltypes.get(recall.RecallTypeNum)
    due = recall.DateDue
    return {
        "DueDate": "" if due == NO_DAY else f"{due.month}/{due.day}/{due.year}",
        "PatNum": recall.PatNum,
        "Patient": f"{person.LName}, {person.FName}",
        "Age": str(years_old(person.Birthdate, call.now.date())),
        "Type": kind.Description if kind else "",
        "Interval": recall.RecallInterval,
        "NumRemind": 0,
        "LastRemind": "",
        "Contact": person.PreferRecallMethod,
        "Status": name_of(call.books, recall.RecallStatus),
        "ClinicNum": person.ClinicNum,
        "Note": recall.Note,
    }


def create(call: Call) -> Answer:
    """One of a type for each patient; the documented status is 200, not 201."""
    found(call.books.patients.get(call.number("PatNum")), "Patient")
    found(call.books.recalltypes.get(call.number("RecallTypeNum")), "RecallType")
    if any(r.PatNum == call.number("PatNum") and r.RecallTypeNum == call.number("RecallTypeNum") for r in call.books.recalls):
        raise Refused("The patient already has a recall of this type.")
    recall = Recall(
        RecallNum=call.books.recalls.next_number(),
        PatNum=call.number("PatNum"),
        RecallTypeNum=call.number("RecallTypeNum"),
        DateTStamp=call.now,
    )
    return call.books.recalls.put(replace(recall, **_columns(call)))


def update(call: Call) -> Answer:
    before = found(call.books.recalls.get(call.number("RecallNum")), "Recall")
    after = replace(before, **_columns(call))
    return before if after == before else call.books.recalls.put(replace(after, DateTStamp=call.now))


def _columns(call: Call) -> dict[str, object]:
    if call.number("RecallStatus"):
        existing_definition(call.books, call.number("RecallStatus"), RECALL_STATUS, "RecallStatus")
    interval = call.text("RecallInterval")
    if interval and not _INTERVAL.fullmatch(interval):
        raise Refused("RecallInterval is invalid.")
    return call.given(*(f.name for f in COLUMNS))


def status(call: Call) -> Answer:
    """Sets the status, and always leaves a line in the chart."""
    recall = _named(call, call.text("recallType"))
    number = call.number("RecallStatus")
    if number:
        existing_definition(call.books, number, RECALL_STATUS, "RecallStatus")
    if number != recall.RecallStatus:
        call.books.recalls.put(replace(recall, RecallStatus=number, DateTStamp=call.now))
    words = f"Status: {name_of(call.books, number) or 'None'}"
    call.books.commlogs.put(
        Commlog(
            CommlogNum=call.books.commlogs.next_number(),
            PatNum=recall.PatNum,
            CommDateTime=call.now,
            CommType=next((d.DefNum for d in call.books.defs(27) if d.ItemValue == "RECALL"), 0),
            Note=" ".join(filter(None, (words, call.text("commlogNote")))),
            Mode_=MODES[call.text("commlogMode", "None")],
            DateTStamp=call.now,
            DateTEntry=call.now,
        )
    )
    return None


def switch_type(call: Call) -> Answer:
    """Prophy becomes Perio, and the other way round."""
    names = {t.Description: t.RecallTypeNum for t in call.books.recalltypes}
    swap = {names.get("Prophy"): names.get("Perio"), names.get("Perio"): names.get("Prophy")}
    found(call.books.patients.get(call.number("PatNum")), "Patient")
    rows = [r for r in call.books.recalls if r.PatNum == call.number("PatNum") and swap.get(r.RecallTypeNum)]
    if not rows:
        raise Refused("The patient has no Prophy or Perio recall.")
    for recall in rows:
        call.books.recalls.put(replace(recall, RecallTypeNum=swap[recall.RecallTypeNum], DateTStamp=call.now))
    return None


def _named(call: Call, kind: str) -> Recall:
    found(call.books.patients.get(call.number("PatNum")), "Patient")
    numbers = [t.RecallTypeNum for t in call.books.recalltypes if t.Description == kind]
    if not numbers:
        raise Refused("recallType is invalid.")
    mine = (r for r in call.books.recalls if r.PatNum == call.number("PatNum") and r.RecallTypeNum in numbers)
    return found(next(mine, None), "Recall")


def recall_types(call: Call) -> Answer:
    return list(call.books.recalltypes)


COLUMNS = (
    Field("DateDue", "date"),
    Field("RecallInterval", "text", "Like 1y6m20d."),
    Field("RecallStatus", "int", "A definition of category 13; 0: none."),
    Field("Note", "text"),
    Field("IsDisabled", "bool"),
    Field("DisableUntilBalance", "number"),
    Field("DisableUntilDate", "date"),
    Field("Priority", "enum", "ASAP: on the ASAP list.", choices=("Normal", "ASAP")),
    Field("TimePatternOverride", "text", "In the office's increment."),
)
