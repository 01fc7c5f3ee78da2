"""Who texts the office, and what they say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chart:
    """A patient of Maple Street, as they would say it themselves."""

    number: int
    first: str
    name: str
    born: str
    phone: str
    lang: str = "en"


CHARTS = (
    Chart(1, "Ana", "Ana Silva", "5/1/1980", "+15035550101"),
    Chart(3, "Marisol", "Marisol Reyes", "19 de agosto de 1976", "+15035550102", "es"),
    Chart(6, "Grace", "Grace Whitfield", "2/3/88", "+15035550103"),
    Chart(12, "Jordan", "Jordan Kim", "April 12 1991", "+15035550106"),
    Chart(14, "Priya", "Priya Patel", "9/15/1983", "+15035550108"),
    Chart(17, "Erik", "Erik Larsen", "6/5/1972", "+15035550109"),
    Chart(18, "Ama", "Amara Okoye", "12/11/95", "+15035550111"),
    Chart(19, "Linh", "Linh Nguyen", "Oct 2 1986", "+15035550112"),
    Chart(25, "Sofia", "Sofia Garcia", "21 de julio de 1992", "+15035550116", "es"),
    Chart(31, "Rachel", "Rachel Cohen", "9/9/1967", "+19715550102"),
    Chart(32, "Lou", "Lou Baker", "2/28/1999", "+19715550103"),
    Chart(35, "Carmen", "Carmen Alvarez", "24 de junio de 1958", "+19715550106", "es"),
    Chart(39, "Teresa", "Teresa Young", "3/12/1963", "+19715550108"),
    Chart(40, "Simone", "Simone Price", "10/10/1996", "+19715550109"),
)


# People who have no chart yet. It is made for them; its number nobody knows before.
NEWCOMERS = (
    Chart(0, "Ivy", "Ivy Tanaka", "3/4/1990", "+15035550171"),
    Chart(0, "Omar", "Omar Haddad", "11/20/1984", "+15035550172"),
    Chart(0, "Paula", "Paula Rojas", "7 de mayo de 1979", "+15035550173", "es"),
)

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "opening": ("hi", "I need a cleaning", "cleaning please", "can I book a cleaning?", "hello, my tooth hurts"),
        "reason": ("cleaning", "a cleaning please", "toothache"),
        "when": ("any time", "tomorrow morning", "any morning next week", "thursday after 2", "friday", "next week", "any day"),
        "other": ("wait, friday instead?", "how about next week?", "any afternoon next week", "thursday please"),
        "yes": ("yes", "yes please", "Yes", "yep", "sure"),
        "no": ("no",),
        "pick": ("{n}", "{n}", "{n}", "the {nth} one", "number {n}"),
        "nth": ("first", "second", "third"),
        "mumble": ("hmm", "blorp", "???", "lol ok whatever you think"),
        "hours": ("what are your hours?", "when are you open?"),
        "person": ("can I talk to a person", "PERSON"),
        "stop": ("STOP", "Stop", "please stop texting me", "STOP"),
        "drop": ("never mind",),
        "again": ("hello?", "are you there?", "I need a cleaning"),
        "thanks": ("thanks!", "thank you"),
        "emergency": ("my face is swelling and I can't breathe",),
        "later": ("2", "yes", "I need another visit, toothache, any time", "thanks"),
        "move": ("I need to move my visit", "can we reschedule my appointment?", "R"),
        "cancel": ("please cancel my appointment", "I can't make my visit"),
        "confirm": ("I'd like to confirm my appointment",),
        "asap": ("put me on the list if something earlier opens", "text me if you get a cancellation"),
        "new here": ("NEW", "new", "I'm new"),
        "new": ("I'm a new patient, cleaning please", "new patient here, I need a cleaning"),
        "coming": ("C", "C", "yes", "c", "R", "I need to cancel", "cancel it", "what visit?", "no"),
        "instead": ("2", "2", "take it off", "1", "cancel it"),
        "after": (
            "uncancel that please",
            "thanks",
            "can we move my visit?",
            "cancel my appointment",
            "when is my appointment?",
        ),
    },
    "es": {
        "opening": ("hola", "necesito una limpieza", "quiero una cita para limpieza", "dolor de muela"),
        "reason": ("limpieza", "dolor de muela"),
        "when": ("cualquier día", "mañana por la mañana", "la próxima semana", "el jueves por la tarde", "el viernes"),
        "other": ("mejor el viernes", "la próxima semana por la tarde", "el jueves"),
        "yes": ("sí", "si", "sí, por favor"),
        "no": ("no",),
        "pick": ("{n}", "{n}", "el {n}"),
        "nth": ("primero", "segundo", "tercero"),
        "mumble": ("eh", "blorp", "???"),
        "hours": ("¿cuál es el horario?",),
        "person": ("quiero hablar con una persona",),
        "stop": ("STOP", "ya no me manden mensajes", "STOP"),
        "drop": ("olvídelo",),
        "again": ("¿hola?", "necesito una limpieza"),
        "thanks": ("gracias",),
        "emergency": ("no puedo respirar y se me hincha la cara",),
        "later": ("2", "sí", "necesito otra cita, limpieza, cualquier día", "gracias"),
        "move": ("quiero cambiar mi cita", "necesito mover mi cita"),
        "cancel": ("quiero cancelar mi cita", "no puedo ir a mi cita"),
        "confirm": ("quiero confirmar mi cita",),
        "asap": ("¿me avisa si hay algo antes?", "póngame en la lista por si hay algo antes"),
        "new here": ("NUEVO", "nueva"),
        "new": ("soy paciente nueva, limpieza por favor",),
        "coming": ("C", "sí", "R", "quiero cancelar"),
        "instead": ("2", "2", "quítela", "1"),
        "after": ("gracias", "quiero cambiar mi cita", "quiero cancelar mi cita", "¿cuándo es mi cita?"),
    },
}
