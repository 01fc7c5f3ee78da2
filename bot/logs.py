"""Logs an operator can read, with nothing of a patient's in them.

What is logged is chosen word by word where it is logged: ids, kinds, states, the type of an error and its place. This is the
second fence. A field that is not named here is dropped. Ids, places and counts must have the form of one. In every other value,
a word that is not one of ours (`WORDS`) is blotted out: a name, a number, a key, a patient's own words. So whoever logs a new
sentence adds its words here, and a test says so. An exception gives its type and its place, never its text, wherever it falls.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator, MutableMapping
from http import HTTPStatus
from types import TracebackType
from typing import TextIO

import structlog

Event = MutableMapping[str, object]

WORDS = frozenset(
    """
a account account_inactive address advanced again ahead all alone already and another answer api app app_uninstalled application
appointment appointments are as asap asgi aside ask asked attack attempting away back be began begins bind body book break
breaker but campaign cannot cap cards carrier chair chairside channel_not_found channels chat check comm commands commlog
commlogs confirm consent content could create critical daily debug definitions dental disabled disk do doctor does done drawn
due else elsewhere end errno error exception exiting failed fatal_error fate fenced filters for free from full fx get goes gone
groups has histappointments history hour im in info internal_error invalid_arguments invalid_auth invalid_blocks is is_archived
it its journal key kind know lacks large late list longer lost many message_not_found messages method missing_scope
msg_too_long must n needs neither never no no_text nobody nor not not_allowed_token_type not_authed not_in_channel note of
offers office old on one open opendental_url or our ours over overlaps page patients person planned poisoned post practice
preferences put reached reactions read readall ready records refed refeed refused refuses registered request_timeout
restricted_action retrieved role row run scheduleplanned sealed see sent service_unavailable set setup shape sid signature
simple slack slack_api_url slots slotswebsched slow socket somebody stand started startup still stop stopped store stray stuck
success sure sweep swept take taken task text texts that the then they this thread_not_found time to token_expired
token_revoked tokens_revoked too toolarge ts twice twilio_account_sid twilio_api_url twilio_auth_token unknown update use
user_not_in_channel users v1 visit visits waits wake warning was we web webhook websched were what while who whole window with
without work workspace write yes
""".split()
)
SENTENCES = ("event", "level", "kind", "error", "why", "what", "state", "role")
LONGEST = 300

_STATUSES = frozenset(str(status.value) for status in HTTPStatus)
_PLACE = r"\w+\.py:[0-9]{1,6}"
_SHAPED: dict[str, Callable[[object], bool]] = {
    "conversation": lambda value: isinstance(value, str) and re.fullmatch(r"[0-9a-f]{32,64}", value) is not None,
    "effect": lambda value: isinstance(value, str) and re.fullmatch(r"[0-9a-f]{32,64}", value) is not None,
    "where": lambda value: isinstance(value, str) and re.fullmatch(rf"{_PLACE}( < {_PLACE})*", value, re.ASCII) is not None,
    "status": lambda value: type(value) is int and 100 <= value <= 599,
    "practices": lambda value: type(value) is int and 0 <= value <= 9999,
    "count": lambda value: type(value) is int and 0 <= value <= 9_999_999,
}
FIELDS = frozenset((*SENTENCES, *_SHAPED))
_NUMBER = re.compile(r"\+?\d(?:[\s().,/-]*\d){4,}")
_NOT_PLAIN = re.compile(r"[^\x20-\x7e]+")
_WORD = re.compile(r"\w+", re.ASCII)
BLOT = "…"


def start(*, pretty: bool, stream: TextIO | None = None) -> None:
    """Log JSON lines to standard error, or readable ones for a person at a terminal."""
    stream = stream or sys.stderr
    last = (
        structlog.dev.ConsoleRenderer(colors=stream.isatty())
        if pretty
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[structlog.processors.add_log_level, _fall, _fence, structlog.processors.TimeStamper(fmt="iso"), last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(stream),
    )
    _fence_libraries(stream)


def where(error: BaseException, most: int = 4) -> str:
    """Name the innermost places an exception went through, never a value: "client.py:120 < desk.py:88"."""
    frames = [(t.tb_frame.f_code.co_filename.rsplit("/", 1)[-1], t.tb_lineno) for t in _trace(error.__traceback__)]
    return " < ".join(f"{name}:{line}" for name, line in frames[: -most - 1 : -1])


def plain(text: str) -> str:
    """Return the text with every word that is not one of ours blotted out."""
    numbers = _NUMBER.sub(BLOT, _NOT_PLAIN.sub(" ", text)[:LONGEST])
    return _WORD.sub(lambda word: word[0] if _is_ours(word[0]) else BLOT, numbers)


# --- our own logs ----------------------------------------------------------------------------------------------------


def _fall(_: object, __: str, event: Event) -> Event:
    """An exception handed over to be logged becomes its type and its place."""
    given = event.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else sys.exc_info()[1] if given else None
    if error is not None:
        event.update(error=type(error).__name__, where=where(error))
    return event


def _fence(_: object, __: str, event: Event) -> Event:
    return {name: _allowed(name, value) for name, value in event.items() if name in FIELDS}


def _allowed(name: str, value: object) -> object:
    if name in _SHAPED:
        return value if _SHAPED[name](value) else BLOT
    return plain(value) if isinstance(value, str) else type(value).__name__ if isinstance(value, BaseException) else BLOT


def _is_ours(word: str) -> bool:
    return word.casefold() in WORDS or word in _STATUSES or (word[0].isupper() and word in _error_names())


def _error_names() -> set[str]:
    """The name of an exception says what kind it is; only the names of those that exist are believed."""
    kinds, waiting = set[type[BaseException]](), [BaseException]
    while waiting:
        kind = waiting.pop()
        if kind not in kinds:  # two may have one name: a library's LookupError must not hide what comes below ours
            kinds.add(kind)
            waiting += kind.__subclasses__()
    return {kind.__name__ for kind in kinds}


def _trace(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next


# --- libraries' logs, and what falls through -------------------------------------------------------------------------


class _Bare(logging.Formatter):
    """What a library has to say, through the same fence. Its exceptions and its arguments may hold anything."""

    def format(self, record: logging.LogRecord) -> str:
        said = [record.levelname, record.name, plain(record.getMessage())]
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            said += [type(error).__name__, where(error)]
        return " ".join(said)


def _fence_libraries(stream: TextIO) -> None:
    # Below an error they log requests, URLs and bodies: none of it is ours to keep.
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Bare())
    logging.basicConfig(level=logging.ERROR, handlers=[handler], force=True)
    for noisy in ("httpx", "httpcore", "uvicorn.access"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    for own in ("uvicorn", "uvicorn.error"):  # a server may have brought its own handlers: everything goes through ours
        logger = logging.getLogger(own)
        logger.handlers.clear()
        logger.setLevel(logging.NOTSET)
        logger.propagate = True
    logging.captureWarnings(capture=True)
    sys.excepthook = _fell
    threading.excepthook = lambda args: _fell(args.exc_type, args.exc_value, args.exc_traceback)


def _fell(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """The last word of a process or a thread that dies of an exception."""
    if error is None or isinstance(error, (KeyboardInterrupt, SystemExit)):
        return
    logging.getLogger("chairside").critical("stopped", exc_info=(kind, error, trace))
