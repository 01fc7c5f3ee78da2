"""Block Kit's limits, each at its edge: so much is taken, one more is refused, with the vendor's words and pointer."""

import pytest
from slack_sdk.models import blocks as kit
from slack_sdk.models import views as kit_views

from bot.pretend.slack.blocks import check_blocks, check_view


def plain(text="x"):
    return {"type": "plain_text", "text": text}


def marked(text="x"):
    return {"type": "mrkdwn", "text": text}


def option(text="x", value="v", **more):
    return {"text": plain(text), "value": value, **more}


def button(**more):
    return {"type": "button", "text": plain(), **more}


def section(**more):
    return {"type": "section", "text": marked(), **more}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def input_(element, **more):
    return {"type": "input", "label": plain(), "element": element, **more}


def select(**more):
    return {"type": "static_select", "options": [option()], **more}


def modal(blocks, **more):
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": blocks, **more}


TYPING = {"type": "plain_text_input"}
NUMBER = {"type": "number_input", "is_decimal_allowed": False}


def many(n):
    return [option(value=str(i)) for i in range(n)]


def asks(title):
    return {"title": plain(title), "text": marked(), "confirm": plain(), "deny": plain()}


EDGES = [
    ("text of a section", lambda n: section(text=marked("x" * n)), 3000, "characters", "/text/text"),
    ("text of a header", lambda n: {"type": "header", "text": plain("x" * n)}, 150, "characters", "/text/text"),
    ("fields of a section", lambda n: section(fields=[marked()] * n), 10, "items", "/fields"),
    ("text of a field", lambda n: section(fields=[marked("x" * n)]), 2000, "characters", "/fields/0/text"),
    ("elements of actions", lambda n: actions(*[button()] * n), 25, "items", "/elements"),
    ("elements of a context", lambda n: {"type": "context", "elements": [marked()] * n}, 10, "items", "/elements"),
    ("text of a button", lambda n: actions(button(text=plain("x" * n))), 75, "characters", "/elements/0/text/text"),
    ("value of a button", lambda n: actions(button(value="x" * n)), 2000, "characters", "/elements/0/value"),
    ("an action_id", lambda n: actions(button(action_id="x" * n)), 255, "characters", "/elements/0/action_id"),
    ("a block_id", lambda n: section(block_id="x" * n), 255, "characters", "/block_id"),
    ("options of a select", lambda n: actions(select(options=many(n))), 100, "items", "/elements/0/options"),
    ("an option", lambda n: actions(select(options=[option("x" * n)])), 75, "characters", "/elements/0/options/0/text/text"),
    ("its value", lambda n: actions(select(options=[option(value="x" * n)])), 150, "characters", "/elements/0/options/0/value"),
    ("radio buttons", lambda n: actions({"type": "radio_buttons", "options": many(n)}), 10, "items", "/elements/0/options"),
    ("an overflow", lambda n: section(accessory={"type": "overflow", "options": many(n)}), 5, "items", "/accessory/options"),
    ("a placeholder", lambda n: actions(select(placeholder=plain("x" * n))), 150, "characters", "/elements/0/placeholder/text"),
    ("asked again", lambda n: actions(button(confirm=asks("x" * n))), 100, "characters", "/elements/0/confirm/title/text"),
    ("a label", lambda n: input_(TYPING, label=plain("x" * n)), 2000, "characters", "/label/text"),
    ("a url", lambda n: actions(button(url="https://" + "x" * (n - 8))), 3000, "characters", "/elements/0/url"),
]


