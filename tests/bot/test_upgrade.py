"""A conversation that an earlier release began is ended by this one, whatever line it is taken over at: guarantees.md F23.

The transcripts of each of the last two releases are its traces, with its own session before every line. What is done (booked,
handed over, opted out) must be what that release did; a difference that is meant stands here with its reason.
"""

import pytest

from tests.bot.releases import traces

RELEASES = sorted(path.parent.name for path in traces.HERE.glob(f"*/{traces.NAME}"))[-2:]
TRACES = {f"{release}/{name}": one for release in RELEASES for name, one in traces.read(release).items()}
MEANT = {
    "0.1.0/book/changes_her_mind": "a bare weekday, said of an offer for a day, is that day of the same week",
    "0.1.0/book/spanish": "whoever writes in Spanish has it noted in the chart",
    "0.1.0/book/spanish_changes_the_day": "whoever writes in Spanish has it noted in the chart",
    "0.1.0/book/spanish_in_one_text": "whoever writes in Spanish has it noted in the chart",
    "0.1.0/numbers/stop_in_plain_words": "an ok to the last word of an opt-out calls nobody",
    "0.1.0/numbers/wrong_number_while_booking": "a visit that was booked all the same has its line in the chart",
    "0.1.0/office/away": "an office that is away is waited for: no reason for a person",
    "0.1.0/people/not_yet": "a visit can be moved by text now",
    "0.1.0/people/questions": "a question that a person must answer has a kind of card of its own",
}


def differences(trace):
    page, sessions = trace["page"], trace["sessions"]
    both = [(traces.then(page, at), traces.now(page, session, at)) for at, session in enumerate(sessions)]
    return [(at, then, now) for at, (then, now) in enumerate(both) if then != now]


@pytest.mark.parametrize("name", [name for name in TRACES if name not in MEANT])
def test_a_conversation_is_taken_over_at_any_line_and_ends_as_it_would_have(name):
    assert differences(TRACES[name]) == []


@pytest.mark.parametrize("name", MEANT)
def test_what_is_meant_to_differ_does(name):
    """Nothing may stay excused that no longer needs to be."""
    assert differences(TRACES[name])


def test_the_traces_are_of_conversations_in_the_middle_of_something():
    sessions = [session for one in TRACES.values() for session in one["sessions"]]
    assert sum("flows" in session for session in sessions) > 50
    assert any("out" in session for session in sessions)
