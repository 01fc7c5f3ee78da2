"""What the patient said: first what cannot wait, then every answer is learned, then every intent followed."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from flows import known, questions, say, starting
from flows.carrying import carry_on, hand_off, moment
from flows.first import before_anything
from flows.flow import Ask, Do, Move
from flows.household import wished_for_all
from flows.say import Line
from flows.session import AnyFlow, Session, Turn
from flows.which import TOGETHER, OfVisit
from flows.words import Asked, FindOpenings, Heard, Intent, Kind, Mention

SAID_AGAIN = {Intent.REPEAT, Intent.GREETING, Intent.HELP, Intent.BOOK, Intent.VISITS}  # our question is the answer to these
MAX_MISSES = 3  # the third turn in a row we did not understand brings a person
LEFT_FOR = timedelta(days=7)  # a request that nobody came back to for so long is dropped; but for our own ask
STANDS_FOR = timedelta(hours=12)  # how long a number or a yes answers the question it was asked
# An answer so soon after the question was changed may have been meant for the one before: ours may leave a moment late.
CROSSED = timedelta(seconds=5)
MAX_KEPT = 20  # texts kept while a booking is out; the oldest go first


def hear(session: Session, event: Heard) -> Turn:
    """Answer what was said; while a person has the conversation, with silence, and while a booking is out, with patience."""
    if event.lang and event.lang != session.lang:
        session = replace(session, lang=event.lang, spoken=event.lang)
    if first := before_anything(session, event):
        return first
    if session.with_person:
        return Turn(session)
    if session.out:
        said = () if session.told else (moment(session),)
        return Turn(replace(session, kept=(*session.kept, event)[-MAX_KEPT:], told=session.told or "moment"), said)
    if session.told == "away":
        session = replace(session, told="looking")  # who asks while the office is away hears again that it is
    fresh = _forget_stale(known.in_flows(session, event.at), event.said or event.at)
    after = _answer(fresh, event)
    # An old question was left, and the times are read anew: say why they are offered again.
    again = session.asked is not None and fresh.asked is None and any(isinstance(c, FindOpenings) for c in after.commands)
    return after.saying(Line("looked_again")) if again else after


def _forget_stale(session: Session, at: datetime) -> Session:
    """A number or a yes answers the newest question for 12 hours; then the times are read anew."""
    session = known.forgotten(session, at)
    left = bool(session.asked and at - session.asked.at > LEFT_FOR)
    still = tuple(f for f in session.flows if not f.over(at) and not (left and f.aged))
    if still != session.flows:
        session = replace(session, flows=still, asked=None, misses=0)
    if session.asked and at - session.asked.at > STANDS_FOR and any(flow.aged for flow in session.flows):
        fresh = tuple(flow.forget(*flow.aged) for flow in session.flows)
        session = replace(session, flows=fresh, asked=None, misses=0)
    return session


def _answer(session: Session, event: Heard) -> Turn:
    """Learn every answer, then follow every intent; ask at most one question at the end."""
    if Intent.NEVER_MIND in event.intents and session.flows and not _is_an_answer(session, Intent.NEVER_MIND):
        return Turn(_drop(session, event.at), (session.flows[-1].dropped(),))
    if alone := questions.for_a_person(session, event):
        return hand_off(session, *alone)
    if Intent.MINOR in event.intents and Intent.PAIN not in event.intents:
        return hand_off(session, Kind.ASKED, say.minor())
    said = questions.aside(session, event)
    after = _followed(session, questions.plain(session, event), said.lines)
    return replace(after, commands=(*after.commands, *said.cards))


def _followed(session: Session, event: Heard, asides: tuple[Line, ...]) -> Turn:
    begun = starting.wanted(session, event)
    if begun:
        asides = _plain(asides)
    if session.flows:
        return _with_a_request(session, event, begun, asides)
    if begun:
        return carry_on(starting.standing(session, begun, busy=False), event.id, event.at).saying(*asides)
    return _without_a_request(session, event, asides)


def _is_an_answer(session: Session, intent: Intent) -> bool:
    return session.asked is not None and (session.asked.about, intent) in session.flows[-1].means


def _drop(session: Session, at: datetime) -> Session:
    """Drop the talking request; who was proven in it is still who is texting."""
    *below, flow = session.flows
    return replace(known.remembered(session, flow, at), flows=tuple(below), asked=None, left=False, misses=0)


def _without_a_request(session: Session, event: Heard, asides: tuple[Line, ...]) -> Turn:
    if asides:
        return Turn(replace(session, misses=0), asides)
    if event.who is not None:
        who = session.said_who.joined(event.who) if session.said_who else event.who
        session = replace(session, said_who=who, said_who_at=event.at)
        if not event.intents and who.born is None:  # a mere name may be none after all
            return _miss(session, event, Line("what_then"))
        if not event.intents:
            return Turn(replace(session, misses=0), (Line("what_then"),))
    if event.who or {Intent.GREETING, Intent.REPEAT, Intent.HELP} & set(event.intents):  # who it is, but not what for
        us = (Line("this_is"),) if Intent.HELP in event.intents and session.introduced else ()
        return Turn(replace(session, misses=0), (*us, Line("hello")))
    if event.agreed or (event.agreed is False and session.invited) or {Intent.NEVER_MIND, Intent.WAIT} & set(event.intents):
        return Turn(replace(session, misses=0), (Line("okay"),))
    return _miss(session, event, Line("sorry"))


def _with_a_request(session: Session, event: Heard, begun: tuple[AnyFlow, ...], asides: tuple[Line, ...]) -> Turn:
    flow, asked = session.flows[-1], session.asked
    move = flow.next_move()
    uncrossed = _uncrossed(flow, asked, event)
    crossed, event = uncrossed != event, uncrossed
    if not (begun and event.intents):  # "when is my visit again?" does not say that the one we ask about is me
        event = known.meant(session, event)
    learned = known.for_somebody_else(session, flow, event) if not begun else None
    learned = learned or _learned(flow, move, event, asked, others=bool(begun))
    if flow.passing and learned == flow:
        return _followed(replace(session, flows=session.flows[:-1], asked=None), event, asides)
    if asked and learned == flow and not begun and (line := flow.left_open(asked, event)):
        return Turn(replace(session, misses=0), (*asides, line))
    if event.agreed is not None and asked and _is_a_choice(asked) and learned == flow and not begun:
        return _answer_to_an_offer(session, event)
    if asked and _is_bare(asked) and not _answers_it(asked, event) and learned != flow:
        session = replace(session, left=True)
    if learned != flow or begun or isinstance(move, Do):  # a read may be under way, or the times just forgotten as too old
        asides = _plain(asides)
        waiting = wished_for_all(session.flows[:-1], learned, event) if not begun else session.flows[:-1]
        after = replace(session, flows=(*waiting, learned), misses=0)
        busy = learned != flow and isinstance(learned.next_move(), Do)
        stood = starting.standing(after, begun, busy=busy)
        if not busy and len(stood.flows) > len(after.flows) and stood.flows[-1] == learned:  # what begins waits for its turn
            asides = (*asides, Line("in_turn"))
        return carry_on(stood, event.id, event.at).saying(*asides)
    if crossed and asked:
        return _crossed(session, asked, event, asides)
    return _asked_again(session, event, asides)


def _crossed(session: Session, asked: Asked, event: Heard, asides: tuple[Line, ...]) -> Turn:
    """Put the question again to whoever answered the one before it: no fault of theirs. A burst of them is answered once."""
    if asked.crossed and event.said and event.said <= asked.crossed:
        return Turn(session, asides)
    again = carry_on(session, event.id, event.at).saying(*asides, Line("crossed"))
    # A number may answer at once what was put again; a yes settles more, and waits until that can have been read.
    put = asked if asked.yes_no else again.session.asked or asked
    return replace(again, session=replace(again.session, asked=replace(put, crossed=event.at)))


def _plain(asides: tuple[Line, ...]) -> tuple[Line, ...]:
    """ "Thanks! Yes": the yes is what counts. "Can I get in Tuesday? Thanks!": nobody was of help yet."""
    return tuple(line for line in asides if line.key != "welcome")


def _asked_again(session: Session, event: Heard, asides: tuple[Line, ...]) -> Turn:
    """Nothing new was said to the open question: put it again, after an answer, a wish said once more, or as a miss."""
    asked = session.asked
    if event.when is not None and asked and asked.openings and asked.about == "pick":
        if not getattr(session.flows[-1], "openings", None):
            return _miss(session, event, *asides, kind=Kind.NO_OPENING)  # the closest there is was offered, and is not wanted
        return carry_on(session, event.id, event.at).saying(*asides)  # all that are offered fit it
    if any(line.key not in ("closed_then", "closed_that_day") for line in asides) or SAID_AGAIN & set(event.intents):
        return carry_on(replace(session, misses=0), event.id, event.at).saying(*asides)
    if Intent.WAIT in event.intents and not (asked and asked.about == "danger"):
        return Turn(replace(session, misses=0), (Line("okay"),))  # our question stays
    if Intent.UNSURE in event.intents and asked and asked.about in ("pick", "when"):
        return Turn(replace(session, misses=0), (Line("okay"),))  # "let me think"
    if event.not_offered:
        return _miss(session, event, Line("not_offered"))
    # "Ok" to "please send your name", or what we know already, is no answer; but nobody can say that we did not get it.
    plain = event.agreed is True and not (asked and asked.yes_no)
    known_already = (event.reason, event.who, event.when) != (None,) * 3
    return _miss(session, event, *asides, *(() if plain or known_already else (Line("sorry"),)))


def _learned(flow: AnyFlow, move: Move, event: Heard, asked: Asked | None, *, others: bool) -> AnyFlow:
    """Let the talking request learn what was said. What begins `others` is about those, but for the answer to our question."""
    about = asked.about if asked else ""
    meant = _answers(flow, move, event, asked) if asked else {}
    facts = {fact for fact in flow.answers if not others or fact == about}
    if about == "who" or (event.who and event.who.born and not others):  # somebody in full is always meant
        facts.add("who")
    if about in flow.persons:
        facts.discard("who")
    said = {fact: getattr(event, fact) for fact in facts}
    if about == "who" and (unfit := getattr(flow, "unfit", None)) and event.who and (event.who.year or event.who.month_day):
        said["who"] = unfit.joined(event.who)  # "oops, 1980"
    if event.when and isinstance(flow, OfVisit) and TOGETHER & set(event.about):
        said["about"] = (Mention.ALL,)  # "Monday for both"
    if about == "who" and event.about and not (others and event.intents):
        said["about"] = event.about
    learned = flow.learn(said | {fact: value for fact, value in meant.items() if value is None})
    if event.pick is not None and asked and not asked.openings:
        learned = learned.learn({"pick": event.pick})
    if meant and (learned.next_move() == move or about in ("pick", "which")):  # a yes counts only for the question as asked
        learned = learned.learn(meant)
    return learned


def _answers(flow: AnyFlow, move: Move, event: Heard, asked: Asked) -> dict[str, object]:
    """Return the facts that answer the open question."""
    if event.pick is not None and asked.openings:
        return {asked.about: event.pick}
    if event.option is not None and isinstance(move, Ask) and event.option <= len(move.options):
        return {asked.about: move.options[event.option - 1]}
    return flow.answer_to(asked, event)


def _is_a_choice(asked: Asked) -> bool:
    return asked.about == "pick" or bool(asked.options)


def _is_bare(asked: Asked) -> bool:
    """Say whether a bare "2" or "yes" answers it."""
    return bool(asked.openings or asked.options or asked.yes_no)


def _answers_it(asked: Asked, event: Heard) -> bool:
    """Say whether it answers the question as asked. "Actually the second one", at a read-back, leaves that for another."""
    if event.pick and not asked.openings:
        return False
    return (event.pick or event.option or event.agreed) is not None


def _uncrossed(flow: AnyFlow, asked: Asked | None, event: Heard) -> Heard:
    """Leave out a bare answer that was sent before its question could be read, so that it must have meant something else."""
    if asked is None or event.said is None:
        return event
    if event.said > asked.at and not (asked.instead and event.said <= asked.at + CROSSED):
        return event
    intents = tuple(intent for intent in event.intents if (asked.about, intent) not in flow.means)
    return replace(event, intents=intents, pick=None, option=None, agreed=None, not_offered=False)


def _answer_to_an_offer(session: Session, event: Heard) -> Turn:
    """ "None of those" asks for other days; a bare "yes" to several times chooses none of them."""
    if event.agreed:
        return _miss(session, event, Line("which_one"), short=True)
    if session.asked and session.asked.options:
        return _miss(session, event, Line("sorry"))  # "shall I find another time, or take it off?" has no answer in "no"
    *below, flow = session.flows
    return carry_on(replace(session, flows=(*below, flow.forget("when")), misses=0), event.id, event.at).saying(
        say.not_that_one()
    )


def _miss(session: Session, event: Heard, *sorry: Line, short: bool = False, kind: Kind = Kind.LOST) -> Turn:
    """Say that we did not understand and ask again, perhaps in short; the third time in a row, bring a person."""
    if session.misses + 1 >= MAX_MISSES:
        return hand_off(session, kind, say.handing_over())
    missed = replace(session, misses=session.misses + 1)
    if not session.flows:
        return Turn(missed, sorry if sorry and sorry[-1].key in say.INVITING else (*sorry, Line("i_can")))
    return carry_on(missed, event.id, event.at, again=short).saying(*sorry)
