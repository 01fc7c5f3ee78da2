"""What the flows want of the world, and what may come back."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from flows.when import When
from flows.words.spoken import (
    Booked,
    Changed,
    Need,
    NoSuchPatient,
    Opening,
    Overtaken,
    Patient,
    Plan,
    SeveralPatients,
    Taken,
    Unconfirmed,
    Visit,
    Who,
)
from flows.words.values import Lang, Tagged

# --- reads -----------------------------------------------------------------------------------------------------------


class Read(Tagged, frozen=True):
    """Asks the office something. Safe to repeat; the answer comes back as a Result."""


class FindPatient(Read, frozen=True):
    """-> Patient | NoSuchPatient | SeveralPatients, among the charts that carry this phone."""

    who: Who


class FindOpenings(Read, frozen=True):
    """-> tuple[Opening, ...]: at most three, those that suit best first; none at a time the patient already has (`besides`)."""

    patient: Patient
    what: str | Need  # a reason of the office file; or, for a visit that exists or is planned, its own needs
    when: When
    besides: tuple[Opening, ...] = ()


class StillFree(Read, frozen=True):
    """-> bool | Taken. The last read may answer if it is no older than `at_most`. Taken: the patient has a visit then."""

    patient: Patient
    what: str | Need
    opening: Opening
    at_most: timedelta


class FindVisits(Read, frozen=True):
    """-> tuple[Visit, ...]: the patient's visits to come or under way, earliest first."""

    patient: Patient


class ReadVisits(Read, frozen=True):
    """-> tuple[Visit, ...]: those of these visits that still stand, as they stand now, earliest first."""

    visits: tuple[Visit, ...]


class RoomFor(Read, frozen=True):
    """-> bool: whether the visit could begin so much later, because nobody needs its room meanwhile."""

    visit: Visit
    late: timedelta


class FindPlans(Read, frozen=True):
    """-> tuple[Plan, ...]: the patient's planned treatment that has no time yet, in the order it is to be done."""

    patient: Patient


Reads = FindPatient | FindOpenings | StillFree | FindVisits | ReadVisits | RoomFor | FindPlans


# --- effects: what changes the world, once each --------------------------------------------------------------------------


class Effect(Tagged, frozen=True):
    """Changes the world, exactly once: sent by a Send, carried out by bot/effects.py."""


class BookAppointment(Effect, frozen=True):
    """-> Booked | Taken | Unconfirmed."""

    patient: Patient
    reason: str
    opening: Opening


class MoveVisit(Effect, frozen=True):
    """-> Booked | Taken | Overtaken | Unconfirmed. The same record, its procedures stay; one that was broken is restored."""

    visit: Visit
    opening: Opening


class SchedulePlan(Effect, frozen=True):
    """-> Booked | Taken | Overtaken | Unconfirmed."""

    plan: Plan
    opening: Opening


class BreakVisit(Effect, frozen=True):
    """-> Changed | Overtaken | Unconfirmed. `charge`: with the code of a late cancellation, by the practice's rule only.

    The rest is for staff: with the code of a missed visit, or crossed out in its place and not on the Unscheduled List.
    """

    visit: Visit
    charge: bool = False
    missed: bool = False
    in_place: bool = False


class ConfirmVisit(Effect, frozen=True):
    """-> Changed | Overtaken | Unconfirmed. `back`: staff take that back, to where its confirmation stood."""

    visit: Visit
    back: bool = False


class ListAsap(Effect, frozen=True):
    """-> Changed | Overtaken | Unconfirmed. Onto the ASAP list, or off it; `wish` is what it is noted with, for staff."""

    visit: Visit
    on: bool = True
    wish: str = ""


class MakeChart(Effect, frozen=True):
    """-> Patient | NoSuchPatient | Unconfirmed. NoSuchPatient: there is one that might be theirs, so staff decide."""

    who: Who
    guardian: Patient | None = None  # of a minor: who was proven on this phone


class PlanVisit(Effect, frozen=True):
    """-> Booked | Unconfirmed. Staff only: a planned appointment, which has no time yet."""

    patient: Patient
    reason: str


class JotNote(Effect, frozen=True):
    """-> Changed | Unconfirmed. Staff only: a line in a visit's note, and whoever wrote it hears that it stands there."""

    visit: Visit
    line: str


class WriteCommlog(Effect, frozen=True):
    """Leave a line in the patient's chart about what was done. Nobody waits for it."""

    patient: int
    note: str


class WriteNote(Effect, frozen=True):
    """Leave a line in a visit's note, for whoever looks at the book. Nobody waits for it."""

    visit: int
    line: str


class DeclineVisit(Effect, frozen=True):
    """Mark in the book that the patient did not confirm. Nobody waits for it."""

    visit: Visit


class ChangeChart(Effect, frozen=True):
    """Write into the chart whether texts are welcome, or in which language. Nobody waits for it. None: as it is."""

    patient: int
    texts: bool | None = None
    lang: Lang | None = None


Awaited = BookAppointment | MoveVisit | SchedulePlan | BreakVisit | ConfirmVisit | ListAsap | MakeChart | PlanVisit | JotNote
Effects = Awaited | WriteCommlog | WriteNote | DeclineVisit | ChangeChart


class Send(Tagged, frozen=True):
    """Carry out this effect under this identity. The same turn run again makes the same one, so it happens once."""

    id: str
    effect: Effects


# --- the rest --------------------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """Why a person is needed, most urgent first. Shown at the desk; never the patient's words."""

    EMERGENCY = "emergency"
    CRISIS = "crisis, call at once"
    UNCONFIRMED = "booking unconfirmed"
    OVERLAP = "visit withdrawn, the time was taken"
    UNSETTLED = "change unconfirmed"
    PAIN = "in pain"
    CLINICAL = "clinical question"
    ASKED = "asked for a person"
    COMPLAINT = "complaint"
    DECEASED = "somebody has died"
    IDENTITY = "could not be identified"
    SECOND_CHART = "new, or a chart already"
    LOST = "not understood"
    SILENT = "office did not answer"
    NO_OPENING = "no opening suits"
    POISON = "message could not be handled"
    TWICE = "a second visit was removed"
    LATE_VISIT = "unconfirmed visit stands after all"
    UNDELIVERED = "text could not be delivered"
    FLOOD = "too many texts"
    HELD = "texts of ours wait, too many left"  # of no patient
    SHORT_NOTICE = "a seat came free at short notice"
    LATE = "runs late"
    HERE = "has arrived"
    CALL = "please call"
    MEDIA = "sent a picture or recording"
    QUESTION = "asked a question"
    WROTE = "written to by the desk"  # somebody there began, and has it


class RaiseCard(Tagged, frozen=True):
    """Tell the desk. Whether the bot is silent from now on stands in the session (`with_person`)."""

    kind: Kind


class OptOut(Tagged, frozen=True):
    """Never text this number again until it opts in."""


class OptIn(Tagged, frozen=True):
    """The number asked for texts again."""


class Wake(Tagged, frozen=True):
    """Come back with a Tick of this name unless a newer one replaces it."""

    name: str
    after: timedelta


Command = Reads | Send | RaiseCard | OptOut | OptIn | Wake
Finding = (
    Patient
    | NoSuchPatient
    | SeveralPatients
    | tuple[Opening | Visit | Plan, ...]
    | bool
    | Booked
    | Changed
    | Taken
    | Overtaken
    | Unconfirmed
)
