"""How English is typed on a phone, and how it is told from the other language."""

# The word everything else is written in, and how people type it.
SPELLINGS = {
    "tomorrow": "tmr tmrw tmw tmrow tomorow tommorow tommorrow tomorro tomorrows 2moro 2morrow 2mrw tml tomoz",
    "today": "2day tday todays",
    "tonight": "tonite 2nite 2night tonights",
    "before": "b4 bfore befor",
    "after": "aftr",
    "between": "btwn betwn btween",
    "available": "avail availible avaliable",
    "around": "arnd aroun arond",
    "afternoon": "aft arvo afternoonish afternn aftn",
    "morning": "morn mornin morningish",
    "evening": "evenin eveningish",
    "night": "nite",
    "cleaning": "clning clnng cleanin",
    "parking": "parkng prking parkin",
    "week": "wk",
    "weeks": "wks",
    "weekend": "wknd wkend",
    "hour": "hr",
    "hours": "hrs",
    "minutes": "min mins",
    "appointment": "appt apt apptmnt appointmnt appoinment appointmet apointment appmt apmt appts appointments",
    "reschedule": "resched resch rescheduled rescheduling reschedual reshedule rescedule",
    "please": "pls plz plss pleas plse",
    "thanks": "thx thnx tks thanx tnx thankx thnks",
    "you": "u",
    "your": "ur",
    "are": "r",
    "people": "ppl",
    "because": "cuz bc cause",
    "next": "nxt nex",
    "want": "wanna",
    "about": "abt bout",
    "with": "w",
    "cancel": "cancle cancell cancelled canceled cancelling canceling",
    "ok": "okay k kk okey okie okk oki okey",
    "yes": "yess yesss yep yup yeah yea yeh ye yah y yas aye yessir",
    "no": "nope nah noo nooo naw",
    "that": "thats tht dat",
    "what": "whats wat wut",
    "it": "its",
    "good": "gd goood",
    "great": "gr8 grt",
    "later": "l8r latr",
    "never mind": "nvm nevermind nm",
    "dont know": "idk dunno",
    "got to": "gotta",
    "i am": "im",
    "i have": "ive",
    "i would": "id",
    "i will": "ill",
    "going to": "gonna",
    "want to": "wana",
    "let me": "lemme",
    "give me": "gimme",
    "check up": "checkup checkups",
    "as soon as possible": "asap",
}

# Words worth mending when one letter slipped, and words that look like a slip and are none.
MENDED = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february april august september october november
    december tomorrow tonight morning afternoon evening weekend around before appointment cleaning reschedule anytime
    earliest possible next whenever christmas thanksgiving please thanks
    """.split()
)
NOT_MENDED = frozenset(
    """
    mourning moving turning warning clearing leaning meaning mondays sundays fridays arounds befor text round ground
    hanks
    """.split()
)

# Words that tell the language, beside those with a meaning.
KNOWN_BY = frozenset(
    """
    no of on at or i you he she we they is am are was the a an my your me it to and do does can could would will have
    has need want like please thanks yes what when where how who hello hi hey for with there this that be if any work
    works see get make book appointment cancel change reschedule sure ok great sounds good help know tell don dont
    cant im
    """.split()
)
