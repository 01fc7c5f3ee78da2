"""Spanish words around names, reasons and choices."""

from flows.reader.tables import phrases

# What stands before a name. After the first kind whatever follows is one; after the second only with a capital, or as an answer.
NAMED = phrases("""
    mi nombre es | me llamo | se llama | nombre es | nombre completo | mi nombre | nombre : | a nombre de | nombre
""")
MAYBE_NAMED = phrases("""
    soy | es para | para mi hijo | para mi hija | para mi esposa | para mi esposo | para mi mama | mi hijo | mi hija
    mi esposa | mi esposo | una para | otra para | cita para | limpieza para | habla
""")
BIRTH_WORDS = frozenset(
    """
    cumpleanos de el es fecha naci nacida nacido nacimiento nacio y
    """.split()
)

# How a phone puts a tap on a text of ours, before it quotes it.
REACTIONS = frozenset("le gusto|le encanto|no le gusto|le dio risa|se rio de|enfatizo|pregunto por|dudo de".split("|"))

# Whom a message is about, where no name says it. The patterns are those of phrases.py.
MENTIONS = {
    "ME": """
        para mi$ | una/otra/tambien para mi el/la/ese/esa/este/esta/en/a | para mi y | para mi , | y yo | yo y | la mia | mia | el mio | mio | ^yo$ | ^mi cita | mi cita | mi visita | mi limpieza | mi consulta | mi turno | y a mi | y para mi | solo yo | nada mas yo
    """,
    "SON": "mi hijo | mi nino | mi muchacho | nuestro hijo | hijo",
    "DAUGHTER": "mi hija | mi nina | mi muchacha | nuestra hija | hija",
    "CHILD": "mi bebe | el bebe | la bebe | el nino | la nina | mi chiquito | mi chiquita | mi pequeno | mi pequena",
    "CHILDREN": "hijos | hijas | ninos | ninas | gemelos | gemelas | chamacos | los chicos",
    "PARTNER": "esposo | esposa | marido | mi mujer | novio | novia | pareja | mi senora | mi senor",
    "PARENT": "mama | papa | mi madre | mi padre | papas | mi mami | mi papi | mis padres",
    "OTHER": """
        abuela | abuelo | abuelita | abuelito | hermano | hermana | amigo | amiga | tia | tio | suegra | suegro | sobrino | sobrina | primo | prima | nieto | nieta | cunado | cunada | vecina | vecino
    """,
    "HE": "la de el | para el$ | de el$ | a el$ | la suya",
    "SHE": "la de ella | para ella | de ella | a ella",
    "EITHER": """
        <familia> o yo/a/para mi? | yo o mi <familia> | mi o para? mi <familia> | <familia> o a/para? mi? <familia> | el o ella
        uno/una/alguno/alguna/cualquiera de los/las dos/tres | uno/una/alguno/alguna de nosotros/ellos/ellas
        uno/una/alguno/alguna/cualquiera de mis/los/las dos? hijos/hijas/ninos/ninas
    """,
    "BOTH": "los dos | ^las dos$ | para las dos | de las dos$ | las dos cita | ambos | ambas | nosotros dos",
    "ALL": "todos nosotros | ^todos$ | ^todas$ | para todos | cancelar/mover/confirmar/confirmo todas/todos/todo | todas las cita | toda la familia | los <number> | todos$ | todas$",
}

# Behind these a name may be typed small, if nothing else is known about the word: "otra para leo".
NAMED_SMALL = phrases("una para | otra para | una mas para | otra mas para | otra cita para")

# Beside a day they say that the visit is then: "cambiar mi cita del martes al jueves".
MINE = frozenset("mi nuestra cita visita consulta limpieza la mia".split())

# What patients call the common reasons, for an office whose own word stands before the colon.
REASONS = {
    "limpieza": """
        limpiar los dientes | limpieza dental | limpiarme | limpiezas | higiene
    """,
    "chequeo": """
        revision | examen | chequear | revisarme
    """,
    "dolor de muela": """
        me duele | duele | dolor | muela | diente roto | se me quebro | se me rompio | caries | corona
        dolor de diente | muelas
    """,
}

# Beside a bare number that answers "which one?": "2 works for me, thanks".
AROUND_A_CHOICE = frozenset(
    """
    a agende bien bueno claro con dale de el elijo esa escojo ese esta favor gracias hola la las me mejor numero ok
    opcion parece perdon perfecto por prefiero pues queda quiero seria si sirve tomo una va vale
    """.split()
)
NUMBERED = frozenset(
    """
    num numero opcion
    """.split()
)
SORRY = frozenset("perdon perdone disculpe disculpa disculpen".split())
REGRETS = frozenset("espera espere mejor digo".split())
POINTS = frozenset("mejor digo espera espere opcion numero la".split())
LAST_ONE = phrases("""
    la ultima | el ultimo | la de mas tarde | la mas tarde | ultima | ultimo
""")
FIRST_ONE = phrases("""
    la mas temprana | la mas temprano | el mas temprano | la de mas temprano
""")
ANY_ONE = phrases("""
    cualquiera | cualquiera de las dos | cualquiera esta bien | la que sea | la que usted diga | me da igual
""")
OTHER_ONE = phrases("""
    la otra | el otro | otra
""")
# To "when would suit you?" these ask for whatever there is.
WHAT_IS_FREE = phrases("""
    que tiene | que tienen | que hay | que horarios tiene | que horarios tienen | que fechas tiene | que fechas tienen | que dias tiene
    que dias tienen | cuando tiene | cuando tienen | cuando hay | para cuando hay | cuales tiene | cuales tienen | usted diga | ustedes digan
""")
MIDDLE_ONE = phrases("""
    la de en medio | la del medio | la de enmedio | el de en medio
""")

# Words of the lists that people are called, too: with a capital, where a name is sure to stand.
CALLED = frozenset(
    "abril julio agosto mayo domingo segundo mar dolores consuelo tarde dia noche rosa luz prima corona coronas primavera bueno rico cuarto temprano".split()
)
KIN = frozenset("hijo hija esposa esposo mama papa soy".split())

# Never somebody's name, though nothing else knows them.
COMMON = frozenset(
    """
    a abuela abuelo agendar al alguien anos apellido apellidos aun buenas buenos cita como completo con consulta cual
    cuales cuando cumple cumpleanos de del dentista desde diente dientes doctor doctora dolor donde duele el ella
    ellos en entre es esposa esposo favor fecha fue gracias hacer hasta hay hija hijo hijos hola ir la las le limpieza
    llama llamo lo los madre mama mas me menos mi mis muela muy naci nacida nacido nacimiento nacio necesito ni nina
    nino nombre nosotros nueva nuevo numero o otra otras otro otros paciente padre papa para pero persona por porque
    primer puede puedo que quien quiero quisiera sacar se segundo senor senora sin sobre son soy sr sra srta su sus
    abuelita abuelito almuerzo amiga amigo bebe blanqueamiento brackets cena clase colegio comida corona coronas cunada cunado
    dentadura desayuno endodoncia escuela extraccion familia frenos gemelos hermana hermano implante implantes invierno luego
    nadie nieta nieto novia novio otono prima primavera primo protesis puente resina retenedor sobrina sobrino suegra suegro
    tia tio todas todos trabajo vacaciones vecina vecino verano
    tambien te telefono tener tengo tiene todavia tu u un una unas unos usted ustedes va vamos visita voy y ya yo
    """.split()
)
