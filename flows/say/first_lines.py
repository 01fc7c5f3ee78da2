"""Every sentence about danger, the number itself, a person, and questions: English beside Spanish.

Those about danger are fixed words that the practice's dentist approves: `chairside wording` prints them, the office file
replaces them.
"""

from __future__ import annotations

FIRST: dict[str, tuple[str, str]] = {
    # danger
    "emergency": (
        "If it's hard to breathe or swallow, you bleed a lot or swell up fast: call 911 or go to an ER now. "
        "I've told the office: {desk}.",
        "Si le cuesta respirar o tragar, sangra mucho o se hincha: llame al 911 o vaya a urgencias ya. "
        "Ya le avisé a la oficina: {desk}.",
    ),
    "tooth_out": (
        "A tooth knocked out can't wait: call {desk} now. If nobody answers, you hit your head or bleed a lot: ER or 911. "
        "I've told the office.",
        "Un diente que se sale por un golpe no puede esperar: llame ya al {desk}. Si nadie contesta, se golpea la cabeza o "
        "sangra mucho: urgencias o 911. La oficina ya sabe.",
    ),
    "crisis": (
        "I'm so sorry it is this hard. Please call or text 988 now, at any hour; in danger, 911. I've asked a person here to "
        "reach you.",
        "Siento mucho que sea tan duro. Llame al 988 (oprima 2) ahora, a toda hora; en peligro, al 911. Una persona de "
        "nuestra oficina le busca.",
    ),
    "any_danger": (
        "I'm sorry it hurts. Any trouble breathing or swallowing, fever, or swelling that spreads? Reply yes or no.",
        "Siento que le duela. ¿Le cuesta respirar o tragar, tiene fiebre, o se le sigue hinchando?",
    ),
    "good_to_know": ("Good to know.", "Me alegra saberlo."),
    "pain_to_a_person": (
        "I've told the front desk, so they can see you soon. {people} If it gets worse, call {desk}.",
        "Ya le avisé a la oficina para que le vean pronto. {people} Si empeora, llame al {desk}.",
    ),
    # the number itself
    "opted_out": (
        "{practice}: you won't get more texts. This does NOT cancel a visit. To change a visit call {desk}. START to rejoin.",
        "{practice}: ya no le mandamos textos. Esto NO anula una visita. Para cambiarla llame al {desk}. START para volver.",
    ),
    "opted_in": ("You'll get texts from us again. How can I help?", "Otra vez le mandamos textos. ¿En qué le ayudo?"),
    "stop_meant": (
        "I hope you're better. Earlier you wrote STOP. For no more texts, reply STOP. To keep them, do nothing.",
        "Espero que siga mejor. Antes puso STOP. Si ya no quiere textos, responda STOP. Si los quiere, no haga nada.",
    ),
    "wrong_number": (
        "Sorry about that. I won't text you about this, and I've asked the office to check the number.",
        "Disculpe. Ya no le escribo sobre esto; la oficina lo va a revisar.",
    ),
    "condolence": (
        "I'm so sorry for your loss. I'll send nothing more, and a person from our office will take care of the rest.",
        "Lo siento mucho, de verdad. Ya no le mando nada; una persona de la oficina se ocupa del resto.",
    ),
    # a person
    "complaint": (
        "I'm sorry, that should not happen. I'm giving this to a person at the front desk. {people}",
        "Disculpe, eso no debe pasar. Se lo paso a una persona de la oficina. {people}",
    ),
    "clinical": (
        "That's for our dental team to answer, so I've passed it on. {people}",
        "Eso lo responde nuestro equipo dental; ya se lo pasé. {people}",
    ),
    "team_told": (
        "I've told our dental team about that.",
        "Ya le avisé de eso a nuestro equipo dental.",
    ),
    "not_by_text": (
        "I can't do that by text, so I'm giving it to the front desk. {people}",
        "Eso no se puede por texto; se lo paso a la oficina. {people}",
    ),
    "ask_the_desk": (
        "I'm passing that question to the front desk. {people}",
        "Le paso esa pregunta a la oficina. {people}",
    ),
    # questions
    "hours": ("We're open {hours}.", "Abrimos {hours}."),
    "closed_then": ("We're closed then. We're open {hours}.", "A esa hora no abrimos. Abrimos {hours}."),
    "closed_that_day": ("We're closed that day.", "Esa fecha no abrimos."),
    "answer": ("{answer}", "{answer}"),
    "takes": ("Plan for about {minutes} minutes.", "Cuente con unos {minutes} minutos."),
    "why_birth_date": (
        "It keeps your visits private: it shows me that it's you. If you'd rather not, call {desk}.",
        "Es por su privacidad: me muestra que es usted. Si no desea darla, llame al {desk}.",
    ),
    "robot": (
        "Yes, I'm a robot, not a person. Reply PERSON for a human.",
        "Exacto, soy un programa: el asistente de la oficina. Responda PERSONA para hablar con alguien.",
    ),
    "this_is": (
        "This is the automated assistant of {practice}.",
        "Soy el asistente de {practice}.",
    ),
    "language": ("Sure, English it is.", "Con gusto, seguimos en español."),
    "only_yours": (
        "I can only help with your own visits here.",
        "Solo le puedo ayudar con sus propias visitas.",
    ),
    "calm": (
        "I'm sorry this is upsetting. Reply PERSON for a person, or call {desk}.",
        "Siento la molestia. Responda PERSONA para hablar con alguien, o llame al {desk}.",
    ),
    "welcome": ("You're welcome!", "¡De nada!"),
    "no_media": (
        "I can only read words, not pictures, recordings or files. Please type it, or reply PERSON.",
        "Solo leo palabras, no fotos, audios ni archivos. Escriba, por favor, o responda PERSONA.",
    ),
}
