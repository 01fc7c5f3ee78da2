"""ASAP texts: an offer of a time to somebody on the ASAP list. Source: reference, 10.1."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.pretend.office.books import Books, ends, on_the_book
from bot.pretend.office.method import Answer, Call, Field, Method, Refused, found
from bot.pretend.office.records import AsapComm, Recall
from bot.pretend.office.shapes import shape
from bot.pretend.office.spans import Span, of_block, of_day
from bot.pretend.office.tables import Appointment, Schedule

ASAP = shape(
    AsapComm,
    "AsapCommNum FKey FKeyType ScheduleNum PatNum ClinicNum DateTimeEntry DateTimeExpire DateTimeSmsScheduled SmsSendStatus"
    " DateTimeSmsSent ResponseStatus DateTimeOrig TemplateText Note",
)
KINDS = {"Scheduled": "ScheduledAppt", "UnschedList": "UnscheduledAppt", "Planned": "PlannedAppt", "Broken": "Broken"}
WEEK = timedelta(days=7)


def single(call: Call) -> Answer:
    return found(call.books.asapcomms.get(call.number("AsapCommNum")), "AsapComm")


def multiple(call: Call) -> Answer:
    """The last seven days until this midnight; `dateEnd` is exclusive here, unlike everywhere else."""
    today = call.now.date()
    first, before = today - WEEK, today
    if call.has("date"):
        first, before = call.day("date"), call.day("date") + timedelta(days=1)
    first = call.day("dateStart") if call.has("dateStart") else first
    before = call.day("dateEnd") if call.has("dateEnd") else before
    return [
        a
        for a in call.books.asapcomms
        if first <= a.DateTimeEntry.date() < before and (not call.has("ClinicNum") or a.ClinicNum == call.number("ClinicNum"))
    ]


def create(call: Call) -> Answer:
    """Writes the text and the block it offers. Refuses what would lie on a visit or on a blockout."""
    if call.has("aptNum") == call.has("recallNum"):
        raise Refused("Only one of aptNum or recallNum is required.")
    op = found(call.books.operatories.get(call.number("op")), "Operatory")
    subject = _subject(call)
    if subject.Priority != "ASAP":
        raise Refused("The appointment or recall must have a Priority of ASAP.")
    start = call.when("dateTimeStart")
    end = min(start + timedelta(minutes=_minutes(call.books, subject)), datetime.combine(start.date(), datetime.max.time()))
    _must_be_free(call.books, op.OperatoryNum, start, end)
    block = call.books.schedules.put(
        Schedule(
            ScheduleNum=call.books.schedules.next_number(),
            SchedDate=start.date(),
            StartTime=start.time(),
            StopTime=end.time().replace(microsecond=0),
            SchedType="WebSchedASAP",
            Ops=(op.OperatoryNum,),
            DateTStamp=call.now,
        )
    )
    return call.books.asapcomms.put(
        AsapComm(
            AsapCommNum=call.books.asapcomms.next_number(),
            FKey=subject.AptNum if isinstance(subject, Appointment) else subject.RecallNum,
            FKeyType=KINDS.get(subject.AptStatus, "None") if isinstance(subject, Appointment) else "Recall",
            ScheduleNum=block.ScheduleNum,
            PatNum=subject.PatNum,
            ClinicNum=op.ClinicNum,
            DateTimeEntry=call.now,
            DateTimeExpire=start + WEEK,
            DateTimeSmsScheduled=call.now,
            DateTimeOrig=subject.AptDateTime if isinstance(subject, Appointment) else start,
            TemplateText="We have an earlier time for you.",
        )
    )


def _subject(call: Call) -> Appointment | Recall:
    if call.has("aptNum"):
        return found(call.books.appointments.get(call.number("aptNum")), "Appointment")
    return found(call.books.recalls.get(call.number("recallNum")), "Recall")


def _minutes(books: Books, subject: Appointment | Recall) -> int:
    """A recall's pattern is in the office's increment, an appointment's in five minutes."""
    if isinstance(subject, Appointment):
        return subject.minutes
    kind = books.recalltypes.get(subject.RecallTypeNum)
    pattern = subject.TimePatternOverride or (kind.TimePattern if kind else "") or "//XX//"
    return len(pattern) * int(books.preference("AppointmentTimeIncrement", "10"))


def _must_be_free(books: Books, op: int, start: datetime, end: datetime) -> None:
    if any(v.Op == op and on_the_book(v) and v.AptDateTime < end and start < ends(v) for v in books.appointments):
        raise Refused("The time overlaps an existing appointment.")
    span = Span(of_day(start.time()), max(of_day(end.time()), of_day(start.time()) + 1))
    if any(_no_scheduling(books, s, start.date(), op) and of_block(s).overlaps(span) for s in books.schedules):
        raise Refused("The time overlaps a blockout.")


def _no_scheduling(books: Books, block: Schedule, day: date, op: int) -> bool:
    if block.SchedType != "Blockout" or block.SchedDate != day or op not in block.Ops:
        return False
    kind = books.definitions.get(block.BlockoutType)
    return kind is not None and "NS" in kind.ItemValue


METHODS = (
    Method(
        "GET",
        "/asapcomms/{AsapCommNum}",
        "23.3.3",
        "ReadAll",
        "One ASAP text.",
        single,
        columns=ASAP,
        examples=("",),
    ),
    Method(
        "GET",
        "/asapcomms",
        "23.3.3",
        "ReadAll",
        "ASAP texts by the day they were written; dateEnd is exclusive.",
        multiple,
        params=(
            Field("ClinicNum", "int", "Of one clinic."),
            Field("date", "date", "A single day."),
            Field("dateStart", "date", "Default: a week ago."),
            Field("dateEnd", "date", "Exclusive; default: today."),
        ),
        gives="list",
        columns=ASAP,
        examples=("",),
    ),
    Method(
        "POST",
        "/asapcomms",
        "23.3.3",
        "TextingASAP",
        "Offer a time to somebody on the ASAP list, by text.",
        create,
        body=(
            Field("op", "int", "In which operatory.", required=True),
            Field("aptNum", "int", "The appointment; this, or recallNum."),
            Field("recallNum", "int", "The recall; this, or aptNum.", since="25.2.9"),
            Field("dateTimeStart", "datetime", "When.", required=True),
        ),
        columns=ASAP,
        status=201,
        location="AsapCommNum",
        examples=('{"op": {Op}, "aptNum": {asap}, "dateTimeStart": "{tomorrow} 06:00:00"}',),
    ),
)
