"""Spanish phrases of what patients ask, and of what they tell about themselves: hours, prices, a new patient, pain."""

QUESTIONS = {
    "WHAT_TIME": "^cuando es$ | ^cuando era$ | ^a que hora$ | ^a que hora es$ | es en/por la manana/tarde | de la manana o de la tarde | es a las <number>",
    "VISITS": """
        cuando es mi | cuando es la | a que hora es mi | a que hora es la | a que hora tengo | que dia es mi | tengo cita | tengo alguna/una cita/visita | hay alguna/una cita/visita a mi nombre | cita/visita a mi nombre | tengo algo agendado/programado/apartado
        a que hora le toca | cuando le toca | a que hora es la de | cuando es la de | cuando es la cita | que dia quedo | a que hora quedo | para cuando quedo | para que dia es | cual es mi cita | que citas | citas tengo | tenemos cita | tiene cita mi
        cuando tengo | mi proxima cita | que dia tengo | a que hora era | cuando era mi | a que hora me toca | cuando me toca
        que dia me toca | fecha de mi cita | hora de mi cita | recuerdeme cuando/cual/mi
    """,
    "PRICE": """
        que precio | en cuanto sale | cuanto cuesta | cuanto vale | cuanto cobran | precio | precios | costo | cuesta | cuanto es | cuanto sale | cobran por
        caro | cara | mas barato/barata/economico/economica | muy barato/barata | economico | economica
    """,
    "INSURANCE": """
        seguro dental | aceptan seguro | mi seguro | aseguranza | medicaid | medicare | aceptan mi | seguro medico | cobertura
        que seguros | toman seguro | con seguro | sin seguro
    """,
    "ADDRESS": """
        donde estan | direccion | donde queda | como llego | donde esta el | ubicacion | ubicados
        donde se encuentran | donde es | en que piso/calle
    """,
    "PARKING": """
        estacionamiento | donde … estacionar/estacionarse/estaciono/estacionarme/parqueo | parqueo | parqueadero | lugar … carro | dejar el carro
    """,
    "DURATION": """
        cuanto dura | cuanto tiempo | cuanto tarda | cuanto se tarda | cuanto tardan | a que hora salgo/salimos/termino/terminamos/sale/acaba | dura mucho | tarda mucho
    """,
    "WHY": """
        para que/q quiere/quieren/necesita/necesitan/ocupa/ocupan/es | por que/porque … piden/pide/necesita/necesitan/quiere/quieren … fecha/nombre/datos/informacion/nacimiento/cumpleanos
        por que/porque necesita/necesitan/quiere/quieren/piden/pide | para que es | para que … fecha
    """,
    "LANGUAGE": """
        no hablo ingles | hablo espanol | habla espanol | hablan espanol | en espanol | no entiendo ingles | en ingles | alguien que hable espanol/ingles | hablan ingles | habla ingles | espanol por favor
    """,
    "RECORDS": """
        cambie de seguro/numero/telefono/direccion/domicilio/nombre | direccion nueva | nueva direccion | telefono nuevo | nuevo telefono | numero nuevo | nuevo numero | seguro nuevo | nuevo seguro | me mude | nos mudamos
        actualizar mi/mis | mi expediente | mis radiografias | mandar/enviar … radiografias/expediente | copia de mi | tarjeta del seguro | mi nuevo numero
    """,
    "PAIN": """
        duele | duelen | dolor | dolores | doliendo | adolorido | adolorida | punzadas | no puedo dormir | no puedo comer | no puedo masticar | infeccion | absceso | pus | postemilla | hinchadas las encias | encias … hinchadas
        hinchazon | hinchado | hinchada | inflamada | inflamado
    """,
    "NEW_PATIENT": """
        paciente nuevo | paciente nueva | soy nuevo | soy nueva | ^nuevo$ | ^nueva$ | ^es nuevo$ | ^es nueva$ | tambien es nuevo/nueva | es nuevo/nueva tambien/ahi/aqui/paciente | esposo/marido/hijo/papa es nuevo | esposa/mujer/hija/mama es nueva | el/ella es nuevo/nueva | es paciente nuevo/nueva | nunca he ido/estado/venido | nunca hemos ido/estado/venido | mi primera vez | primera vez que voy/vengo/vamos/llamo | primera cita | primera visita | aceptan pacientes | pacientes nuevos | es la primera vez | busco dentista
        no soy paciente
    """,
    "PLANNED": """
        agendar/programar/hacer/sacar/reservar/apartar mi/el/la corona/empaste/empastes/relleno/endodoncia/puente/implante/tratamiento/extraccion/resina/calza/procedimiento | agendar/programar/reservar/apartar … para mi/el/la corona/empaste/empastes/relleno/endodoncia/puente/implante/tratamiento/extraccion/resina/calza/procedimiento | cita para mi/el/la corona/empaste/empastes/relleno/endodoncia/puente/implante/tratamiento/extraccion/resina/calza/procedimiento | mi cita de corona/empaste/empastes/relleno/endodoncia/puente/implante/tratamiento/extraccion/resina/calza/procedimiento | plan de tratamiento | tratamiento … planeamos/planeado/planearon/recomendado/recomendaron/pendiente | lo que planeamos | me recomendaron | me recomendo
        ^mi corona/empaste/empastes/relleno/endodoncia/puente/implante/tratamiento/extraccion/resina/calza/procedimiento$ | ^el corona/empaste/empastes/relleno/endodoncia/puente/implante/tratamiento/extraccion/resina/calza/procedimiento$ | ^la corona/empaste/empastes/relleno/endodoncia/puente/implante/tratamiento/extraccion/resina/calza/procedimiento$ | ponerme la corona/empaste/empastes/relleno/endodoncia/puente/implante/tratamiento/extraccion/resina/calza/procedimiento | terminar mi tratamiento | corona/empaste/empastes/relleno/endodoncia/puente/implante/tratamiento/extraccion/resina/calza/procedimiento pendiente
        dijo/dijeron … necesito/necesitaba/ocupo un/una/unos/el/la/otro/otra corona/empaste/empastes/relleno/endodoncia/puente/implante/tratamiento/extraccion/resina/calza/procedimiento | dijo/dijeron … me falta un/una/el/la corona/empaste/empastes/relleno/endodoncia/puente/implante/tratamiento/extraccion/resina/calza/procedimiento
    """,
    "BACK_TO_BACK": """
        seguidas/seguidos/seguiditas | una tras otra | uno tras otro | una despues de la otra | uno despues del otro | justo/inmediatamente despues | en seguida de | enseguida de | despues de la que
    """,
    "CONCERN": """
        <treated> … raro/rara/raros/raras/extrano/extrana/flojo/floja/suelto/suelta/aspero/aspera/sensible/sensibles/astillado/astillada
        <treated> … se mueve/mueven
    """,
    "MINOR": """
        tengo 12/13/14/15/16/17 anos? | soy menor | menor de edad | sin mis papas/padres | sin mi mama/papa | todavia no cumplo 18
    """,
    "GUARDIAN": """
        lo/la/los/las puede/pueden llevar/traer/acompanar | puede llevarlo/llevarla/traerlo/traerla | lo/la va a llevar/traer | lo/la lleva/trae su | tengo que estar presente/ahi/con | tengo que ir con | debo estar presente/ahi | tutor | tutora | guardian
        consentimiento | quien puede llevar/traer | puede ir solo/sola | puede llegar solo/sola
    """,
    "BALANCE": "mi saldo | cuanto debo | mi cuenta | mi factura | debo algo",
    "CLINICAL": """
        antibiotico | antibioticos | es normal | puedo comer | puedo tomar | que puedo tomar/comer/hacer | que me tomo | debo tomar | es peligroso | es malo | sigue/sigo … dormida/dormido/entumido/entumida | entumida | entumecida | enjuague
        receta | pastillas | pastilla | anestesia | lactando | que tomo | medicina | medicamento
        sigo con la boca dormida | embarazada | radiografia | ibuprofeno | puedo fumar | me puedo cepillar
    """,
    "BOT": """
        es un robot | eres un robot | es una maquina | es usted una persona | eres una persona | con quien hablo | es automatico
    """,
    "HOURS": """
        a que hora abren | a que horas abren | horario | horarios | a que hora cierran | estan abiertos | esta abierto
        cuando abren | abren los | abren el | no abren | no trabajan | no atienden | que dias abren | trabajan los | atienden los | hasta que hora | abren hoy
        abren manana | que horario | cierran a
    """,
    "QUESTION": """
        ^que | ^cual | ^cuales | ^donde | ^quien | ^quienes | ^cuanto | ^cuantos | ^cuando | ^como$ | como puedo | como es
        como funciona | digame | me puede decir | quisiera saber | quiero saber | me gustaria saber | hay … que | aceptan
        tienen | se puede | no se puede | puedo llevar | es posible | pregunta | una duda | informacion
    """,
}
