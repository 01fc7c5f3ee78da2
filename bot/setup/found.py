"""What Open Dental says of a practice, put into the words of an office file. Pure: rows in, `Found` out.

Open Dental does not say which appointment type stands behind a Web Sched reason, or which operatories take it. The openings it
gives for that reason do: their length, their provider, their operatory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.office.rows import AppointmentTypeRow, DefinitionRow, OperatoryRow, ProviderRow
from bot.setup.naming import NEW_PATIENT, Words, likeness, named, plain, theme_of
from bot.setup.week import Shift, Week

Place = tuple[int, int]  # a provider, an operatory
Pair = tuple[DefinitionRow, DefinitionRow | None, DefinitionRow | None]
MINUTE = timedelta(minutes=1)
NOT_LINKED = "no appointment type linked?"


class Seen(Struct, frozen=True):
    """What the openings of a Web Sched reason show. `bookable` is False if the office gives none for it at all."""

    bookable: bool
    length: timedelta | None = None
    places: frozenset[Place] = frozenset()


class FoundReason(Struct, frozen=True, kw_only=True):
    """A kind of visit. `offered`: patients may book it as the file is written; else it stands there as a remark."""

    label: str  # the office's own name
    name: str
    says: Words
    existing: int | None = None
    new: int | None = None
    minutes: int | None = None
    appointment_type: int | None = None
    offered: bool = True
    remark: str = ""
    places: frozenset[Place] | None = None  # None: nobody knows


class FoundChair(Struct, frozen=True, kw_only=True):
    """Who works in which operatory, how long in a week, and for which of the offered reasons; () is all."""

    provider: int
    provider_name: str
    operatory: int
    operatory_name: str
    a_week: timedelta
    reasons: tuple[str, ...] = ()
    offered: bool = True


class Found(Struct, frozen=True, kw_only=True):
    """A practice, as far as its office can tell."""

    name: str
    phone: str  # as the office writes it; "": it has none
    clinic: int | None
    clinic_name: str
    booking: str
    languages: tuple[str, ...]
    week: Week
    reasons: tuple[FoundReason, ...]
    chairs: tuple[FoundChair, ...]
    utc_offset: timedelta | None  # of the office's clock, now


# --- reasons ---------------------------------------------------------------------------------------------------------


def web_sched_reasons(
    existing: Sequence[DefinitionRow],
    new: Sequence[DefinitionRow],
    seen: Mapping[int, Seen],
    types: Sequence[AppointmentTypeRow],
    languages: Sequence[str],
) -> tuple[FoundReason, ...]:
    """Return the reasons of Web Sched: those for people with a chart, each with its like for new patients."""
    pairs = _paired([d for d in existing if seen[d.def_num].bookable], [d for d in new if seen[d.def_num].bookable])
    labels = [main.name for main, _, _ in pairs]
    found = []
    for (main, old, fresh), (name, says) in zip(pairs, named(labels, languages), strict=True):
        shown = seen[main.def_num]
        kind = _type_of(main.name, shown.length, types)
        found.append(
            FoundReason(
                label=main.name,
                name=name,
                says=says,
                existing=old.def_num if old else None,
                new=fresh.def_num if fresh else None,
                minutes=_minutes(shown.length or (kind.length if kind else None)),
                appointment_type=kind.type_num if kind else None,
                places=shown.places or None,
            )
        )
    dead = [
        FoundReason(
            label=d.name,
            name=plain(d.name),
            says={},
            existing=d.def_num if defs is existing else None,
            new=d.def_num if defs is new else None,
            offered=False,
            remark=NOT_LINKED,
        )
        for defs in (existing, new)
        for d in defs
        if not seen[d.def_num].bookable
    ]
    return (*found, *dead)


def _minutes(length: timedelta | None) -> int | None:
    return None if length is None else length // MINUTE


def _paired(existing: Sequence[DefinitionRow], new: Sequence[DefinitionRow]) -> list[Pair]:
    """Give each reason for people with a chart the one for new patients that is most like it. The first of each is the main."""
    left = list(new)
    pairs: list[Pair] = []
    for old in existing:
        best = max(left, key=lambda d: likeness(old.name, d.name), default=None)
        if best is not None and likeness(old.name, best.name):
            left.remove(best)
            pairs.append((old, old, best))
        else:
            pairs.append((old, old, None))
    return [*pairs, *((fresh, None, fresh) for fresh in left)]


def _type_of(name: str, length: timedelta | None, types: Sequence[AppointmentTypeRow]) -> AppointmentTypeRow | None:
    """Return the type that is most likely meant: of a like name, and not longer than the opening; None: none is like it."""
    fits = [t for t in types if not t.is_hidden and (length is None or t.length is None or t.length <= length)]
    new = bool(NEW_PATIENT.search(name))
    fits = [t for t in fits if bool(NEW_PATIENT.search(t.name)) == new]
    best = max(fits, key=lambda t: (likeness(name, t.name), t.length == length), default=None)
    return best if best is not None and likeness(name, best.name) else None


def type_reasons(types: Sequence[AppointmentTypeRow], languages: Sequence[str]) -> tuple[FoundReason, ...]:
    """Return what an office without Web Sched has: its appointment types. What needs a plan first is not offered."""
    visible = [t for t in types if not t.is_hidden and t.length is not None]
    found = []
    for kind, (name, says) in zip(visible, named([t.name for t in visible], languages), strict=True):
        theme = theme_of(kind.name)
        new = bool(NEW_PATIENT.search(kind.name))
        by_text = theme is not None and theme.by_text
        assert kind.length is not None
        found.append(
            FoundReason(
                label=kind.name,
                name=name,
                says=says,
                minutes=kind.length // MINUTE,
                appointment_type=kind.type_num,
                offered=by_text and not new,
                remark="" if by_text and not new else "for new patients" if new else "if patients may book it unseen",
            )
        )
    if not any(reason.offered for reason in found):
        return tuple(replace(reason, offered=True, remark="") for reason in found)
    return tuple(found)


# --- chairs ----------------------------------------------------------------------------------------------------------


def chairs_of(
    shifts: Sequence[Shift],
    providers: Sequence[ProviderRow],
    operatories: Sequence[OperatoryRow],
    reasons: Sequence[FoundReason],
    weeks: int,
) -> tuple[FoundChair, ...]:
    """Return who works where, from left to right, with what may be booked there."""
    people = {p.prov_num: p for p in providers if p.is_bookable}
    rooms = {o.op_num: o for o in sorted(operatories, key=lambda o: o.order) if not o.is_hidden}
    worked: Counter[Place] = Counter()
    for shift in shifts:
        for operatory in shift.operatories or _own(shift.provider, rooms.values()):
            if shift.provider in people and operatory in rooms:
                worked[shift.provider, operatory] += shift.length // MINUTE
    order = {number: n for n, number in enumerate(rooms)}
    places = sorted(worked, key=lambda place: (order[place[1]], -worked[place]))
    hygienists = {p.prov_num for p in people.values() if p.is_hygienist} & {provider for provider, _ in places}
    offered = [reason for reason in reasons if reason.offered]
    return tuple(
        _with_reasons(
            FoundChair(
                provider=provider,
                provider_name=_name(people[provider]),
                operatory=operatory,
                operatory_name=rooms[operatory].name or rooms[operatory].abbr,
                a_week=worked[provider, operatory] * MINUTE / weeks,
            ),
            offered,
            hygienists,
        )
        for provider, operatory in places
    )


def _own(provider: int, rooms: Iterable[OperatoryRow]) -> list[int]:
    """A schedule that names no operatory opens those in which the provider is the dentist or the hygienist."""
    return [room.op_num for room in rooms if provider in (room.dentist, room.hygienist)]


def _with_reasons(chair: FoundChair, reasons: Sequence[FoundReason], hygienists: set[int]) -> FoundChair:
    place = (chair.provider, chair.operatory)
    taken = [r.name for r in reasons if (place in r.places if r.places is not None else _suits(r, place[0], hygienists))]
    return replace(chair, reasons=() if len(taken) == len(reasons) else tuple(taken), offered=bool(taken))


def _suits(reason: FoundReason, provider: int, hygienists: set[int]) -> bool:
    theme = theme_of(reason.label)
    if theme is None or not hygienists:
        return True
    return theme.hygiene == (provider in hygienists)


def _name(provider: ProviderRow) -> str:
    whole = " ".join(part for part in (provider.preferred or provider.first_name, provider.last_name) if part)
    return whole or provider.abbr or f"provider {provider.prov_num}"


def languages_of(preference: str) -> tuple[str, ...]:
    """English, and Spanish if the office lists it among its patients' languages ("eng,spa")."""
    listed = {word.strip().casefold() for word in preference.split(",")}
    return ("en", "es") if listed & {"spa", "es", "spanish", "español"} else ("en",)
