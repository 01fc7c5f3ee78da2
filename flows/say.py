"""Every sentence a patient can hear, English beside Spanish.

A flow names a sentence (`say.read_back(patient, opening)`); `render` words it in the patient's language for this practice.
Written for grade 6, one question at a time, and in the carrier's 7-bit alphabet where the language allows: á í ó ú make a
text cost more than twice as much, so Spanish avoids them where good Spanish allows. Never a procedure, a balance, or a
person who was not proven. Never the word CANCEL as an instruction: the carrier takes it for STOP.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from flows.calendar import clock, day_and_time, join, short_times, week_hours
from flows.words import Lang, Opening, Patient, Practice

Field = str | datetime | tuple[Opening, ...]


class Line(Struct, frozen=True):
    """One sentence by its key, with what fills it in."""

    key: str
    fields: dict[str, Field] = {}


LINES: dict[str, tuple[str, str]] = {
    # the one introduction, before the first thing a number ever hears from us
    "introduction": ("{practice}:", "{practice}:"),
    "hello": (
        "Hi! I can book a visit by text. What do you need, and when? Reply PERSON for the front desk.",
        "¡Hola! Puedo agendar su visita por texto. ¿Para qué y cuándo? Responda PERSONA para hablar con alguien.",
    ),
    # identify
    "who_is_it_for": (
        "Who is the visit for? Please send the full name and date of birth, like: Sam Lee, April 12 1991.",
        "¿Para quién es la visita? Mande el nombre completo y la fecha de nacimiento: Sam Lee, 12 abril 1991.",
    ),
    "birth_date": (
        "And the date of birth? Please include the year.",
        "¿Y la fecha de nacimiento? Incluya el año, por favor.",
    ),
    "first_name": ("And the first name, please?", "¿Y el primer nombre, por favor?"),
    "not_found": (
        "I could not match that. Please check the name and date of birth, or reply PERSON for the front desk.",
        "No pude encontrar esos datos. Revise el nombre y la fecha, o responda PERSONA para hablar con alguien.",
    ),
    # book
    "what_for": ("What is the visit for: {reasons}?", "¿Para qué es la visita: {reasons}?"),
    "when_suits": (
        'When would suit you? A day, a time, or "any morning".',
        '¿Cuándo le conviene? Un día, una hora, o "por la tarde".',
    ),
    "no_such_day": ("That day is past, or not on the calendar.", "Ese día ya pasó o no existe."),
    "offer": ("I can offer {times}. Which one?", "Tengo {times}. ¿Cuál prefiere?"),
    "offer_near": (
        "Nothing fits that exactly. The closest: {times}. Which one, or another day?",
        "No hay nada exactamente así. Lo más cercano: {times}. ¿Cuál, u otro día?",
    ),
    "nothing_free": ("I found nothing free around then.", "No hay nada libre en esas fechas."),
    "just_taken": ("Sorry, that time was just taken.", "Lo siento, alguien acaba de tomar esa hora."),
    "not_offered": ("That wasn't one of the times.", "Esa no es una de las opciones."),
    "read_back": ("A visit for {first} on {when}. Shall I book it?", "Una visita para {first}: {when}. ¿La agendo?"),
    "read_back_near": (
        "Nothing fits that exactly. The closest for {first} is {when}. Shall I book it?",
        "No hay nada exactamente así. Lo más cercano para {first}: {when}. ¿La agendo?",
    ),
    "which_one": ("Gladly: which number?", "Con gusto: ¿qué número?"),
    "not_that_one": ("Okay, not that one.", "De acuerdo, esa no."),
    "booked": (
        "You're all set: {first}, {when}. To change it, text here or call {desk}.",
        "Listo: {first}, {when}. Para cambiarla, escriba aquí o llame al {desk}.",
    ),
    "booking_it": ("One moment, I'm booking it.", "Un momento, la estoy agendando."),
    "still_checking": (
        "I'm still checking with the office's system. I'll text you as soon as I know.",
        "Todavía no responde el sistema de la oficina. Le escribo en cuanto sepa.",
    ),
    "could_not_confirm": (
        "I could not confirm that time, so please don't count on it yet. {people}",
        "No pude confirmar esa hora; por favor no cuente con ella todavía. {people}",
    ),
    "withdrawn": (
        "I'm sorry: {first}'s {when} was already given to someone else, so that visit is off.",
        "Disculpe: la hora de {first}, {when}, ya era de otra persona; esa visita no va.",
    ),
    "looked_again": ("It's been a while, so I looked again.", "Ya pasó un rato, así que volví a mirar."),
    # the office does not answer
    "one_moment": ("One moment, I'm looking.", "Un momento, estoy buscando."),
    "office_away": (
        "Our schedule isn't answering right now. Nothing is booked. {people}",
        "Nuestra agenda no responde en este momento. No hay nada agendado. {people}",
    ),
    # a person
    "handing_over": ("I'm passing this to the front desk. {people}", "Le paso esto a una persona. {people}"),
    "starting_again": (
        "I lost my notes, sorry, so let's start again: what do you need, and when? "
        "If I was booking a visit, call {desk} to check it.",
        "Disculpe, perdí mis notas. Empecemos de nuevo: ¿qué necesita y cuándo? "
        "Si le estaba agendando una visita, llame al {desk}.",
    ),
    "not_by_text_yet": (
        "I can't change a visit by text yet, so I'm passing this to the front desk. {people}",
        "Todavía no puedo cambiar visitas por texto; se lo paso a una persona. {people}",
    ),
    "back_again": (
        "This is the automated assistant again. What can I do for you?",
        "Le atiende otra vez el asistente. ¿En qué le ayudo?",
    ),
    "emergency": (
        "Trouble breathing or swallowing, heavy bleeding or fast swelling: call 911 now. "
        "I've alerted the office. You can also call {desk}.",
        "Si le cuesta respirar o tragar, sangra mucho o se hincha: llame al 911 ahora. Ya avisé al consultorio. Tel. {desk}.",
    ),
    # the number itself
    "opted_out": (
        "{practice}: you won't get more texts. This does NOT cancel a visit. To change a visit call {desk}. START to rejoin.",
        "{practice}: no recibirá más textos. Esto NO anula una visita. Para cambiarla llame al {desk}. START para volver.",
    ),
    "opted_in": ("You'll get texts from us again. How can I help?", "Volverá a recibir textos. ¿En qué le ayudo?"),
    "wrong_number": (
        "Sorry about that. I won't text you about this, and I've asked the office to check the number.",
        "Disculpe. No le escribiré sobre esto; pedí a la oficina que revise el número.",
    ),
    # anything else
    "hours": ("We're open {hours}.", "Abrimos {hours}."),
    "welcome": ("You're welcome!", "¡De nada!"),
    "robot": (
        "Yes, I'm the automated assistant. Reply PERSON for a human.",
        "Sí, soy el asistente automático. Responda PERSONA para hablar con alguien.",
    ),
    "dropped": ("Okay, I've dropped that. Nothing was booked.", "De acuerdo, lo dejo. No se agendó nada."),
    "sorry": ("Sorry, I didn't get that.", "Perdón, no entendí."),
    "no_media": (
        "I can't open pictures or recordings. Please type it, or reply PERSON.",
        "No puedo abrir fotos ni audios. Escriba, por favor, o responda PERSONA.",
    ),
}


def render(line: Line, lang: Lang, practice: Practice, at: datetime) -> str:
    """Word a line for this practice, in this language, as of this instant (for "we open at ...")."""
    english, spanish = LINES[line.key]
    fields = {name: _worded(value, lang) for name, value in line.fields.items()}
    text = (spanish if lang == "es" else english).format_map(fields | _of_the_practice(practice, lang, at))
    return text.replace("m..", "m.")  # "2:30 p. m." may end a sentence


def _worded(value: Field, lang: Lang) -> str:
    match value:
        case datetime():
            return day_and_time(value, lang)
        case tuple():
            return short_times([o.start for o in value], lang)
        case _:
            return value


def _of_the_practice(practice: Practice, lang: Lang, at: datetime) -> dict[str, str]:
    reasons = [(r.says.get(lang) or (r.name,))[0] for r in practice.reasons if r.existing_patient is not None]
    return {
        "practice": practice.name,
        "desk": _spoken_phone(practice.front_desk_number),
        "reasons": join(reasons, "o" if lang == "es" else "or"),
        "hours": week_hours(practice, lang),
        "people": people_answer(practice, lang, at),
    }


def people_answer(practice: Practice, lang: Lang, at: datetime) -> str:
    """Say when a person will truly answer: now if the practice is open, else after it next opens."""
    local = at.astimezone(practice.zone)
    opens = next_open(practice, local)
    if opens is None or opens <= local:
        return "Le escriben pronto." if lang == "es" else "Someone will text you here soon."
    when = clock(opens, lang) if opens.date() == local.date() else day_and_time(opens, lang)
    return f"Abrimos: {when}; le escriben entonces." if lang == "es" else f"We open {when}; someone will text you then."


def next_open(practice: Practice, local: datetime) -> datetime | None:
    """Return `local` itself while the practice is open, else when it next opens; None if its hours are not known."""
    for days in range(15):
        day = (local + timedelta(days=days)).date()
        for opens, closes in practice.spans(day):
            start, end = (datetime.combine(day, t, practice.zone) for t in (opens, closes))
            if local < end:
                return max(start, local)
    return None


def _spoken_phone(number: str) -> str:
    digits = number.removeprefix("+1")
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 10 and number.startswith("+1") else number


# --- the sentences with something to fill in, and their keys ---------------------------------------------------------


def introduction() -> Line:
    return Line("introduction")


def offer(openings: Sequence[Opening], *, near: bool) -> Line:
    return Line("offer_near" if near else "offer", {"times": tuple(openings)})


def read_back(patient: Patient, opening: Opening, *, near: bool) -> Line:
    return Line("read_back_near" if near else "read_back", {"first": patient.first_name, "when": opening.start})


def booked(patient: Patient, opening: Opening) -> Line:
    return Line("booked", {"first": patient.first_name, "when": opening.start})


def withdrawn(patient: Patient, opening: Opening) -> Line:
    return Line("withdrawn", {"first": patient.first_name, "when": opening.start})


def commlog_booked(opening: Opening) -> str:
    """The line for the chart: staff read it, in English."""
    return f"Patient booked by text: {day_and_time(opening.start, 'en')}."


def who_is_it_for() -> Line:
    return Line("who_is_it_for")


def birth_date() -> Line:
    return Line("birth_date")


def first_name() -> Line:
    return Line("first_name")


def not_found() -> Line:
    return Line("not_found")


def what_for() -> Line:
    return Line("what_for")


def when_suits() -> Line:
    return Line("when_suits")


def no_such_day() -> Line:
    return Line("no_such_day")


def nothing_free() -> Line:
    return Line("nothing_free")


def just_taken() -> Line:
    return Line("just_taken")


def not_that_one() -> Line:
    return Line("not_that_one")


def could_not_confirm() -> Line:
    return Line("could_not_confirm")


def starting_again() -> Line:
    """To whoever answers a question that was lost with the store."""
    return Line("starting_again")


def handing_over() -> Line:
    return Line("handing_over")
