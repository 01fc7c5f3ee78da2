"""GET Slots: the open blocks of one provider. Source: reference, 6.4."""

from __future__ import annotations

from bot.pretend.office.method import Answer, Call, Field, Method, Refused, found
from bot.pretend.office.methods.openings import window
from bot.pretend.office.methods.visits_read import DAYS
from bot.pretend.office.office_search import Search, open_blocks
from bot.pretend.office.shapes import SLOT
from bot.pretend.office.spans import Slot


def slots(call: Call) -> Answer:
    first, last = window(call)
    if first < call.now.date():
        raise Refused("date is invalid. It must be today or a future date.")
    provider = call.number("ProvNum", int(call.books.preference("PracticeDefaultProv", "1")))
    found(call.books.providers.get(provider), "Provider")
    op = call.number("OpNum") if call.has("OpNum") else None
    if op is not None:
        found(call.books.operatories.get(op), "Operatory")
    search = Search(provider, op, first, last, call.number("lengthMinutes"), call.switches.slots_mind_blockouts)
    return [s._asdict() for s in open_blocks(call.books, search) if _shown(call, s)]


def _shown(call: Call, slot: Slot) -> bool:
    return not call.switches.slots_hide_past or slot.DateTimeEnd > call.now


METHODS = (
    Method(
        "GET",
        "/appointments/Slots",
        "21.1",
        "ReadAll",
        "Open blocks of one provider: whole ones, to be cut into times by the caller.",
        slots,
        params=(
            *DAYS,
            Field("lengthMinutes", "int", "Leave out shorter ones."),
            Field("ProvNum", "int", "Default: the practice's default provider."),
            Field("OpNum", "int", "An operatory the provider works in.", since="22.1"),
        ),
        gives="list",
        columns=SLOT,
        examples=("?date={open_day}", "?dateStart={tomorrow}&dateEnd={next_week}&ProvNum={ProvNum}&OpNum={Op}"),
    ),
)
