"""Spanish phrases by what they are for. The patterns are those of phrases.py; the words as
spelling.py spells them. What cannot wait stands in urgent.py, questions in questions.py."""

from flows.reader.spanish.questions import QUESTIONS
from flows.reader.spanish.urgent import URGENT

CLASSES = {
    "<cita>": "cita visita consulta limpieza turno hora espacio reservacion",
    "<mi>": "mi la una esta esa mis nuestra su",
    "<gente>": """
        persona humano alguien agente recepcion recepcionista operadora operador secretaria encargado encargada
        gerente doctor doctora dentista
    """,
    "<mensajes>": "mensajes mensaje textos texto msjs sms recordatorios",
    "<cara>": "cara cachete cachetes mejilla mejillas ojo ojos cuello garganta lengua labio labios boca quijada mandibula",
    "<hinchado>": "hinchado hinchada hinchados hinchadas hinchazon hincho hinchando inflamado inflamada inflamo inflamacion inflamando",
    "<respirar>": "respirar respiro respira tragar trago traga tragando aire saliva",
    "<sangra>": "sangrar sangre sangra sangrando sangrado sangro",
    "<diente>": "diente dientes muela muelas",
    "<treated>": """
        diente dientes muela muelas corona coronas empaste empastes relleno rellenos puente implante carilla dentadura encia encias
        retenedor frenos
    """,
    "<familia>": """
        esposo esposa marido mujer novio novia pareja hijo hija nino nina bebe mama madre papa padre abuela abuelo abuelita abuelito
        hermano hermana
    """,
    "<kin>": """
        esposo esposa mama madre papa padre hijo hija hermano hermana abuela abuelo abuelita abuelito tia tio suegra suegro marido
    """,
    "<deje>": "deje dejen deja dejar pare paren parar parenle parele basta detengan detenga",
    "<quite>": "quite quiten quiteme quitenme saque saquen saqueme saquenme borre borren borreme elimine eliminen elimineme quitar borrar",
    "<bien>": "bien perfecto perfecta excelente genial buenisimo correcto correcta bueno buena",
}

