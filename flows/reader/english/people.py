"""English words around names, reasons and choices."""

from flows.reader.tables import phrases

# What stands before a name. After the first kind whatever follows is one; after the second only with a capital, or as an answer.
NAMED = phrases("""
    my name is | name is | my names | my name | i am called | name is : | name : | patient name | full name is
    full name
""")
MAYBE_NAMED = phrases("""
    this is | i am | im | it is | it is for | its for | for my son | for my daughter | for my wife | for my husband
    for my mom | for my mother | for my dad | for my kid | for my child | my son | my daughter | my wife | my husband
    my mom | my kid | one for | another for | visit for | appointment for | appt for | cleaning for | checkup for | patient is | her name is | his name is | named | it is me | here is
""")
BIRTH_WORDS = frozenset(
    """
    and b bday birth birthdate birthday born d date dob is o of on the was
    """.split()
)

# How a phone puts a tap on a text of ours, before it quotes it.
REACTIONS = frozenset(
    "liked|loved|emphasized|laughed at|disliked|questioned|removed a like from|removed a heart from".split("|")
)

# Whom a message is about, where no name says it. The patterns are those of phrases.py.
MENTIONS = {
    "ME": """
        for me | for myself | ^me$ | ^myself$ | mine | my own | my appointment/visit/cleaning/checkup/exam/spot/slot/time/reminder | my next/regular appointment/visit/cleaning
        me and | and me | only me | just me
    """,
    "SON": "my son | my sons | my boy | our son | son | sons",
    "DAUGHTER": "my daughter | my daughters | my girl | our daughter | daughter | daughters",
    "CHILD": "my kid | my child | my baby | our kid | our child | the baby | my little one | my toddler | my teenager | my teen | the kid | stepson | stepdaughter",
    "CHILDREN": """
        my/the/our two/three/four/<number>/other/little/older/younger? kids/children/twins/boys/girls | both kids/children/boys/girls/twins/sons/daughters | all the kids/children | kids | children | twins | my two sons/daughters/boys/girls
        both my/our/of kids/children/sons/daughters/boys/girls | both of my kids/children
    """,
    "PARTNER": "husband | wife | spouse | partner | boyfriend | girlfriend | fiance | fiancee | hubby | husbands | wifes | wifey",
    "PARENT": "mom | moms | mother | mothers | dad | dads | father | fathers | parents | my mama | my papa | mum",
    "OTHER": """
        grandma | grandmas | grandmother | grandpa | grandfather | grandson | granddaughter | grandkids | brother | sister | friend | aunt | uncle | cousin | niece | nephew
        roommate | neighbor | somebody else | someone else in | mother/father/brother/sister in law
    """,
    "HE": "his$ | his needs/has/is | his and | his , | his appointment/visit/one/time/cleaning/checkup | cancel/move/confirm/change his | for him | ^him$ | and him | him and",
    "SHE": "hers | her needs | for her | ^her$ | and her | her and | her appointment/visit/one/time/cleaning/checkup",
    "EITHER": """
        <family> or i/me/myself/us/his/her | i/me/myself or my? <family> | <family> or my/our/the <family> | <family> or <family> | he or she | him or her
        one of us/them | either of us/them | one/either of my/our/the two/three? kids/children/boys/girls/twins/sons/daughters
    """,
    "BOTH": "both | both of us | both of them | the two of us | two of us | us both",
    "ALL": """
        all of us | all of them | all <number> | all three/four/five/of | all of those | cancel/move/confirm/change all | everyone | everybody | whole family | entire family | all our | all my
        all the appointments/visits | ^all$ | every one of them | each of us
    """,
}

# Behind these a name may be typed small, if nothing else is known about the word: "one for leo".
NAMED_SMALL = phrases("one for | another for | another one for | one more for")

# Beside a day they say that the visit is then: "move my tuesday appointment to thursday".
MINE = frozenset("my our his her the appointment visit cleaning checkup booking one it mine".split())

# What patients call the common reasons, for an office whose own word stands before the colon.
REASONS = {
    "cleaning": """
        teeth cleaned | clean my teeth | cleaned | teeth cleaning | hygiene | hygienist | polish | prophy | clean
        cleanings | my 6 month | six month
    """,
    "checkup": """
        check up | exam | examination | regular visit | routine | routine visit | annual
    """,
    "toothache": """
        tooth hurts | tooth pain | hurts | tooth ache | pain | broken tooth | chipped | cracked | cavity | tooth thing
        sore tooth | broke a tooth | broke my | crown | filling | fell out | toothaches | my tooth | gums
        bleeding gums | abscess
    """,
    "emergency": """
        emergency visit | urgent visit
    """,
    "whitening": """
        whiten | whiter | bleaching
    """,
    "filling": """
        fillings | cavity | cavities
    """,
    "consultation": """
        consult | second opinion
    """,
}

