"""The words the carrier takes for itself on a US long code, when they are the whole text, in any case.

It blocks or unblocks the pair of numbers, answers with its own text, and still calls the webhook. Source: Twilio, "Support
for opt-out keywords". CANCEL is among them: a bot that teaches it loses its patients.
"""

from __future__ import annotations

from enum import Enum


class Keyword(Enum):
    STOP = "STOP"
    START = "START"
    HELP = "HELP"


_STOP = ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT")
_START = ("START", "YES", "UNSTOP")
_HELP = ("HELP", "INFO")
_WORDS = dict.fromkeys(_STOP, Keyword.STOP) | dict.fromkeys(_START, Keyword.START) | dict.fromkeys(_HELP, Keyword.HELP)

ANSWERS = {
    Keyword.STOP: (
        "You have successfully been unsubscribed. You will not receive any more messages from this number. "
        "Reply START to resubscribe."
    ),
    Keyword.START: (
        "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
        "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
    ),
    Keyword.HELP: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
}


def keyword(body: str) -> Keyword | None:
    """Return what the whole text means to the carrier; "STOP PLEASE" means nothing."""
    return _WORDS.get(body.strip().upper())
