"""Every call that changes something, each tried once at a time, and found again when nobody knows what became of it.

    table      the one table: what is sent, how it is found again, what proves that it did not happen, how often it is tried
    outcomes   what can come of a try, or of a look
    texts      the carrier: one text
    visits     what puts an appointment into the book
    changes    what is done to one that stands there
    charts     people, and the lines of their charts
    losses     what an earlier life of the store may have booked
    places     whether a visit has its chair to itself
    telling    who is told how it ended

`bot/effects.py` carries out what the table says, and knows none of its kinds.
"""

from bot.attempts.outcomes import Absent, Case, Done, Later, MayLeave, NotDone, Outcome, Unknown

__all__ = ["Absent", "Case", "Done", "Later", "MayLeave", "NotDone", "Outcome", "Unknown"]
