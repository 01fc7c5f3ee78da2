"""How Spanish is typed on a phone, and how it is told from the other language."""

# The word everything else is written in, and how people type it.
SPELLINGS = {
    "manana": "mnn maniana mñn mnana",
    "gracias": "grax gcs grcs grasias graciass",
    "por favor": "porfa porfavor xfa xfavor pf porfis",
    "que": "q k ke",
    "porque": "xq pq porq xk",
    "por": "x",
    "tambien": "tb tmb tambn",
    "cita": "sita citas",
    "quiero": "kiero qiero",
    "necesito": "nesesito nececito nesecito necesto",
    "hora": "ora",
    "semana": "sem",
    "minutos": "min mins",
    "fin de semana": "finde",
    "si": "sip sii siii sipi simon",
    "no": "nop nel",
}

# Words worth mending when one letter slipped, and words that look like a slip and are none.
MENDED = frozenset(
    """
    lunes martes miercoles jueves viernes sabado domingo enero febrero abril junio julio agosto septiembre octubre
    noviembre diciembre manana tarde semana proxima proximo despues limpieza cancelar cambiar gracias
    """.split()
)
NOT_MENDED = frozenset(
    """
    partes madres tarda tardes cambia cancela semanas duele junto antes marta manda
    """.split()
)

# Words that tell the language, beside those with a meaning.
KNOWN_BY = frozenset(
    """
    el los las un una de que para por con mi su me se es son soy estoy hola buenas buenos quiero necesito puedo puede
    quisiera tengo cita gracias si como cuando donde hay esta este ese muy bien favor claro perfecto dia no en al del
    le lo cambiar cancelar agendar nombre hija hijo
    """.split()
)
