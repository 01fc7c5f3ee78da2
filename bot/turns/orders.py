"""What the flows want changed, as the work of an effect: everything that carrying it out needs, in the office's terms."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from msgspec import Struct

from bot.office.changing import VisitChange
from bot.office.charts import ChartChange, NewChart
from bot.work import (
    BookWork,
    BreakWork,
    ChartChangeWork,
    ChartWork,
    CommlogWork,
    ConfirmWork,
    CreateWork,
    NoteWork,
    PlanWork,
    ScheduleWork,
    UpdateWork,
    Work,
)
from flows.words import (
    E164,
    BookAppointment,
    BreakVisit,
    ChangeChart,
    ConfirmVisit,
    DeclineVisit,
    Effects,
    JotNote,
    Lang,
    ListAsap,
    MakeChart,
    MoveVisit,
    Opening,
    PlanVisit,
    Practice,
    SchedulePlan,
    Visit,
    WriteCommlog,
    WriteNote,
)

PLANNED = "Planned from the front desk's Slack"
LANGUAGES: dict[Lang, str] = {"en": "eng", "es": "spa"}  # as the chart has them: ISO 639-2


class Order(Struct, frozen=True):
    """One effect that a turn asked for, and who asked."""

    token: str
    effect: Effects
    practice: Practice
    conversation: str
    phone: E164
    lang: Lang
    at: datetime
    staff: str = ""  # the name of whoever at the desk asked


class _Waited(TypedDict):
    practice: E164
    conversation: str
    phone: E164 | None
    lang: Lang
    asked_at: datetime


def work_of(order: Order) -> Work:
    """Return the work of this effect."""
    number, cid = order.practice.texting_number, order.conversation
    asked: _Waited = {
        "practice": number,
        "conversation": cid,
        "phone": None if order.staff else order.phone,
        "lang": order.lang,
        "asked_at": order.at,
    }
    match order.effect:
        case BookAppointment() as effect:
            making = CreateWork if order.practice.booking == "slots" else BookWork
            return making(command=effect, **asked)
        case SchedulePlan(plan, opening) as effect:
            return ScheduleWork(plan=plan.number, patient=plan.patient, opening=opening, command=effect, **asked)
        case MoveVisit() as effect:
            return _move(effect, asked)
        case ListAsap(visit, on) as effect:
            change = VisitChange(priority="ASAP" if on else "Normal")
            was = VisitChange(start=visit.start)
            return UpdateWork(visit=visit.number, change=change, was=was, command=effect, read_at=visit.read_at, **asked)
        case BreakVisit(visit, charge, missed, in_place) as effect:
            return BreakWork(
                visit=visit.number,
                start=visit.start,
                charge="Missed" if missed else "Cancelled" if charge else None,
                unscheduled=not in_place,
                command=effect,
                read_at=visit.read_at,
                **asked,
            )
        case ConfirmVisit(visit, back) as effect:
            return ConfirmWork(
                visit=visit.number,
                start=visit.start,
                value=(visit.marked or "None") if back else "Confirmed",
                command=effect,
                read_at=visit.read_at,
                **asked,
            )
        case MakeChart() as effect:
            return ChartWork(person=_new_chart(effect, order.phone, order.lang), command=effect, **asked)
        case PlanVisit(patient, reason) as effect:
            kind = order.practice.reason(reason).appointment_type
            return PlanWork(patient=patient.number, note=PLANNED, appointment_type=kind, command=effect, **asked)
        case JotNote(visit, line) as effect:
            return NoteWork(visit=visit.number, line=line, command=effect, **asked)
        case DeclineVisit(visit):
            return ConfirmWork(visit.number, visit.start, "Not Accepted", practice=number, conversation=cid)
        case WriteNote(visit_number, line):
            return NoteWork(visit_number, line, practice=number, conversation=cid)
        case ChangeChart(patient, texts, lang):
            change_of = ChartChange(
                text_ok=None if texts is None else "Yes" if texts else "No",
                language=None if lang is None else LANGUAGES[lang],
            )
            return ChartChangeWork(number, patient, change_of, cid)
        case WriteCommlog(patient, note):
            by = f" By {order.staff}." if order.staff else ""
            return CommlogWork(number, patient, f"{note}{by} [{order.token[:10]}]", order.at, cid)


def _move(effect: MoveVisit, asked: _Waited) -> UpdateWork:
    """One PUT on the same record, back to "nobody has confirmed it"; one that was broken goes back on the book."""
    visit, opening = effect.visit, effect.opening
    was = VisitChange(status="UnschedList") if visit.broken else _place(visit, visit.opening)
    change = _place(visit, opening, confirmed=visit.unconfirmed_as or None, restored=visit.broken)
    return UpdateWork(
        visit=visit.number,
        change=change,
        was=was,
        length=visit.end - visit.start,
        command=effect,
        read_at=None if visit.broken else visit.read_at,
        **asked,
    )


def _place(visit: Visit, opening: Opening, *, confirmed: int | None = None, restored: bool = False) -> VisitChange:
    """Where a visit stands, and with whom: of hygiene, whoever sees the patient is the hygienist."""
    sees = opening.provider or None
    hygiene = visit.hygiene and visit.hygienist != 0
    return VisitChange(
        start=opening.start,
        operatory=opening.operatory,
        provider=None if hygiene else sees,
        hygienist=sees if hygiene else None,
        confirmed=confirmed,
        status="Scheduled" if restored else None,
    )


def _new_chart(effect: MakeChart, phone: E164, lang: Lang) -> NewChart:
    """The phone they write from; texts are welcome there, as they were told before they said yes."""
    who, guardian = effect.who, effect.guardian
    assert who.first, "a chart is made of a whole name"
    assert who.last, "a chart is made of a whole name"
    assert who.born, "a chart is made with a birth date"
    return NewChart(
        first=who.first,
        last=who.last,
        born=who.born,
        phone=phone,
        text_ok="Yes",
        language=LANGUAGES[lang],
        guarantor=guardian.number if guardian else None,
        child=guardian is not None,
    )
