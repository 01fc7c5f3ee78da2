"""Whether a visit would lie on another in its chair. Touching ends are free. Source: reference, section 21."""

from __future__ import annotations

from bot.pretend.office.books import Books, ends, on_the_book
from bot.pretend.office.method import Refused
from bot.pretend.office.tables import Appointment


def overlapping(books: Books, visit: Appointment) -> list[Appointment]:
    """Return the visits of the book that a visit lies on, itself left out."""
    if not on_the_book(visit):
        return []
    return [
        v
        for v in books.appointments
        if v.AptNum != visit.AptNum
        and v.Op == visit.Op
        and on_the_book(v)
        and v.AptDateTime < ends(visit)
        and visit.AptDateTime < ends(v)
    ]


def must_be_free(books: Books, visit: Appointment) -> None:
    """What a strict office says. The API's documentation never promises it: hence the switch that leads here."""
    if overlapping(books, visit):
        raise Refused("The appointment overlaps an existing appointment or blockout.")