@pytest.mark.parametrize(("block", "most", "unit", "where"), [edge[1:] for edge in EDGES], ids=[edge[0] for edge in EDGES])
def test_so_much_and_not_one_more(block, most, unit, where):
    said = f"no more than {most} items allowed" if unit == "items" else f"must be less than {most + 1} characters"
    assert check_blocks([block(most)]) == []
    assert check_blocks([block(most + 1)]) == [f"{said} [json-pointer:/blocks/0{where}]"]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ({"text": marked()}, "missing required field: type [json-pointer:/blocks/0]"),
        ({"type": "sectoin"}, "unsupported type: sectoin [json-pointer:/blocks/0/type]"),
        ({"type": "section"}, "missing required field: text or fields [json-pointer:/blocks/0]"),
        (section(colour="red"), "invalid additional property: colour [json-pointer:/blocks/0]"),
        (section(text=marked("")), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        (section(text=marked() | {"emoji": True}), "invalid additional property: emoji [json-pointer:/blocks/0/text]"),
        (section(text="x"), "must be an object [json-pointer:/blocks/0/text]"),
        ({"type": "header", "text": marked()}, "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
        (actions(), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
        (actions(button(style="green")), "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]"),
        (actions(TYPING), "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]"),
        (section(accessory=TYPING), "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]"),
        (input_(button()), "unsupported type: button [json-pointer:/blocks/0/element/type]"),
        (actions(button(url="no address")), "failed to match the expected format [json-pointer:/blocks/0/elements/0/url]"),
        (
            actions(select(initial_option=option("y"))),
            "must match one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
        ),
        (
            actions({"type": "static_select"}),
            "missing required field: options or option_groups [json-pointer:/blocks/0/elements/0]",
        ),
        (
            actions({"type": "datepicker", "initial_date": "12/01/2026"}),
            "failed to match the expected format [json-pointer:/blocks/0/elements/0/initial_date]",
        ),
        (
            actions({"type": "timepicker", "initial_time": "24:30"}),
            "failed to match the expected format [json-pointer:/blocks/0/elements/0/initial_time]",
        ),
        (input_({"type": "number_input"}), "missing required field: is_decimal_allowed [json-pointer:/blocks/0/element]"),
        (actions(button(action_id="a"), button(action_id="a")), "`action_id` a already exists [json-pointer:/blocks/0]"),
    ],
)
def test_what_is_no_block(block, said):
    assert check_blocks([block]) == [said]


def test_an_action_id_may_stand_in_two_blocks_a_block_id_may_not():
    assert check_blocks([actions(button(action_id="a")), actions(button(action_id="a"))]) == []
    twice = [section(block_id="b"), section(block_id="b")]
    assert check_blocks(twice) == ["`block_id` b already exists [json-pointer:/blocks/1/block_id]"]


def test_a_message_has_fifty_blocks_and_a_view_a_hundred():
    assert check_blocks([section()] * 50) == []
    assert check_blocks([section()] * 51) == ["no more than 50 items allowed [json-pointer:/blocks]"]
    for type_, more in (("modal", {"title": plain()}), ("home", {})):
        assert check_view({"type": type_, "blocks": [section()] * 100, **more}, type_) == []
        many = {"type": type_, "blocks": [section()] * 101, **more}
        assert check_view(many, type_) == ["no more than 100 items allowed [json-pointer:/view/blocks]"]


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (modal([], title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (modal([], submit=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
        (modal([], private_metadata="x" * 3001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        (modal([], callback_id="x" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
        ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
        (
            {"type": "modal", "title": plain(), "blocks": [input_(TYPING)]},
            "missing required field: submit [json-pointer:/view]",
        ),
        (modal([{"type": "markdown", "text": "x"}]), "unsupported type: markdown [json-pointer:/view/blocks/0/type]"),
        ({"type": "home", "title": plain(), "blocks": []}, "unsupported type: home [json-pointer:/view/type]"),
        (
            modal([input_(TYPING | {"focus_on_load": True}), input_(NUMBER | {"focus_on_load": True})]),
            "only one element may have focus_on_load [json-pointer:/view/blocks]",
        ),
    ],
)
def test_what_is_no_modal(view, said):
    assert check_view(view, "modal") == [said]


def test_what_the_vendors_own_models_make_is_taken():
    """slack_sdk writes blocks by its own rules; none of them may look wrong to us."""
    options = [kit.Option(text="Cleaning", value="1", description="half an hour"), kit.Option(text="Crown", value="2")]
    fields = [
        kit.PlainTextInputElement(action_id="text", multiline=True, max_length=300, placeholder="Note"),
        kit.StaticSelectElement(action_id="select", placeholder="Reason", options=options, initial_option=options[0]),
        kit.ExternalDataSelectElement(action_id="patient", placeholder="Patient", min_query_length=2),
        kit.DatePickerElement(action_id="day", initial_date="2026-12-01", placeholder="Day"),
        kit.TimePickerElement(action_id="time", initial_time="09:30"),
        kit.DateTimePickerElement(action_id="at", initial_date_time=1_764_000_000),
        kit.RadioButtonsElement(action_id="radio", options=options),
        kit.CheckboxesElement(action_id="boxes", options=options),
        kit.UserSelectElement(action_id="who", placeholder="Who"),
        kit.StaticMultiSelectElement(action_id="many", placeholder="Which", options=options, max_selected_items=2),
        kit.NumberInputElement(action_id="number", is_decimal_allowed=False, min_value="1", max_value="9"),
        kit.EmailInputElement(action_id="mail"),
    ]
    view = kit_views.View(
        type="modal",
        callback_id="book",
        title="Book a visit",
        submit="Book",
        close="Never mind",
        private_metadata="{}",
        notify_on_close=True,
        blocks=[kit.InputBlock(label="Field", element=element, optional=True, hint="hint") for element in fields],
    )
    assert check_view(view.to_dict(), "modal") == []
    confirm = kit.ConfirmObject(title="Sure?", text="It cannot be undone.", confirm="Break it", deny="Keep it", style="danger")
    message = [
        kit.HeaderBlock(text="Card 12"),
        kit.SectionBlock(text="*Booking unconfirmed*", accessory=kit.OverflowMenuElement(action_id="more", options=options)),
        kit.SectionBlock(fields=["*When*", "Tue 9:00"]),
        kit.ContextBlock(elements=[kit.MarkdownTextObject(text="2 minutes ago")]),
        kit.DividerBlock(),
        kit.ActionsBlock(
            elements=[kit.ButtonElement(text="I'll take it", action_id="take", style="primary", value="12", confirm=confirm)]
        ),
        kit.ImageBlock(image_url="https://example.com/x.png", alt_text="x"),
    ]
    assert check_blocks([block.to_dict() for block in message]) == []


@pytest.mark.parametrize(
    "odd", [None, 1, "x", [], {}, [None], {"type": []}, {"type": "actions", "elements": {"type": "button"}}]
)
def test_whatever_comes_is_judged_and_never_breaks(odd):
    assert check_blocks([odd]) != []
    assert check_view(odd, "modal") != []
    assert check_view(modal([odd]), "modal") != []
