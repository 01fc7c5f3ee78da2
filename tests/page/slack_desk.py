"""A small front desk for the page to show: a card with buttons, a form with every kind of field, a thread, a Home."""

import json
from urllib.parse import parse_qsl

from starlette.responses import JSONResponse, Response

from bot.pretend.slack import people

DESK = people.FRONT_DESK


def plain(text):
    return {"type": "plain_text", "text": text}


def option(text, value):
    return {"text": plain(text), "value": value}


def field(name, label, element, **more):
    return {"type": "input", "block_id": name, "label": plain(label), "element": {"action_id": name, **element}, **more}


REASONS = [option("Cleaning", "cleaning"), option("Crown", "crown")]
HOW = [option("Text her", "text"), option("Call her", "call")]
FORM = [
    field("patient", "Patient", {"type": "external_select", "min_query_length": 2, "placeholder": plain("Name or phone")}),
    field("reason", "Reason", {"type": "static_select", "options": REASONS, "placeholder": plain("Reason")}),
    field("day", "Day", {"type": "datepicker"}),
    field("how", "How to tell her", {"type": "radio_buttons", "options": HOW, "initial_option": HOW[0]}),
    field("note", "Note", {"type": "plain_text_input", "multiline": True}, optional=True, hint=plain("Only the desk sees it.")),
]  # fmt: skip
SURE = {
    "title": plain("Break it?"),
    "text": plain("The visit leaves the book."),
    "confirm": plain("Break it"),
    "deny": plain("Keep it"),
    "style": "danger",
}


def modal(title, blocks, submit="Next"):
    return {"type": "modal", "title": plain(title), "submit": plain(submit), "blocks": blocks}


def card(state="open", by=""):
    buttons = [
        {"type": "button", "action_id": "take", "style": "primary", "text": plain("I'll take it"), "value": "12"},
        {"type": "button", "action_id": "break", "style": "danger", "text": plain("Break"), "value": "12", "confirm": SURE},
    ]
    said = (
        f"*Card 12* Booking unconfirmed{f', taken by {by}' if by else ''}\n<!here> is not <script>alert(1)</script> &lt;b&gt;"
    )
    blocks = [
        {"type": "header", "text": plain("Needs a person")},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": said},
            "fields": [{"type": "mrkdwn", "text": "*When*\nTue 9:00 AM"}],
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Visit 501, 2 minutes ago"}]},
    ]
    return blocks if state != "open" else [*blocks, {"type": "actions", "block_id": "card", "elements": buttons}]


class SlackDesk:
    """Answers Slack; `heard` is what it was told, `silent` says it answers nobody."""

    def __init__(self, bot):
        self.url, self.token, self.heard, self.silent = f"{bot.url}/api/", bot.keys.slack_bot_token, [], False
        self.http = bot.http

    async def api(self, method, **asked):
        said = (await self.http.post(self.url + method, json=asked, headers={"Authorization": f"Bearer {self.token}"})).json()
        assert said["ok"], said
        return said

    async def __call__(self, request):
        body = await request.body()
        if self.silent:
            return Response(status_code=500)
        if "json" in request.headers["content-type"]:
            return await self.event(json.loads(body))
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        return await (self.command(form) if "command" in form else self.interaction(json.loads(form["payload"])))

    async def event(self, said):
        if said["type"] == "url_verification":
            return JSONResponse({"challenge": said["challenge"]})
        event = said["event"]
        if event["type"] == "app_home_opened":
            needs = {"type": "section", "text": {"type": "mrkdwn", "text": "*1* card needs a person"}}
            await self.api("views.publish", user_id=event["user"], view={"type": "home", "blocks": [needs]})
        elif event["type"] == "message" and "bot_id" not in event and "thread_ts" in event:
            self.heard.append(("thread", event["text"]))
            await self.api(
                "chat.postMessage",
                channel=event["channel"],
                thread_ts=event["thread_ts"],
                text="Texted to the patient :white_check_mark:",
            )
        return Response()

    async def command(self, form):
        self.heard.append((form["command"], form["text"]))
        if form["command"] == "/book":
            await self.api("views.open", trigger_id=form["trigger_id"], view=modal("Book a visit", FORM))
            return Response()
        if form["command"] == "/card":
            await self.api("chat.postMessage", channel=DESK, text="Card 12", blocks=card())
            return Response()
        return JSONResponse({"text": "*Today*: 4 visits, all confirmed."})

    async def interaction(self, said):
        if said["type"] == "block_suggestion":
            return JSONResponse({"options": [option("Ana Silva", "1"), option("Anders Holm", "2")]})
        if said["type"] == "view_submission":
            return self.submitted(said["view"])
        (action,) = said["actions"]
        self.heard.append((action["action_id"], action["value"]))
        taken = {"replace_original": True, "text": "Card 12", "blocks": card("taken", said["user"]["username"])}
        await self.http.post(said["response_url"], json=taken)
        return Response()

    def submitted(self, view):
        if view["title"]["text"] == "Is this right?":
            return JSONResponse({"response_action": "clear"})
        values = {name: one[name] for name, one in view["state"]["values"].items()}
        self.heard.append(("form", values))
        if values["day"]["selected_date"] == "2026-12-25":
            return JSONResponse({"response_action": "errors", "errors": {"day": "We are closed that day."}})
        right = [
            {
                "type": "section",
                "text": plain(f"{values['patient']['selected_option']['text']['text']}, {values['day']['selected_date']}"),
            }
        ]
        return JSONResponse({"response_action": "update", "view": modal("Is this right?", right, "Book it")})
