"""Spanish words of time and what they mean. A kind, and its spellings; "value: spelling | another" where there is a value.

The kinds are what the rules speak of. Small letters, no accents, no apostrophes; several words make a phrase, and the longest
phrase wins. A line break or ";" ends one value's spellings.
"""

WORDS = {
    "WEEKDAY": """
        0: lunes | lun; 1: martes | mart | mar; 2: miercoles | mier | mie | miercole | mx; 3: jueves | jue | juev
        4: viernes | vie | vier; 5: sabado | sab; 6: domingo | dom
    """,
    "EVERYDAY": """
        0: los lunes; 1: los martes; 2: los miercoles; 3: los jueves; 4: los viernes; 5: sabados | los sabados
        6: domingos | los domingos
    """,
    "MONTH": """
        1: enero | ene; 2: febrero | feb; 3: marzo | mar; 4: abril | abr; 5: mayo | may; 6: junio | jun
        7: julio | jul; 8: agosto | ago; 9: septiembre | setiembre | sep | sept; 10: octubre | oct
        11: noviembre | nov; 12: diciembre | dic
    """,
    "DAYREL": """
        0: hoy | hoy dia | hoy mismo; 2: pasado manana; -1: ayer; -2: anteayer | antier | antes de ayer
    """,
    "NOW": "ahora mismo | ahora | ahorita | en este momento | este momento",
    "MANANA": "manana",
    "PART": """
        tarde: tarde | tardes | tardecita
        noche: noche | noches
        early morning: madrugada
        morning: mananas
        after school: despues de la escuela | saliendo de la escuela | salida de la escuela
        afternoon: despues de almorzar | despues de comer | despues del almuerzo
        after work: despues del trabajo | despues de trabajar | saliendo del trabajo
        lunch: hora de almuerzo | hora del almuerzo | al almuerzo | hora de comer | hora de la comida
        first thing: primera hora | a primera hora
        afternoon: pasado mediodia | pasado el mediodia
        mid morning: a media manana | media manana a
        mid afternoon: media tarde
        end of day: final del dia | fin del dia | ultima hora
    """,
    "CLOCKWORD": "720: mediodia | medio dia; 1440: medianoche | media noche",
    "UNIT": """
        day: dia | dias
        week: semana | semanas
        month: mes | meses
        year: ano | anos
        hour: hora | horas | hrs | hr
        minute: minuto | minutos
        fortnight: quincena
    """,
    "SOON": """
        day: proximos dias | dias que vienen | siguientes dias; week: proximas semanas | semanas que vienen
    """,
    "ONEAFTER": "la que sigue | el que sigue | la de despues | el de despues",
    "WEEKAFTER": "semana siguiente | siguiente semana",
    "WEEKEND": "fin de semana | fines de semana",
    "WEEKDAYS": "entre semana | dias de semana | dia de semana",
    "WORKDAYS": """
        dias laborables | dias habiles | dias de trabajo | dia laborable | dia habil | dias laborales
    """,
    "EOM": """
        fin de mes | final de mes | finales de mes | fin del mes | final del mes | finales del mes | fines de mes
    """,
    "NUM": """
        1: un | uno | una; 2: dos; 3: tres; 4: cuatro; 5: cinco; 6: seis; 7: siete; 8: ocho; 9: nueve; 10: diez
        11: once; 12: doce; 13: trece; 14: catorce; 15: quince; 16: dieciseis; 17: diecisiete; 18: dieciocho
        19: diecinueve; 20: veinte; 21: veintiuno | veintiun; 22: veintidos; 23: veintitres; 24: veinticuatro
        25: veinticinco; 26: veintiseis; 27: veintisiete; 28: veintiocho; 29: veintinueve
    """,
    "TENS": """
        30: treinta; 40: cuarenta; 50: cincuenta; 60: sesenta; 70: setenta; 80: ochenta; 90: noventa
    """,
    "CENTURY": "1900: mil novecientos; 2000: dos mil",
    "ORD": """
        1: primero | primer | primera | primeros | primeras; 2: segundo | segunda; 3: tercero | tercer | tercera; 4: cuarta
        5: quinto | quinta; 6: sexto | sexta; 7: septimo | septima; 8: octavo | octava; 9: noveno | novena
        10: decimo | decima
    """,
    "COUPLE": "2: un par de | par de; 3: unos | pocos | algunos",
    "AMPM": """
        am: am | a m | a . m | a . m .
        pm: pm | p m | p . m | p . m .
    """,
    "HALF": "media",
    "QUARTER": "cuarto | un cuarto",
    "LESS": "menos",
    "OH": "cero | zero",
    "OCLOCK": "en punto | horas | hrs",
    "ISH": "y pico | y algo",
    "NEXT": "proximo | proxima | proximos | proximas | siguiente | siguientes | la otra | el otro",
    "COMING": "que viene | que vienen | que entra | entrante | que sigue | venidero | viniente",
    "THIS": "este | esta | estos | estas | mismo | misma | este mismo | esta misma",
    "LAST": "ultimo | ultima | ultimos | ultimas",
    "AFTER": """
        despues de | despues | salgo a las | salgo del trabajo a las | trabajo hasta las | trabajo hasta
        ando fuera hasta | estoy fuera hasta | de viaje hasta | de viaje hasta el | estoy fuera hasta el | ando fuera hasta el | no estoy hasta
        salen a las | termino a las | me desocupo a las | mas tarde de | mas tarde que | pasadas
        pasada | pasando | posterior a | posteriores de | tras
    """,
    "AFTERTHE": "despues del",
    "NOTBEFORE": "no antes de | no antes del | nada antes de | nada antes del",
    "SINCETHE": "a partir del | partir del | desde el",
    "BEFORETHE": "antes del | no despues del",
    "SINCE": """
        a partir de | partir de | comenzando | empezando | comenzando el | desde
    """,
    "BEFORE": "antes de | antes | no despues de | mas temprano de",
    "BUT": "pero",
    "BY": "no mas tarde de | no mas tardar | a mas tardar | no mas tardar a | no mas tarde que",
    "UNTIL": "hasta",
    "FROMNOW": "desde ahora hasta | desde hoy hasta | de hoy a | de hoy al | de aqui a | de aqui al | de aca a | de aca al",
    "FROM": "entre",
    "ONWARDS": "en adelante | o despues | o mas tarde | para adelante",
    "ORBEFORE": "o antes",
    "AND": "y",
    "OR": "o | u | o si no | o bien | ya sea",
    "TO": "a",
    "TOTHE": "al",
    "NOT": """
        en vez de | en vez del | en lugar de | en lugar del | trabajo los
        excepto | salvo | que no sea | que no sean | no puedo | no puedo ir | no puedo venir | no puedo asistir | no voy a poder ir | no puedo los | ni | menos el | menos los | menos la
        excepto el | excepto los | salvo el | no quiero | no tengo tiempo
    """,
    "AWAY": "no estoy | no voy a estar | estoy de viaje | ando de viaje | de vacaciones | estoy fuera | ando fuera",
    "NO": "no | nada de",
    "BAD": """
        no me sirve | no puedo | no me queda | no me conviene | no | no me funciona | no me viene bien | no se puede
        imposible
    """,
    "AT": """
        a las | a la | a eso de las | a eso de la | como a las | como a la | sobre las | tipo | al las | cerca de las
        alrededor de las | hacia las | aproximadamente a las | a partir las | @ | arriba de las
    """,
    "LAS": "las",
    "IN": "en | dentro de | durante | en el | en los | en la | en las",
    "WITHIN": "menos de",
    "OF": "de",
    "OFTHE": "del",
    "PASADO": "pasado",
    "FOR": "para | por",
    "THE": "el | la | los | lo | unas | por ahi del | alrededor del | cerca del | como el | hacia el | mas o menos el",
    "ANY": "cualquier | cualquiera | todos | todas | cada | algun | alguna | todos los | todas las | alguno",
    "AGO": "hace",
    "HENCE": "a partir de hoy | desde hoy | a partir de ahora | desde ahora | despues de hoy",
    "EARLY": """
        temprano | temprano en | temprano por | principios de | a principios de | comienzos de | primeros de
        a primeros de
    """,
    "LATE": "tarde en | final de | tarde por",
    "MID": "mediados de | a mediados de | medianos de | mitad de | a mitad de",
    "BEGIN": "inicio de | inicios de | principio de | comienzo de | inicio del | principios de",
    "END": """
        fin de | fines de | finales de | a finales de | a fines de | a final de | a fin de | final del | al final de
        al final del | fin del
    """,
    "COMMENCING": "que va | que comienza | que empieza | que inicia",
    "THAT": "eso | esa",
    "REST": "resto de | el resto de | lo que queda de | resto del",
    "EARLIEST": """
        lo que tenga mas pronto | lo que haya mas pronto | lo antes posible | lo mas pronto posible | lo mas pronto | cuanto antes | la mas temprana | lo mas temprano
        lo antes que pueda | lo mas rapido posible | la primera que tenga | lo primero que tenga
    """,
    "LATEST": "lo mas tarde | la mas tarde | lo mas tarde posible | la ultima del dia",
    "ANYTIME": """
        todos los dias | todos los dias de la semana | cualquier dia | cualquier hora | cuando sea | a cualquier hora | cuando quiera | cuando pueda | cuando puedan
        me da igual | el dia que sea | a la hora que sea
    """,
    "LATERON": """
        mas tarde | algo mas tarde | mas tardecito | muy temprano | un poco mas tarde
    """,
    "EARLIERON": """
        mas temprano | algo mas temprano | mas tempranito | antes que eso | muy tarde | un poco mas temprano | un poco antes
    """,
    "WEEKOFIT": """
        after: mas tarde esa semana | mas adelante esa semana | mas tarde esa misma semana | mas adelante esa misma semana
        same: esa misma semana | esa semana
        before: antes esa semana | antes esa misma semana
    """,
    "SOONER": "mas pronto | algo mas pronto | algo antes | una antes | un poco mas pronto | mas cercana | mas cercano",
    "LATERINDAY": "mas tarde en el dia",
    "EARLIERINDAY": "mas temprano en el dia",
    "BACK": "atrasar | atrasarla | atrase | retrasar | retrasarla | retrase | posponer | posponerla | posponga | aplazar | aplazarla | recorrer | recorrerla | recorra | atrasa | pospone",
    "UP": "adelantar | adelantarla | adelante | adelanten | adelantarme | adelanta",
    "ANOTHERDAY": "otro dia | otros dias | otra fecha | diferente dia | algun otro dia",
    "SAMEDAY": "ese dia | ese mismo dia | el mismo dia | mismo dia",
    "THOSEDAYS": "esos dias | estos dias | esas fechas | ninguno de esos dias",
    "BETTER": "seria mejor | me queda mejor | es mejor | esta mejor | me conviene mas | me sirve mas",
    "SAMETIME": "misma hora | la misma hora | esa hora",
    "GREETING": """
        buenas tardes | buenas noches | buenos dias | buen dia | buena tarde | buena noche | lindo dia
        buen fin de semana
    """,
    "FILLER": """
        no se puede ? | no se podria ? | por favor | quizas | quiza | tal vez | preferiblemente | solo | solamente | tambien | mejor
        de preferencia | creo | puede ser
    """,
    "HOLIDAY": """
        next: el dia festivo | el feriado | el puente; new year: las fiestas | las fiestas decembrinas
        christmas: navidad | el dia de navidad | navidades | dia de navidad
        christmas eve: nochebuena
        new years eve: nochevieja | fin de ano | vispera de ano nuevo | nochevieja
        new year: ano nuevo | el ano nuevo | dia de ano nuevo
        valentines: san valentin | dia de san valentin | dia de los enamorados
        thanksgiving: dia de accion de gracias | accion de gracias
        black friday: viernes negro
        mothers day: dia de la madre | dia de las madres
        fathers day: dia del padre | dia de los padres
        easter: pascua | domingo de pascua | semana santa
        good friday: viernes santo
        day of the dead: dia de muertos | dia de los muertos
        epiphany: dia de reyes | reyes
        independence day: cuatro de julio | 4 de julio
        labor day: dia del trabajo | dia del trabajador
    """,
    "PAIN": "dolor | duele | duelen",
    "MONEY": "pesos | dolares",
    "WORD": """
        no abren | no abre | no trabajan | no atienden | por ahora | ahora no | por el momento | hasta ahora | una vez | esta vez | la proxima vez
        la primera vez | el uno | la una cosa | buen mes | buena semana  | un momento | una cita
        a una limpieza | a una cita | a una consulta | a una revision | a un chequeo
        un recordatorio | una alarma | de la alarma
    """,
}

# Right behind a number, without a space: "3rd", "530p", "15h30".
GLUED = {
    "TH": "o | a | er | ro | do | to | ero | ra | da | ta | º | ª",
    "H": "h | hs",
}

# A month or a number only beside a number, or after one of these: "I may come" is no month, "in may" is.
SHY = frozenset(
    """
    mar may
    """.split()
)
SHY_AFTER = frozenset(
    """
    a a de del desde en hasta
    """.split()
)
