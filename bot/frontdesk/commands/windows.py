"""The modals: who, what and when; which of these times; is this so. Values in, Block Kit out; and what comes back, read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from bot.channels.slack.blocks import Block, context, field, modal, option, plain, section
from bot.channels.slack.inbound import Values
from bot.frontdesk.commands.drafts import Draft
from bot.frontdesk.table import At
from bot.turns import staff_words
from bot.turns.staff_words import place
from flows.words import Opening, Practice

FORM, TIMES, AGREED, BREAK = "desk_form", "desk_times", "desk_agreed", "desk_break"
PATIENT = "desk_patient"
PLANNED = "(planned treatment)"
TITLES = {
    "book": "Book a visit",
    "move": "Move a visit",
    "plan time": "Planned treatment",
    "plan": "Plan a visit",
    "offer": "Offer a time",
    "break": "Break a visit",
}
DO = {"book": "Book it", "move": "Move it", "plan time": "Book it", "offer": "Send the text"}


class Filled(Struct, frozen=True):
    """What stands in the form, as typed."""

    patient: str = ""
    reason: str = ""
    when: str = ""


def looking(kind: str) -> Block:
    return modal(TITLES[kind], "desk_looking", (section(plain("Looking in Open Dental …")),))


def told(kind: str, text: str) -> Block:
    return modal(TITLES[kind], "desk_told", (section(plain(text)),))


def form(at: At, kind: str, channel: str, filled: Filled, *, why: str = "") -> Block:
    """Ask whose visit, for what and when. `why` says what was wrong with what stands there."""
    practice = at.room.practice
    wrong = [section(plain(why))] if why else []
    whose = field("Visit number" if kind == "move" else "Patient", "patient", _whose(at, kind, filled), hint=_hint(at, kind))
    fields = [] if kind == "move" else [field("What for", "reason", _reasons(practice, kind, filled))]
    if kind != "plan":
        fields.append(field("When", "when", _text("when", filled.when), optional=True, hint="Like: next tue afternoon"))
    label = "Plan it" if kind == "plan" else "See times"
    return modal(TITLES[kind], FORM, (*wrong, whose, *fields), submit=label, metadata=f"{kind}|{channel}")


def _whose(at: At, kind: str, filled: Filled) -> Block:
    if kind == "move" or at.file.details != "full" or filled.patient:
        return _text("patient", filled.patient)
    return {"type": "external_select", "action_id": PATIENT, "min_query_length": 2, "placeholder": plain("Name or number")}


def _hint(at: At, kind: str) -> str:
    return "" if kind == "move" else "Chart number, visit 123, or phone"


def _reasons(practice: Practice, kind: str, filled: Filled) -> Block:
    able = [reason for reason in practice.reasons if reason.appointment_type] if kind == "plan" else practice.bookable
    names = [reason.name for reason in able]
    names += [PLANNED] if kind == "book" else []
    options = [option(name, name) for name in names[:100]]
    chosen = {"initial_option": option(filled.reason, filled.reason)} if filled.reason in names else {}
    return {"type": "static_select", "action_id": "reason", "options": options, **chosen}


def _text(name: str, value: str) -> Block:
    return {"type": "plain_text_input", "action_id": name, **({"initial_value": value} if value else {})}


def times(draft: Draft, practice: Practice, *, why: str = "") -> Block:
    """Show the times that were found, to choose one or to ask for others."""
    head = section(plain(_head(draft, practice)))
    wrong = [section(plain(why))] if why else []
    pick = []
    if draft.openings:
        options = [option(place(opening, practice, dict(draft.names)), str(n)) for n, opening in enumerate(draft.openings)]
        pick = [field("Free", "pick", {"type": "radio_buttons", "action_id": "pick", "options": options}, optional=True)]
    other = field(
        "Or look for another time", "other", _text("other", ""), optional=True, hint="Like: thu after 2, not the 14th"
    )
    return modal(TITLES[draft.kind], TIMES, (head, *wrong, *pick, other), submit="Next", metadata=draft.token)


def read_back(draft: Draft, opening: Opening, practice: Practice) -> Block:
    """Show exactly what will be done: the yes is to this and to nothing else."""
    new = place(opening, practice, dict(draft.names))
    lines = [section(plain(_head(draft, practice))), section(plain(f"New time: {new}" if draft.visit else new))]
    if draft.kind == "offer":
        lines.append(context(plain("They are asked by text, and their yes moves the visit. A no leaves it as it is.")))
    return modal(TITLES[draft.kind], AGREED, lines, submit=DO[draft.kind], metadata=draft.token)


def breaking(draft: Draft, practice: Practice, types: tuple[str, ...]) -> Block:
    """Ask where the broken visit goes, and with which code."""
    assert draft.visit is not None, "what is broken stands in the book"
    lists = [option("Onto the Unscheduled List", "list"), option("Crossed out where it stands", "place")]
    codes = [option(CODES[name], name) for name in types]
    blocks = [
        section(plain(_head(draft, practice))),
        field("Where it goes", "where", _radio("where", lists)),
        field("Break type", "code", _radio("code", codes), hint="A code usually charges a fee"),
    ]
    return modal(TITLES["break"], BREAK, blocks, submit="Break it", metadata=draft.token)


CODES = {"none": "No code", "cancelled": "Cancelled (D9987)", "missed": "Missed (D9986)"}


def _radio(name: str, options: list[Block]) -> Block:
    return {"type": "radio_buttons", "action_id": name, "options": options, "initial_option": options[0]}


def _head(draft: Draft, practice: Practice) -> str:
    what = draft.reason or ("planned treatment" if draft.plan else "")
    if draft.visit is not None:
        return f"{draft.shown}. {staff_words.of_visit(draft.visit, practice, dict(draft.names))}."
    return f"{draft.shown}. {what.capitalize()}."


# --- what comes back -------------------------------------------------------------------------------------------------


def typed(values: Values, block: str) -> str:
    """Return what stands in that field: what was typed, or the value of what was chosen."""
    states: Mapping[str, Mapping[str, Any]] = values.get(block, {})
    for state in states.values():
        chosen = state.get("selected_option")
        value = chosen.get("value") if isinstance(chosen, dict) else state.get("value")
        return value.strip() if isinstance(value, str) else ""
    return ""


def filled(values: Values) -> Filled:
    return Filled(typed(values, "patient"), typed(values, "reason"), typed(values, "when"))


def errors(**by_block: str) -> dict[str, Any]:
    """Leave the modal open, and say at which field what is wrong."""
    return {"response_action": "errors", "errors": by_block}


def instead(view: Block) -> dict[str, Any]:
    """Draw this view in the place of the one that was submitted."""
    return {"response_action": "update", "view": view}