# Beside a bare number that answers "which one?": "2 works for me, thanks".
AROUND_A_CHOICE = frozenset(
    """
    ! # ( ) , . ? a actually and be best better book can choice choose do dr fine for get go good great have hello hi i id
    ill instead is it lets like me my number oh ok one opening option perfect pick please prefer rather slot sorry sounds sure take
    thank thanks that the then time wait want we will with work works would yes you
    """.split()
)
NUMBERED = frozenset(
    """
    # choice no num number opt option
    """.split()
)
SORRY = frozenset("sorry apologies".split())
REGRETS = frozenset("wait actually rather scratch".split())
POINTS = frozenset("one instead actually better rather option choice number wait".split())
LAST_ONE = phrases("""
    the last one | the last | last one | the later one | later one | the latest | latest one | the latest one | last
    the later
""")
FIRST_ONE = phrases("""
    the earlier one | earlier one | the earliest | earliest one | the first available | the soonest | soonest one
    the earlier
""")
ANY_ONE = phrases("""
    either | either one | any of them | any of those | either works | any is fine | you pick | you choose | whichever | any one
    doesnt matter | whatever works
""")
OTHER_ONE = phrases("""
    the other one | other one | the other | the other time
""")
# To "when would suit you?" these ask for whatever there is. "What's" is read as what.
WHAT_IS_FREE = phrases("""
    what do you have | what have you got | what you got | what do you got | what available | what is available | what open | what is open
    what times do you have | what times are available | what times are open | what days do you have | what openings do you have
    when can you see me | when do you have openings | you tell me | what are my options | what options do you have
""")
MIDDLE_ONE = phrases("""
    the middle one | middle one | the middle
""")

# Words of the lists that people are called, too: with a capital, where a name is sure to stand.
CALLED = frozenset(
    "april may june august march summer autumn winter sunday monday tuesday wednesday friday will early price rich bill call root fall "
    "bridge guard case morning noon day weeks deep guardian dean".split()
)
KIN = frozenset("son daughter wife husband mom mother dad kid child named is am".split())

# Never somebody's name, though nothing else knows them.
COMMON = frozenset(
    """
    period comma fast fat fingers
    gave give given hold told tell tells said say says sent send same later can could would should shall might must may lol hmm omg wow
    haha ugh whatever already asked ask answer answered done use used put keep kept left right find found show showed hear heard talk
    talked speak spoke move moved change changed cancel cancelled stop stopped start started pay paid happy sad mad sick late early
    about actually address after again all already also always am another any anyone appointment are as asap at back
    be because been before being believe between birth birthdate birthday bit book booking born both broke broken but
    by call called check checkup child children cleaning come coming dad date daughter day dentist did different do
    dob doctor does done down dr during each email ever every exam father few first for forget forgot from full get
    getting go goes going got guess had has have having he hello her here hers herself hey hi him himself his hour how
    human hurt hurts husband id if ill im in insurance into is it its ive jr just kid kids know last legal less let
    lets like likes little look looking looks lot maam made maiden make making mam many married maybe me middle mine
    minute miss mom moment month more mother mr mrs ms much my myself name names need needed needs never new no not
    number of off office ok old on one ones or other our out over pain partner patient patients people person phone
    please pretty quite really remember same saw schedule school second see she since sir so some somebody someone son
    soon sorry spell spelled spouse sr stands still sure take taking teeth text than thank thanks that their them then
    there these they thing things think this those to today tomorrow too took tooth tried try trying under until up us
    very visit wait want wants was we week were what when where which while who whom whose why wife with without work
    working works year years yes yesterday your yours
    adult adults aligners anybody aunt autumn baby bonding boss boyfriend braces breakfast bridge brother brunch class college cousin
    coworker deep dentures denture dinner employee everybody everyone everything extraction extractions fall family fiance fiancee
    fluoride football friend friends fun girlfriend grandchild grandchildren granddaughter grandfather grandkid grandkids grandma
    grandmother grandpa grandson guard gym hubby hygiene implant implants invisalign mouthguard neighbor nephew niece practice
    retainer retainers root roommate sealants season sibling siblings sister soccer spring summer teen teenager toddler twin twins
    uncle vacation veneer veneers winter wisdom xray xrays
    """.split()
)