ACTS = {
    **URGENT,
    **QUESTIONS,
    "YES": """
        ^si | ^claro | ^correcto | ^exacto | ^perfecto | ^vale | ^dale | ^bueno | ^sale | ^va$ | ^confirmo | ^confirmado | ^ok
        ^okey | ^listo | ^excelente | ^genial | ^simon | ^orale | ^andale | esta <bien> | me parece <bien> | de acuerdo
        por supuesto | claro que si | asi es | si por favor | me sirve | me queda <bien> | me queda perfecto | me conviene
        me funciona | me viene <bien> | agendela | agendala | agendalo | agende esa | reservela | adelante | hagale | esa misma | ^esa$ | ^ese$ | ^esa por favor
        me la quedo | como no | desde luego | con gusto | si confirmo | si quiero | si puedo | esa esta <bien> | esta <bien> asi
        cuente con | ahi estamos | ^simon | le gusto | le encanto | ^va | ^sii | ^ok$ | 👍 | todo bien | ^esta bueno | suena bien
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
        lo voy a pensar | dejame pensarlo | puede que | a ver si | creo que puedo | creo que no hay problema | yo creo | probablemente | es probable | lo mas seguro | voy a tratar | tratare | hare lo posible | hago lo posible | hare lo que pueda | a menos que
        espero que si | espero poder | si puedo si$ | no se si … poder/puedo/podre | no se si voy/vamos | casi seguro | depende | ojala | si dios quiere
    """,
    "REMIND": """
        recuerdame | recuerdeme | recuerdenme | me recuerda | me recuerdan | recordatorio de/para | avisame | aviseme | me avisa
    """,
    "FOR_ANOTHER": """
        pero es para | pero para mi/nuestro/nuestra/el/ella | que sea para | mejor para mi/nuestro/nuestra/el/ella | es para mi <familia>
        no es para mi | no para mi | cambiela a mi | si/ok para mi/nuestro/nuestra <familia>
    """,
    "TELL_YOU": "le/les/te aviso | le/les/te digo | le/les/te confirmo | le/les/te llamo | le/les/te escribo",
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
        ^cita$ | una cita | quiero … cita | quiero cita | agendar | hacer … cita | necesito … cita | necesita … cita | necesitamos … cita
        necesito cita | sacar … cita | reservar | programar | pedir … cita | nueva cita | cita para | cita con | cita por favor
        dame … cita | deme … cita | me da … cita | me puede dar | puedo ir | tiene … espacio | tienen … espacio | hay … espacio
        hay cita | hay citas | tienen citas | tiene citas | quisiera … cita | quisiera … limpieza | quiero … limpieza
        necesito … limpieza | ver al dentista | ver al doctor | ver a la doctora | ir al dentista | me atiendan | me atienden
        paciente nuevo | paciente nueva | soy nuevo | soy nueva | apartar | quiero ir | disponibilidad | quiero ver | para cuando hay/tienen/tiene | cuando hay/tienen/tiene lugar/espacio/campo
        y/tambien una/otra para mi/nuestro/nuestra <familia> | otra para mi/nuestro/nuestra <familia> | una mas para mi <familia>
        mi <familia> tambien necesita/quiere/ocupa
    """,
    "MOVE": """
        adelantar/atrasar/retrasar/posponer/aplazar/recorrer mi/la | adelantarla/atrasarla/retrasarla/posponerla/aplazarla/recorrerla | me la adelanta/atrasa/pospone/recorre | cambiar … cita | cambiar mi | cambiar la | cambiarla | cambiarme | cambiar de dia | cambiar de hora | cambio de cita
        mover … cita | mover mi | moverla | mover la | reprogramar | reagendar | posponer | me la cambia | me la cambian
        me la mueve | me lo cambia | otro dia mi cita | pasar mi cita | cambiame | cambieme | recorrer | adelantar mi
        adelantar la | me la/lo … mover/cambiar/pasar/recorrer | la/lo puedo/puede/pueden/podemos mover/cambiar/pasar | se puede pasar para
        quiero cambiar | necesito cambiar | puedo cambiar | podemos cambiar | podria cambiar | se puede cambiar
        aplazar | un cambio | cambien/cambie/cambia/muevan/mueva/mueve/pasen/pase/pasa mi/la/nuestra cita/visita/limpieza/consulta
    """,
    "UNDO": """
        recuperar mi/la/esa cita/hora | recuperarla | no queria cancelar | no quise cancelar | cancele por error/accidente | no era cancelar | volver a poner | me la … devuelve/regresa
        me devuelve mi cita | descancelar | descancele | deshacer | siempre si … voy/quiero/puedo | mi cita de vuelta | poner … de nuevo | mi hora de vuelta | restaurar
    """,
    "DROP": "^cancelar$ | ^cancela$ | ^cancele$ | ^cancelala$ | ^cancelalo$",
    "CANT_COME": "no puede/podra ir/venir/asistir | no puedo ir | no puedo asistir | no podre ir | no alcanzo a ir | no voy a poder ir",
    "CANCEL_VISIT": """
        quitarla | quitela |         cancelar … cita | cancelar … citas | cancelar todas/todo/ambas/las | cancele/cancela/cancelar la de/del | cancelar mi | cancelar la | cancele | cancela mi | cancela la | quiero cancelar | necesito cancelar
        tengo que cancelar | voy a cancelar | para cancelar | cancele … cita | cancelen … cita | anular | no podre asistir | no voy a ir | ya no voy
        ya no necesito la cita | quitar mi cita | no voy a llegar | cancelarla
    """,
    "CONFIRM": """
        confirmo | confirmar | confirmada | confirmado | ahi estare | ahi estaremos | alli estare | ahi nos vemos | alla estare
        ahi vamos a estar | alla vamos a estar | ahi estamos | alla estamos | ahi la/lo veo | ahi los veo | ahi llego | ahi llegamos | alla nos vemos | aqui nos vemos | ahi estara | estare ahi | estaremos ahi | cuente conmigo | no falto
        si voy | ahi voy a estar | nos vemos | asistire | si asistire | voy a ir
    """,
    "LATE": """
        voy tarde | voy a llegar tarde | llego tarde | se me hizo tarde | voy retrasado | voy retrasada | minutos tarde
        <number> minutos tarde/retrasado/retrasada/atrasado | voy … tarde/retrasado/retrasada/atrasado/atrasada/demorado | llego en … minutos | estoy a … minutos | atorada/atorado/parado/atascado en | mucho trafico | me retrase
        llegar … tarde | me voy a tardar | voy a tardar | estoy en camino pero | ya voy en camino | vengo tarde | vamos tarde | vamos retrasados | hay trafico | estoy en el trafico | un poco tarde | llegare tarde
    """,
    "ARRIVED": """
        ^ya llegue | ya llegamos | ^llegue | ^llegamos | acabo de llegar | acabamos de llegar | ^aqui$ | ya estamos | aqui estamos | estamos afuera | ya estoy en | estoy en la entrada/recepcion/sala/puerta | estoy en el consultorio | en la sala de espera
        en el estacionamiento | ya estoy aqui | estoy aqui | estoy afuera | ya estoy afuera | estoy en el estacionamiento | aqui estoy
    """,
    "JOIN_ASAP": """
        lista de espera | lista de cancelaciones | si alguien cancela | si se abre | si hay una cancelacion | si se desocupa
        si cancelan | aviseme si hay | si sale algo antes | me avisa/avisan si hay/sale/tiene | si hay algo antes | aviseme/avisenme/me avisan/me avisa … antes | si hay … cancelacion/antes
        si alguien … cancela | algo mas pronto si | anoteme en la lista | en lista de espera
    """,
    "LEAVE_ASAP": """
        fuera de la lista de espera | <quite> … de … lista de espera/cancelaciones | <quite> … lista de espera | ya no … lista de espera | ya no … busquen/busque/necesito … antes
        no necesito … lista | no busquen mas
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
    "WAIT": """
        un/1 momento/momentito/segundo/minuto/minutito/minutos | ^momento$ | ^espere$ | ^espera$ | ^espereme/esperame/esperame/esperenme | ahorita le digo/contesto/respondo | dame/deme un segundo/momento/minuto
    """,
    "REPEAT": """
        repita | repetir | otra vez por favor | como dijo | ^mande | no escuche | no le entendi | no entendi | me lo repite
        de nuevo por favor | ^como$
    """,
    "NEVER_MIND": """
        no cancele/cancelen/canceles/cancela | no cancele/cancelen/canceles … cita
        dejela | dejala | dejela/dejala/dejelo como esta | no … mueva/mueve/muevan/cambie/cambien | como estaba | mantenga mi cita | me quedo con | olvidelo | olvidalo | dejelo | dejalo | no importa | ya no$ | ya no gracias | dejelo asi | mejor nada | no se preocupe
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
}
