"""The modals: who, what and when; which of these times; is this so. Values in, Block Kit out; and what comes back, read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from bot.channels.slack.blocks import LONGEST_LABEL, Block, actions, button, context, field, modal, option, plain, section
from bot.channels.slack.inbound import Values
from bot.frontdesk.commands import finding
from bot.frontdesk.commands.drafts import Draft
from bot.frontdesk.table import OPENS, At
from bot.office.rows import AppointmentRow
from bot.openings.ways import Ways
from bot.turns import staff_words
from bot.turns.staff_words import place
from flows.words import Opening, Practice

FORM, WHICH, TIMES, AGREED, BREAK = "desk_form", "desk_which", "desk_times", "desk_agreed", "desk_break"
MOST_CHOICES = 10  # of radio buttons
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
OF_A_VISIT = ("move", "break")
ON_THE_BOOK = "Visit number, chart 45, or phone"
LONGEST_WISH = 200
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


def form(at: At, kind: str, channel: str, filled: Filled, *, why: str = "", find: str = "") -> Block:
    """Ask whose visit, for what and when. `why` says what was wrong before; `find` is the page on which names are searched."""
    practice = at.room.practice
    wrong = [section(plain(why))] if why else []
    stands = kind in OF_A_VISIT
    label, hint = ("Visit or patient", ON_THE_BOOK) if stands else ("Patient", "Chart number, visit 123, or phone")
    whose = field(label, "patient", _whose(at, kind, filled), hint=hint)
    page = [actions(button("Find by name", f"{OPENS}:find", kind, url=find))] if find else []
    fields = [] if stands else [field("What for", "reason", _reasons(practice, kind, filled))]
    if kind not in ("plan", "break"):
        fields.append(field("When", "when", _text("when", filled.when), optional=True, hint="Like: next tue afternoon"))
    submit = {"plan": "Plan it", "break": "Next"}.get(kind, "See times")
    return modal(TITLES[kind], FORM, (*wrong, whose, *page, *fields), submit=submit, metadata=f"{kind}|{channel}")


def _whose(at: At, kind: str, filled: Filled) -> Block:
    """A field for whom it is about. What was found on the page gets a field of its own: Slack keeps what was typed in one."""
    if kind in OF_A_VISIT or at.file.details != "full" or filled.patient:
        return _text(f"patient:{filled.patient}" if filled.patient else "patient", filled.patient)
    return {"type": "external_select", "action_id": PATIENT, "min_query_length": 2, "placeholder": plain("Name or number")}


def which(kind: str, channel: str, wish: str, text: str, choices: list[Block]) -> Block:
    """Ask which of several visits. `wish`, a time in words, is carried along."""
    more = [context(plain("There are more: please give the visit's number."))] if len(choices) > MOST_CHOICES else []
    radio = {"type": "radio_buttons", "action_id": "visit", "options": choices[:MOST_CHOICES]}
    metadata = f"{kind}|{channel}|{wish[:LONGEST_WISH]}"
    return modal(TITLES[kind], WHICH, (field(text, "visit", radio), *more), submit="Next", metadata=metadata)


def choice(at: At, whose: str, row: AppointmentRow, known: Ways) -> Block:
    """One visit among several: when and with whom; below whose, what for, its number and its marks."""
    about = f"visit {row.apt_num}{finding.marks(row, known)}"
    below = ", ".join(part for part in (whose, finding.what_for(at, row).removeprefix(", "), about) if part)
    return option(finding.place(at, row, known), str(row.apt_num)) | {"description": plain(below, LONGEST_LABEL)}


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
        options = [option(place(opening, practice, draft.called), str(n)) for n, opening in enumerate(draft.openings)]
        radio = {"type": "radio_buttons", "action_id": f"pick:{draft.looks}", "options": options}
        pick = [field("Free", "pick", radio, optional=True)]
    label = "Or look for another time" if pick else "Which time shall I look for?"
    typed_in = _text(f"other:{draft.looks}", "")
    other = field(label, "other", typed_in, optional=bool(pick), hint="Like: thu after 2, not the 14th")
    return modal(TITLES[draft.kind], TIMES, (head, *wrong, *pick, other), submit="Next", metadata=draft.token)


def read_back(draft: Draft, opening: Opening, practice: Practice) -> Block:
    """Show exactly what will be done: the yes is to this and to nothing else."""
    new = place(opening, practice, draft.called)
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
        return f"{draft.shown}. {staff_words.of_visit(draft.visit, practice, draft.called)}."
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
