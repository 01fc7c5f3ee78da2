"""English words of time and what they mean. A kind, and its spellings; "value: spelling | another" where there is a value.

The kinds are what the rules speak of. Small letters, no accents, no apostrophes; several words make a phrase, and the longest
phrase wins. A line break or ";" ends one value's spellings.
"""

WORDS = {
    "WEEKDAY": """
        0: monday | mon; 1: tuesday | tue | tues | tuseday; 2: wednesday | wed | weds | wensday | wednsday | wednes
        3: thursday | thu | thur | thurs | thrusday | thirsday; 4: friday | fri; 5: saturday | sat; 6: sunday | sun
    """,
    "EVERYDAY": """
        0: mondays; 1: tuesdays; 2: wednesdays; 3: thursdays; 4: fridays; 5: saturdays; 6: sundays
    """,
    "MONTH": """
        1: january | jan; 2: february | feb | febuary; 3: march | mar; 4: april | apr; 5: may; 6: june | jun
        7: july | jul; 8: august | aug; 9: september | sep | sept; 10: october | oct; 11: november | nov
        12: december | dec
    """,
    "DAYREL": """
        0: today | this day; 1: tomorrow; -1: yesterday; 2: day after tomorrow | overmorrow; -2: day before yesterday
    """,
    "NOW": "right now | right this minute",
    "PART": """
        morning: morning | mornings
        afternoon: afternoon | afternoons
        evening: evening | evenings
        night: night | overnight
        nights: nights
        daytime: daytime
        after school: after school | afterschool
        after work: after work | afterwork
        lunch: at lunch | close to lunch | closer to lunch | near lunch | lunchtime | lunch time | lunch hour | lunch break | around lunch | over lunch | during lunch
        before lunch: before lunch
        early morning: before work
        after lunch: after lunch
        mid morning: mid morning | midmorning
        mid afternoon: mid afternoon | midafternoon
        first thing: first thing in the morning | first thing
        end of day: end of the day | end of day | eod | close of business | cob | late in the day | later part of the day
        not early: not too early | nothing too early | not super early | not that early | not very early | not so early
        not late: not too late | nothing too late | not super late | not that late | not very late | not so late
        morning: in the am
        afternoon: in the pm
    """,
    "LUNCH": "lunch",
    "TONIGHT": "tonight",
    "CLOCKWORD": "720: noon | noonish | noontime | midday | mid day; 1440: midnight | mid night",
    "UNIT": """
        day: day | days
        week: week | weeks
        month: month | months
        year: year | years | yr | yrs
        hour: hour | hours
        minute: minute | minutes
        fortnight: fortnight
    """,
    "WEEKEND": "week - end | weekend | week end | weekends | week ends",
    "SOON": "day: coming days | upcoming days | next days | days ahead; week: coming weeks | upcoming weeks | weeks ahead",
    "ONEAFTER": "the one after | the one after that | the following one | the next one after",
    "WEEKAFTER": "following week | week following",
    "WORKWEEK": "work week | workweek | working week",
    "WEEKDAYS": "weekday | weekdays | week day | week days",
    "WORKDAYS": "workday | workdays | business day | business days | working days | working day | work days",
    "EOM": "eom | end of month | end of the month | month end",
    "NUM": """
        1: one; 2: two; 3: three; 4: four; 5: five; 6: six; 7: seven; 8: eight; 9: nine; 10: ten; 11: eleven
        12: twelve; 13: thirteen; 14: fourteen; 15: fifteen; 16: sixteen; 17: seventeen; 18: eighteen; 19: nineteen
    """,
    "TENS": """
        20: twenty; 30: thirty; 40: forty | fourty; 50: fifty; 60: sixty; 70: seventy; 80: eighty; 90: ninety
    """,
    "CENTURY": "2000: two thousand and | two thousand; 1900: nineteen hundred",
    "ORD": """
        1: first; 2: second; 3: third; 4: fourth; 5: fifth; 6: sixth; 7: seventh; 8: eighth; 9: ninth; 10: tenth
        11: eleventh; 12: twelfth | twelveth; 13: thirteenth; 14: fourteenth; 15: fifteenth; 16: sixteenth
        17: seventeenth; 18: eighteenth; 19: nineteenth; 20: twentieth; 30: thirtieth
    """,
    "COUPLE": "2: couple of | couple; 3: few",
    "AMPM": """
        am: am | a m | a . m | a . m .
        pm: pm | p m | p . m | p . m .
    """,
    "HALF": "half",
    "QUARTER": "quarter | a quarter",
    "PAST": "past",
    "OCLOCK": """
        oclock | o clock | o " clock | o ' ' clock | o ' clock
    """,
    "OH": "oh | o",
    "ISH": "ish",
    "NEXT": "next | following",
    "COMING": "coming | upcoming",
    "THIS": "this | current",
    "LAST": "last",
    "AFTER": """
        after | later than | i work til | i work till | i work until
        out of town until | out of town till | out of town til | away until | away till | away til | gone until | gone till | gone til
        traveling until | traveling till | traveling til | travelling until | on vacation until | on vacation till | on vacation til
        out of state until | out of the country until | not back until | not home until | sick until | tied up until
        work till | work until | work til | school till | school until | school til | get off at | get off work at
        off work at | off at | get out at | done at | done with work at | finish at | finish work at | free after
        available after | any time after | anytime after
         earliest is | after about | after around | no good before | not good before | cant before | cant do before | cant come before | not available before | unavailable before | busy until | busy till | class until | class till | work ends at | school ends at | get out of school at | out of school at | gets out at | not free until | not free before
    """,
    "NOTBEFORE": "nothing before | nothing earlier than | no earlier than | not before | not until | not earlier than | not till",
    "BEFORE": """
        before | earlier than | prior to | not after | nothing after | latest by | anytime before | any time before
        done by | out by | cant after | cant do after | cant come after | busy after | not available after | not free after | nothing later than | have to leave by | have to be done by
    """,
    "BY": """
        by | no later than | not later than | on or before
    """,
    "UNTIL": "until | til | till | untill | up to | up until",
    "SINCE": """
        since | starting | starting from | starting on | beginning | as of | as from | beginning on | on or after
    """,
    "FROMNOW": "between now and | from now until | from now till | from now to | now until | now till | now to",
    "FROM": """
        from | between | in between | anywhere between | anytime between | any time between | sometime between
    """,
    "ONWARDS": """
        at the earliest | at earliest | or later | onward | onwards | and later | or after | and after | or anytime after | plus | and up
    """,
    "ORBEFORE": """
        or earlier | and earlier | or before | or sooner | at the latest | at latest | the latest
    """,
    "AND": "and | n",
    "OR": "or | or else | or maybe | or even | otherwise | if not | if not then | or if not",
    "TO": "to | thru | through",
    "NOT": """
        not | except | but not | except for | besides | other than | anything but | any day but | any time but
        anytime but | apart from | cant do | cant make | cant make it | cant come | cant on | cannot do | cannot make
        not available | not free | busy | cant be | not on | wont work | dont want | avoid | unavailable | anyday but
        instead of | rather than | not sure about | unsure about | i work | i work on | im working | i am working | i have to work
        have to work | called in to work | i have work | i have school
        never | i cant do | i cant make | i cant make it | i cant come | i cant | i cannot | we cant
    """,
    "AWAY": """
        out of town | out of state | out of the country | am away | are away | be away | on vacation | im gone | i am gone | be gone
        tied up
    """,
    "NO": "no | nor",
    "BAD": """
        no good | doesnt work | does not work | wont work | isnt good | not good | is out | are out | is bad | are bad
        is no good | dont work | is not good | doesnt suit | does not suit | is not possible | im busy | i am busy
        is not available | are no good | are not good | are bad for me | are hard | are tough | are not possible | dont work for me | does not work for me
    """,
    "BUT": "but",
    "AT": """
        at | around | about | closer to | close to | nearer to | approximately | approx | roughly | at about | at around | as early as | at like | @
    """,
    "MAKE": """
        make it | make that | make it for | can we do | can i do | could we do | could i do | can you do | can u do
        lets do | do
    """,
    "ON": "on",
    "IN": "in | during",
    "WITHIN": "within",
    "OF": "of",
    "FOR": "for",
    "THE": "the",
    "A": "a | an",
    "ANY": "any | every | each | all | some | most",
    "AGO": "ago",
    "HENCE": "from now | hence | from today | out | away",
    "EARLY": "early | early in | early on",
    "LATE": "late | late in",
    "MID": "mid | middle of | the middle of | middle",
    "BEGIN": "beginning of | start of | the beginning of | the start of | beginning | start",
    "END": "end of | the end of | end",
    "THAT": "that",
    "REST": "rest of | the rest of | remainder of",
    "COMMENCING": "commencing | beginning | w / c | starting",
    "EARLIEST": """
        as soon as possible | soonest | earliest | first available | next available | as early as possible
        soon as possible | right away | sooner the better | soon as you can | quickest | as soon as you can
        first opening | next opening | as soon as i can | as early as you can | as early as | first appointment of the day | first appointment | earliest appointment | next available appointment
    """,
    "LATEST": """
        as late as possible | last appointment of the day | latest in the day | latest appointment | latest you have
    """,
    "ANYTIME": """
        every day | each day | everyday | anytime | any time | any day | anyday | whenever | im flexible | i am flexible | im open | i am open
        doesnt matter | whatever
    """,
    "LATERON": """
        later | something later | later time | anything later | later than that | too early | not that early | bit later | little later | a bit later | a little later
    """,
    "EARLIERON": """
        earlier | something earlier | earlier time | anything earlier | earlier than that | too late | not that late | bit earlier | little earlier | a bit earlier | a little earlier
    """,
    "WEEKOFIT": """
        after: later that week | later in that week | later that same week | later the same week
        same: that same week | the same week | that week
        before: earlier that week | earlier in that week | earlier that same week | earlier the same week
    """,
    "SOONER": "sooner | anything sooner | something sooner | sooner than that | bit sooner | little sooner | a bit sooner | too far out | too far away",
    "LATERINDAY": "later in the day | later on in the day | later in the afternoon | later time of day",
    "EARLIERINDAY": "earlier in the day | earlier on in the day | earlier time of day",
    "BACK": "back | out further | bump | postpone | delay",
    "UP": "up | forward | ahead",
    "ANOTHERDAY": """
        another day | different day | other day | other days | some other day | different date | another date
    """,
    "SAMEDAY": "same day | that day | that same day | that date",
    "THOSEDAYS": "those days | these days | those dates | these dates | any of those days",
    "BETTER": "would be better | is better | works better | would work better | would be best | is best | works best",
    "SAMETIME": "same time | at that time",
    "GREETING": """
        good morning | good afternoon | good evening | good night | good day | have a good day | have a nice day
    """,
    "FILLER": """
        please | maybe | preferably | probably | sometime | some time | possibly | perhaps | also | ideally | just
        only | really | then | um | uh | exactly | instead | or so | sharp | would | actually | like | all day long | all day | either
    """,
    "HOLIDAY": """
        next: the holiday; new year: the holidays
        christmas: christmas | xmas | christmas day | xmas day | x mas
        christmas eve: christmas eve | xmas eve
        new year: new years day | new year day | new years | new year | new years day
        new years eve: new years eve | new year eve | nye
        valentines: valentines day | valentine day | valentines | valentine
        halloween: halloween | halloween day
        thanksgiving: thanksgiving | thanksgiving day | turkey day
        black friday: black friday
        mothers day: mothers day | mother day
        fathers day: fathers day | father day
        easter: easter | easter sunday
        easter monday: easter mon | easter monday
        good friday: good friday
        independence day: independence day | 4th of july | fourth of july
        memorial day: memorial day
        labor day: labor day | labour day
        veterans day: veterans day | veteran day
        presidents day: presidents day | president day
        mlk: mlk day | martin luther king day | martin luther kings day | mlk
        columbus day: columbus day | indigenous peoples day
        juneteenth: juneteenth
        new year: holidays | the holidays
        st patricks: st patricks day | st paddys day | st patrick day | st paddy day
        ides of march: ides of march
    """,
    "PAIN": "pain | hurts | hurting | hurt | ache | aching | sore | scale",
    "MONEY": "$ | dollars | bucks | usd",
    "WORD": """
        stop by | swing by | drop by | for now | by now | until now | till now | thats all for now | now that | now i | and now | now can | now lets
        just now | ok now | a second | one second | second one | one moment | at the moment | not now
        not right now | not right away | that is all today | all for today | ok for today | everything for today
        me today | your help today | need right now | not at this time | want right now | need today | done for today
        for today thanks | day after day | one day | one time | this time | next time | last time | every time
        number of nights | how many nights | several nights | more nights | days of the week | first time
        second time | all the time | time of day | day to day | one more | one of | no one | the one | this one
        that one | which one | other one | first one | last one | up to date | long time | some day | my day
        great day | nice day | good day | lovely day | day off | what day | what days | which day | the sun
        about one | 1 : 1 | 24 / 7 | good week | nice week | good weekend | nice weekend | great weekend
        see you later | talk later | sat down | i sat | sat there | we sat | came up | come up | comes up | the holiday inn | holiday inn | be back | get back | got back
    """,
}

# Right behind a number, without a space: "3rd", "530p", "15h30".
GLUED = {
    "TH": "st | nd | rd | th",
    "AP": """
        am: a
        pm: p
    """,
    "H": "h | hs",
}

# A month or a number only beside a number, or after one of these: "I may come" is no month, "in may" is.
SHY = frozenset(
    """
    mar march may second
    """.split()
)
SHY_AFTER = frozenset(
    """
    after before by during early end for from in late mid next of since til till until
    """.split()
)
