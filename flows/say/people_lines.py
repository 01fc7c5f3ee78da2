"""Every sentence about who somebody is: new patients, children, households. English beside Spanish."""

from __future__ import annotations

from flows.words import Lang, Mention

# What is agreed to with the yes to a first visit, and noted in the chart word for word.
CONSENT = ("We'll text you here about it; STOP ends texts.", "Le mandamos avisos a este celular; STOP los detiene.")

PEOPLE: dict[str, tuple[str, str]] = {
    # whom it is for
    "who_is_it_for_me": (
        "Please send your full name and date of birth, like: Sam Lee, April 12 1991.",
        "Mande su nombre completo y fecha de nacimiento, por favor: Sam Lee, 12 abril 1991.",
    ),
    "who_is_it_for_them": (
        "For {whom}, please send the full name and date of birth, like: Sam Lee, April 12 1991.",
        "Para {whom}, mande el nombre completo y la fecha de nacimiento: Sam Lee, 12 abril 1991.",
    ),
    "who_goes_first": (
        "Gladly, one after the other. Who goes first? "
        "Please send the full name and date of birth, like: Sam Lee, April 12 1991.",
        "Con gusto, uno por uno. ¿Quién va primero? Mande el nombre completo y la fecha de nacimiento: Sam Lee, 12 abril 1991.",
    ),
    "in_turn": ("Gladly, one after the other.", "Con gusto, uno por uno."),
    "who_is_next": (
        "Who is next? Please send the full name and date of birth, or say no if that's all.",
        "¿Quién sigue? Mande el nombre completo y la fecha de nacimiento, o diga no si es todo.",
    ),
    "dropped_the_rest": (
        "Okay, I've dropped that. What is booked stays booked.",
        "De acuerdo, lo dejo. Lo que ya se ha agendado sigue igual.",
    ),
    "that_is_all": ("Okay, that's all then.", "De acuerdo, eso es todo."),
    "birth_year": ("And the year of birth?", "¿Y el año de nacimiento?"),
    # somebody new
    "who_is_new": (
        "Welcome! Please send your full name and date of birth, like: Sam Lee, April 12 1991.",
        "¡Con mucho gusto! Mande su nombre completo y fecha de nacimiento: Sam Lee, 12 abril 1991.",
    ),
    "who_is_new_them": (
        "Gladly! For {whom}, please send the full name and date of birth, like: Sam Lee, April 12 1991.",
        "¡Con gusto! Para {whom}, mande el nombre completo y la fecha de nacimiento: Sam Lee, 12 abril 1991.",
    ),
    "last_name": ("And {first}'s full last name, please?", "¿Y el apellido completo de {first}, por favor?"),
    "understood": (
        "{first}, born {born}: noted. If that is wrong, just send it again.",
        "Anotado: {first}, fecha de nacimiento {born}. Si hay un error, mande el dato de nuevo.",
    ),
    "what_for_new": ("What is the visit for: {new_reasons}?", "¿Para qué es la visita: {new_reasons}?"),
    "first_read_back": (
        f"A first visit for {{first}} on {{when}}. {CONSENT[0]} Shall I book it?",
        f"Primera visita para {{first}}: {{when}}. {CONSENT[1]} ¿La agendo?",
    ),
    "first_read_back_near": (
        f"Nothing fits that exactly. The closest first visit for {{first}} is {{when}}. {CONSENT[0]} Shall I book it?",
        f"No hay nada exactamente así. Lo más cercano para {{first}}: {{when}}. {CONSENT[1]} ¿La agendo?",
    ),
    "desk_confirms": (
        "Thank you, {first}! The desk will confirm that time here, so don't count on it yet. {people}",
        "¡Gracias, {first}! La oficina le confirma esa hora por este medio; por favor no cuente con ella por ahora. {people}",
    ),
    # children
    "guardian": (
        "Because {first} is under {of_age}, a parent or guardian signs up too. Your own full name and date of birth, please?",
        "Como {first} es menor de {of_age}, también se registra padre, madre o tutor. "
        "¿Su nombre completo y fecha de nacimiento?",
    ),
    "desk_signs_up": (
        "Thank you! The front desk will gladly sign you up together. {people}",
        "¡Gracias! La oficina les ayuda con gusto a registrarse juntos. {people}",
    ),
    "minor": (
        "Good that you wrote! Under {of_age}, a parent or guardian books with you. The front desk will gladly help. {people}",
        "¡Qué bueno que escribe! Antes de los {of_age}, padre, madre o tutor agenda con usted. La oficina les ayuda. {people}",
    ),
}

WHOM: dict[Mention, dict[Lang, str]] = {
    Mention.SON: {"en": "your son", "es": "su hijo"},
    Mention.DAUGHTER: {"en": "your daughter", "es": "su hija"},
    Mention.CHILD: {"en": "your child", "es": "su hijo o hija"},
    Mention.CHILDREN: {"en": "your child", "es": "su hijo o hija"},
    Mention.PARTNER: {"en": "your partner", "es": "su pareja"},
    Mention.PARENT: {"en": "your parent", "es": "su padre o madre"},
}
