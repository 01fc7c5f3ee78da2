"""Every sentence a patient can hear, by its key: English beside Spanish."""

from __future__ import annotations

from flows.say.first_lines import FIRST
from flows.say.people_lines import PEOPLE

LINES: dict[str, tuple[str, str]] = {
    # the one introduction, before the first thing a number ever hears from us
    "introduction": ("{practice}:", "{practice}:"),
    "hello": (
        "Hi! I can book a visit by text. What do you need, and when? Reply PERSON for the front desk.",
        "¡Hola! Puedo agendar su visita por texto. ¿Qué necesita, y para qué fecha? Responda PERSONA para hablar con alguien.",
    ),
    "i_can": (
        "I can book a visit by text. What do you need, and when? Reply PERSON for the front desk.",
        "Puedo agendar su visita por texto. ¿Qué necesita, y para qué fecha? Responda PERSONA para hablar con alguien.",
    ),
    "what_then": ("Thank you! What do you need, and when?", "¡Gracias! ¿Qué necesita, y para qué fecha?"),
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
        "I could not match that. Please check the name and date of birth. New here? Reply NEW. Or PERSON for the front desk.",
        "No pude encontrar esos datos. Revise el nombre y la fecha. ¿Primera vez? Responda NUEVO. "
        "O PERSONA para hablar con alguien.",
    ),
    # book
    "what_for": ("What is the visit for: {reasons}?", "¿Para qué es la visita: {reasons}?"),
    "when_suits": (
        'When would suit you? A day, a time, or "any morning".',
        '¿Qué fecha u hora le conviene? Por ejemplo: "jueves por la tarde".',
    ),
    "no_such_day": ("That day is past, or not on the calendar.", "Esa fecha no existe, o ya es pasada."),
    "offer": ("I can offer {times}. Which one?", "Tengo {times}. ¿Qué hora prefiere?"),
    "offer_near": (
        "Nothing fits that exactly. The closest: {times}. Which one, or another day?",
        "Justo eso no lo tengo. Lo que queda cerca: {times}. ¿Qué hora prefiere, u otra fecha?",
    ),
    "nothing_free": ("I found nothing free around then.", "No hay nada libre en esas fechas."),
    "just_taken": ("Sorry, that time was just taken.", "Lo siento, alguien acaba de tomar esa hora."),
    "has_one_then": ("{first} already has a visit then: {when}.", "{first} ya tiene una visita a esa hora: {when}."),
    "not_open_for": ("That time won't work for {first} after all.", "Esa hora al final no se puede para {first}."),
    "not_offered": ("That wasn't one of the times.", "Esa no es una de las opciones."),
    "read_back": ("A visit for {first} on {when}. Shall I book it?", "Una visita para {first}: {when}. ¿La agendo?"),
    "read_back_near": (
        "Nothing fits that exactly. The closest for {first} is {when}. Shall I book it?",
        "Justo eso no lo tengo. Lo que queda cerca para {first}: {when}. ¿La agendo?",
    ),
    "which_one": ("Gladly! Please reply with its number.", "Con gusto: ¿qué hora de esas?"),
    "not_that_one": ("Okay, not that one.", "De acuerdo, esa no."),
    "booked": (
        "You're all set: {first}, {when}. To change it, text here or call {desk}.",
        "Listo: {first}, {when}. Para cambiarla, mande un texto o llame al {desk}.",
    ),
    "booking_it": ("One moment, I'm booking it.", "Un momento, la estoy agendando."),
    "still_checking": (
        "I'm still checking with the office's system. I'll text you as soon as I know.",
        "El sistema de la oficina no responde por ahora. Le escribo en cuanto sepa.",
    ),
    "could_not_confirm": (
        "I could not confirm that time, so please don't count on it yet. {people}",
        "No pude confirmar esa hora; por favor no cuente con ella por ahora. {people}",
    ),
    "withdrawn": (
        "I'm sorry: {first}'s {when} was already given to someone else, so that visit is off.",
        "Disculpe: la hora de {first}, {when}, ya era de otra persona; esa visita no va.",
    ),
    "came_free": ("An earlier time came free.", "Se acaba de liberar una hora antes."),
    "looked_again": ("It's been a while, so I looked again.", "Ha pasado un rato, por eso acabo de mirar otra vez."),
    # visits that stand
    "visits": ("In our book: {visits}. To change a visit, text here.", "En la agenda: {visits}. Para cambiar, mande un texto."),
    "no_visits": ("I see no visit coming up.", "No veo ninguna visita en la agenda."),
    "no_longer_there": ("That visit is not coming up any more.", "Esa visita ya no sigue en la agenda."),
    "to_book": ("To book one, tell me what it is for and when.", "Para agendar una, diga para qué y qué fecha."),
    "which_visit": ("Which visit: {choices}?", "¿Qué visita: {choices}?"),
    "will_you_come": (
        "You have a visit: {visits}. Reply C to confirm, R to change it.",
        "Tiene una visita: {visits}. Responda C para confirmar, R para cambiarla.",
    ),
    "will_all_come": (
        "You have visits: {visits}. Reply C to confirm all, R to change one.",
        "Tienen visitas: {visits}. Responda C para confirmar todas, R para cambiar una.",
    ),
    "now_it_is": (
        "That was about an earlier time. Now it is: {visits}. Reply C to keep it, R to change it.",
        "Eso era sobre otra hora. Ahora es: {visits}. Responda C para dejarla, R para cambiarla.",
    ),
    "it_is": (
        "It is {when}. Reply C to keep it, R to change it, or PERSON if you know nothing of it.",
        "Es {when}. Responda C para dejarla, R para cambiarla, o PERSONA si no sabe de ella.",
    ),
    "c_to_confirm": ("To confirm it, reply C.", "Para confirmarla, responda C."),
    "no_rush": (
        "No rush, thanks for telling me. Text C when you're sure, or R for another time.",
        "Sin prisa, gracias por avisar. Mande C cuando lo sepa, o R para otra hora.",
    ),
    "confirmed_already": (
        "Thanks, we have you down: {visits}. See you then!",
        "Gracias, ya la tenemos confirmada: {visits}. ¡Hasta entonces!",
    ),
    "confirmed": ("Thank you, confirmed: {visits}. See you then!", "Gracias, confirmado: {visits}. ¡Hasta entonces!"),
    "kept": ("Okay, it stays as it is: {visits}.", "De acuerdo, queda igual: {visits}."),
    "another_time_instead": (
        "About {visits}: shall I 1) find another time, or 2) take it off the book?",
        "Sobre {visits}: ¿1) busco otra hora, o 2) la quito de la agenda?",
    ),
    "another_time_instead_fee": (
        "About {visits}: this late, taking it off the book has a fee. Shall I 1) find another time, or 2) take it off?",
        "Sobre {visits}: ya tan cerca, quitarla tiene un cargo. ¿1) busco otra hora, o 2) la quito?",
    ),
    "broken": (
        "Done, it's off the book: {visits}. To take it back or find a new time, text here.",
        "Listo, ya no queda en la agenda: {visits}. Para retomarla u otra hora, mande un texto.",
    ),
    "when_is_better": (
        'It stays {visits} until you choose. What works better? A day, a time, or "any morning".',
        'Queda {visits} hasta que elija. ¿Qué fecha u hora le conviene? Por ejemplo: "jueves por la tarde".',
    ),
    "move_read_back": (
        "Move {first} from {old} to {when}?",
        "¿Paso la visita de {first}, {old}, a {when}?",
    ),
    "move_read_back_near": (
        "Nothing fits that exactly. Move {first} from {old} to {when}?",
        "Justo eso no lo tengo. ¿Paso la visita de {first}, {old}, a {when}?",
    ),
    "restore_read_back": ("That time is still free. Put it back: {visits}?", "Esa hora sigue libre. ¿La retomo: {visits}?"),
    "restore_read_back_near": ("Shall I put {first} on {when} instead?", "¿Pongo a {first} el {when} entonces?"),
    "moved": (
        "Moved: {first}, {when}. To change it, text here or call {desk}.",
        "Listo, cambiada: {first}, {when}. Para cambiarla, mande un texto o llame al {desk}.",
    ),
    "restored": ("It's back on the book: {visits}.", "Vuelve a estar en la agenda: {visits}."),
    "on_asap_list": (
        "You're on the list for an earlier time. Your visit stays: {visits}.",
        "Le puse en la lista para una hora antes. Su visita sigue: {visits}.",
    ),
    "off_asap_list": (
        "You're off that list. Your visit stays: {visits}.",
        "Le quité de la lista. Su visita sigue: {visits}.",
    ),
    "on_asap_list_for": (
        "You're on the list for an earlier time: {wish}. Your visit stays: {visits}.",
        "Le puse en la lista para una hora antes: {wish}. Su visita sigue: {visits}.",
    ),
    "list_for_sooner": (
        "Shall I put you on the list in case a sooner time opens?",
        "¿Le pongo en la lista por si se libera una hora antes?",
    ),
    # on the day
    "late_fits": (
        "Thanks for telling us. That still works, and the front desk knows. Get here safely!",
        "Gracias por avisar. Se puede, y la oficina ya lo sabe. ¡Venga con calma!",
    ),
    "late_is_tight": (
        "Thanks for telling us. That gets tight, so the front desk may have to shorten or move it. Get here safely!",
        "Gracias por avisar. Queda justo: la oficina ve si hay que acortarla o cambiarla. ¡Venga con calma!",
    ),
    "told_the_desk": (
        "Thanks for telling us. I've let the front desk know.",
        "Gracias por avisar. Ya se lo dije a la oficina.",
    ),
    "here": (
        "Thanks, the front desk knows you're here. Please come in, or wait where you are if you'd rather.",
        "Gracias, la oficina sabe que ya llega. Pase, o espere donde prefiera.",
    ),
    "desk_moves_it": (
        "That visit can only be changed by the front desk, so I'm passing this on. {people}",
        "Esa visita solo la cambia la oficina; se lo paso a una persona. {people}",
    ),
    "changed_meanwhile": (
        "The office changed that visit meanwhile, so I left it alone.",
        "Mientras tanto la oficina hizo un cambio en esa visita; la dejo como queda.",
    ),
    "could_not_change": (
        "I could not get that through to the office's system, so please don't count on it yet. {people}",
        "No pude hacer ese cambio en el sistema; por favor no cuente con eso por ahora. {people}",
    ),
    "chart_made": ("You're registered with us.", "Ya tiene su registro con nosotros."),
    "doing_it": ("One moment, I'm doing that.", "Un momento, ya lo hago."),
    # the office does not answer
    "one_moment": ("One moment, I'm looking.", "Un momento, estoy buscando."),
    "away_for_now": (
        "Our schedule isn't answering right now, so this isn't done yet. I'll text you here as soon as it does.",
        "Nuestra agenda no responde en este momento. Esto queda pendiente; le escribo en cuanto responda.",
    ),
    "office_away": (
        "Our schedule isn't answering right now. Nothing is booked. {people}",
        "Nuestra agenda no responde en este momento. No hay nada agendado. {people}",
    ),
    # a person
    "handing_over": ("I'm passing this to the front desk. {people}", "Le paso esto a una persona. {people}"),
    "nobody_yet": (
        "Nobody at the front desk was free yet; they have been told again. If it can't wait, please call {desk}.",
        "Nadie en la oficina ha quedado libre; ya les di aviso otra vez. Si no puede esperar, llame al {desk}.",
    ),
    "starting_again": (
        "I lost my notes, sorry, so let's start again: what do you need, and when? "
        "If I was booking a visit, call {desk} to check it.",
        "Disculpe, se me borraron las notas. Empecemos de nuevo: ¿qué necesita, y para qué fecha? "
        "Si le estaba agendando una visita, llame al {desk}.",
    ),
    "back_again": (
        "This is the automated assistant again. What can I do for you?",
        "Le atiende otra vez el asistente. ¿En qué le ayudo?",
    ),
    # anything else
    "okay": ("Okay! Text here any time.", "¡De acuerdo! Escriba cuando quiera."),
    "dropped": ("Okay, I've dropped that. Nothing was booked.", "De acuerdo, lo dejo. De eso no hay nada agendado."),
    "sorry": ("Sorry, I didn't get that.", "Disculpe, no le entiendo."),
    "crossed": ("Our texts just crossed, so I'll ask once more.", "Se cruzan nuestros mensajes; pregunto otra vez."),
    **FIRST,
    **PEOPLE,
}
