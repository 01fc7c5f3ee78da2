"""Spanish phrases by what they are for. The patterns are those of phrases.py; the words as spelling.py spells them."""

CLASSES = {
    "<cita>": "cita visita consulta limpieza turno hora espacio reservacion",
    "<mi>": "mi la una esta esa mis nuestra su",
    "<gente>": """
        persona humano alguien agente recepcion recepcionista operadora operador secretaria encargado encargada
        gerente doctor doctora dentista
    """,
    "<mensajes>": "mensajes mensaje textos texto msjs sms recordatorios",
    "<bien>": "bien perfecto perfecta excelente genial buenisimo correcto correcta bueno buena",
}

ACTS = {
    "YES": """
        ^si | ^claro | ^correcto | ^exacto | ^perfecto | ^vale | ^dale | ^bueno | ^sale | ^va$ | ^confirmo | ^confirmado | ^ok
        ^okey | ^listo | ^excelente | ^genial | ^simon | ^orale | ^andale | esta <bien> | me parece <bien> | de acuerdo
        por supuesto | claro que si | asi es | si por favor | me sirve | me queda <bien> | me queda perfecto | me conviene
        me funciona | me viene <bien> | agendela | agendala | agendalo | agende esa | reservela | adelante | hagale | esa misma
        me la quedo | como no | desde luego | con gusto | si confirmo | si quiero | si puedo | esa esta <bien> | esta <bien> asi
        todo bien | ^esta bueno | suena bien
    """,
    "SPANISH": """
        no hablo ingles | hablo espanol | habla espanol | hablan espanol | en espanol | no entiendo ingles
    """,
    "IF": """
        si puede | si pueden | si hay | si tiene | si tienen | si es posible | si se puede | si no | si me | si acaso | si gusta
        si esta
    """,
    "NO": """
        ^no | ^no gracias | ninguno | ninguna | no puedo | no me sirve | no me queda | no me conviene | incorrecto | tampoco
        ^nop | no quiero | no esta <bien> | no es correcto | no es eso | ^jamas | ^nunca | mejor no | no por ahora | ahora no
        todavia no | no me gusta | no me funciona | ni una | ^negativo | no lo quiero | no es mi
    """,
    "UNSURE": """
        no se$ | ^no se | no estoy seguro | no estoy segura | ^tal vez | ^quizas | creo que si | dejame ver | dejeme ver
        deje veo | deje reviso | tengo que ver | tengo que checar | a lo mejor | dejeme checar | le aviso | luego le digo
        lo voy a pensar | dejame pensarlo | puede que
    """,
    "DONT_KNOW": """
        no se | no lo se | ni idea | no tengo idea | no recuerdo | no me acuerdo | se me olvido | olvide | quien sabe
        no estoy seguro | no estoy segura
    """,
    "TOLD": """
        no he/ha/hemos/han … en … semanas/meses/mes/anos/ano | no he/ha/hemos ido … en … semanas/meses/mes/anos/ano
        no voy/va/vamos … en … semanas/meses/anos | llame/llamen/llamenme/llameme/contesten/respondan … lo antes posible
        llame/llamen/llamenme/llameme/contesten/respondan … lo mas pronto posible
    """,
    "BOOK": """
        una cita | quiero … cita | quiero cita | agendar | hacer … cita | necesito … cita | necesita … cita | necesitamos … cita
        necesito cita | sacar … cita | reservar | programar | pedir … cita | nueva cita | cita para | cita con | cita por favor
        dame … cita | deme … cita | me da … cita | me puede dar | puedo ir | tiene … espacio | tienen … espacio | hay … espacio
        hay cita | hay citas | tienen citas | tiene citas | quisiera … cita | quisiera … limpieza | quiero … limpieza
        necesito … limpieza | ver al dentista | ver al doctor | ver a la doctora | ir al dentista | me atiendan | me atienden
        paciente nuevo | paciente nueva | soy nuevo | soy nueva | apartar | quiero ir | disponibilidad | quiero ver
    """,
    "MOVE": """
        cambiar … cita | cambiar mi | cambiar la | cambiarla | cambiarme | cambiar de dia | cambiar de hora | cambio de cita
        mover … cita | mover mi | moverla | mover la | reprogramar | reagendar | posponer | me la cambia | me la cambian
        me la mueve | me lo cambia | otro dia mi cita | pasar mi cita | cambiame | cambieme | recorrer | adelantar mi
        adelantar la | me la/lo … mover/cambiar/pasar/recorrer | la/lo puede/pueden mover/cambiar/pasar | se puede pasar para
        quiero cambiar | necesito cambiar | puedo cambiar | podemos cambiar | podria cambiar | se puede cambiar
        aplazar | un cambio
    """,
    "DROP": "^cancelar$ | ^cancela$ | ^cancele$ | ^cancelala$ | ^cancelalo$",
    "CANT_COME": "no puedo ir | no puedo asistir | no podre ir | no alcanzo a ir | no voy a poder ir",
    "CANCEL_VISIT": """
        cancelar … cita | cancelar mi | cancelar la | cancele | cancela mi | cancela la | quiero cancelar | necesito cancelar
        tengo que cancelar | voy a cancelar | para cancelar | cancele … cita | cancelen … cita | anular | no podre asistir | no voy a ir | ya no voy
        ya no necesito la cita | quitar mi cita | no voy a llegar | cancelarla
    """,
    "CONFIRM": """
        confirmo | confirmar | confirmada | confirmado | ahi estare | ahi estaremos | alli estare | ahi nos vemos | alla estare
        si voy | ahi voy a estar | nos vemos | asistire | si asistire | voy a ir
    """,
    "VISITS": """
        cuando es mi | cuando es la | a que hora es mi | a que hora es la | a que hora tengo | que dia es mi | tengo cita
        cuando tengo | mi proxima cita | que dia tengo | a que hora era | cuando era mi | a que hora me toca | cuando me toca
        que dia me toca | fecha de mi cita | hora de mi cita | recuerdeme
    """,
    "LATE": """
        voy tarde | voy a llegar tarde | llego tarde | se me hizo tarde | voy retrasado | voy retrasada | minutos tarde
        hay trafico | estoy en el trafico | un poco tarde | llegare tarde
    """,
    "ARRIVED": """
        ^ya llegue | ya estoy aqui | estoy aqui | estoy afuera | ya estoy afuera | estoy en el estacionamiento | aqui estoy
    """,
    "JOIN_ASAP": """
        lista de espera | lista de cancelaciones | si alguien cancela | si se abre | si hay una cancelacion | si se desocupa
        si cancelan | aviseme si hay | si sale algo antes
    """,
    "LEAVE_ASAP": "fuera de la lista de espera | quiteme de la lista de espera | quitar de la lista de espera",
    "PRICE": """
        cuanto cuesta | cuanto vale | cuanto cobran | precio | precios | costo | cuesta | cuanto es | cuanto sale | cobran por
        caro
    """,
    "INSURANCE": """
        seguro dental | aceptan seguro | mi seguro | aseguranza | medicaid | medicare | aceptan mi | seguro medico | cobertura
        que seguros | toman seguro | con seguro | sin seguro
    """,
    "ADDRESS": """
        donde estan | direccion | donde queda | como llego | donde esta el | ubicacion | ubicados | estacionamiento
        donde se encuentran | donde es
    """,
    "BALANCE": "mi saldo | cuanto debo | mi cuenta | mi factura | debo algo",
    "CLINICAL": """
        antibiotico | antibioticos | es normal | puedo comer | puedo tomar | que tomo | medicina | medicamento
        sigo con la boca dormida | embarazada | radiografia
    """,
    "COMPLAINT": """
        queja | pesimo | pesima | terrible | muy mal servicio | mal servicio | inaceptable | grosero | grosera
    """,
    "BOT": """
        es un robot | eres un robot | es una maquina | es usted una persona | eres una persona | con quien hablo | es automatico
    """,
    "HOURS": """
        a que hora abren | a que horas abren | horario | horarios | a que hora cierran | estan abiertos | esta abierto
        cuando abren | abren los | abren el | no abren | no trabajan | no atienden | que dias abren | trabajan los | atienden los | hasta que hora | abren hoy
        abren manana | que horario | cierran a
    """,
    "GREETING": """
        ^hola | ^buenos dias | ^buenas tardes | ^buenas noches | ^buenas | ^buen dia | ^que tal$ | ^saludos | ^hello | ^hi$
    """,
    "THANKS": """
        gracias | muchas gracias | mil gracias | le agradezco | se lo agradezco | agradecido | agradecida | muy amable
        se agradece
    """,
    "BYE": """
        adios | hasta luego | hasta pronto | nos vemos | bye | eso es todo | es todo | seria todo | nada mas
        que tenga buen dia | buen dia$ | hasta manana | cuidese | ya es todo | que este bien | que le vaya bien
    """,
    "REPEAT": """
        repita | repetir | otra vez por favor | como dijo | ^mande | no escuche | no le entendi | no entendi | me lo repite
        de nuevo por favor | ^como$
    """,
    "NEVER_MIND": """
        no cancele/cancelen/canceles/cancela | no cancele/cancelen/canceles … cita
        olvidelo | olvidalo | dejelo | dejalo | no importa | ya no$ | ya no gracias | dejelo asi | mejor nada | no se preocupe
    """,
    "HUMAN": """
        <gente> por favor | hablar con | hablar a | una persona | un humano | ^persona | ^humano | ^agente | ^operadora
        ^recepcionista | llameme | llamenme | me llame | me llamen | me pueden llamar | me puede llamar | que alguien
        comuniqueme | paseme | pasame con | quiero hablar | atienda alguien | hablar por telefono | a quien llamo
        numero de telefono | de verdad
    """,
    "EMERGENCY": """
        emergencia | no puedo respirar | dificultad para respirar | me cuesta respirar | cuesta respirar | no respira
        no puedo tragar | dificultad para tragar | me cuesta tragar | cuesta tragar | no puede tragar | no puede respirar
        cara … hinchada | hinchada la cara | cara hinchada | se me hincho | hincho la cara | hinchado la cara | cara inflamada
        cara … inflamada | inflamada la cara | se me inflamo | cachete hinchado | cachete … hinchado | mejilla hinchada
        mejilla … hinchada | hinchada la mejilla | ojo hinchado | cuello hinchado | lengua hinchada | no para de sangrar
        no deja de sangrar | no paro de sangrar | sangrando mucho | sangra mucho | mucha sangre | no se detiene el sangrado
        sangrado no para | no me para la sangre | sigo sangrando | se me cayo un diente | diente … cayo | se me salio el diente
        mandibula rota | quijada rota | golpe en la cara | urgencia | dolor insoportable | dolor muy fuerte
        no aguanto el dolor | no soporto el dolor | ya no aguanto | reaccion alergica | hinchazon | me desmaye
        fiebre … hinchada | 911
    """,
    "OPT_OUT": """
        ^alto$ | ^parar$ | ^basta$ | ^stop$ | no me manden | no me mande | no me escriban | no me escriba | no me envien
        no me envie | deje de mandar | deje de mandarme | dejen de mandar | dejen de mandarme | dejen de escribir
        deje de escribir | dejen de enviar | deje de enviar | dejen de molestar | deje de molestar | no mas <mensajes>
        no quiero mas <mensajes> | no quiero … <mensajes> | ya no quiero … <mensajes> | no quiero recibir | cancelar suscripcion
        darme de baja | deme de baja | dar de baja | quitenme de | quiteme de | saquenme de | saqueme de | borren mi numero
        borre mi numero | eliminen mi numero | ya no me manden | ya no me escriban | ya no me envien | paren de | pare de
        no me contacten | detener <mensajes>
    """,
    "OPT_IN": """
        quiero recibir mensajes | activar mensajes | volver a recibir | mandeme mensajes otra vez | reactivar
    """,
    "HELP": """
        quien es$ | quien es usted | quien habla | quien eres | ^ayuda | que puede hacer | como funciona | me puede ayudar
        me ayuda | ayudeme
    """,
    "WRONG_NUMBER": """
        numero equivocado | se equivoco | se equivocaron | ^equivocado | no conozco | no soy | no es mi numero
        este no es el numero | numero nuevo | no se quien
    """,
    "OTHER": """
        otro horario | otra hora | otras horas | otros horarios | otra opcion | otras opciones | algo mas | algun otro
        otro dia | otros dias | otra fecha | otra cosa | que mas tiene | que mas hay | diferente | no hay otra | tiene otra
        tiene otro | hay otro | hay otra
    """,
    "LATER": "mas tarde | despues | mas tardecito | muy temprano",
    "EARLIER": "mas temprano | antes | mas pronto | muy tarde",
    "CORRECTION": """
        ^perdon | quise decir | me equivoque | mejor | mas bien | digo | corrijo | en vez de | en lugar de | disculpe
    """,
    "QUESTION": """
        ^que | ^cual | ^cuales | ^donde | ^quien | ^quienes | ^cuanto | ^cuantos | ^cuando | ^como$ | como puedo | como es
        como funciona | digame | me puede decir | quisiera saber | quiero saber | me gustaria saber | hay … que | aceptan
        tienen | se puede | no se puede | puedo llevar | es posible | pregunta | una duda | informacion
    """,
}
