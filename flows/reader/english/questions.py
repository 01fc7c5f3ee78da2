"""English phrases of what patients ask, and of what they tell about themselves: hours, prices, a new patient, pain."""

QUESTIONS = {
    "WHAT_TIME": "^when is it$ | when is it again | when was it again | ^what time$ | ^at what time$ | ^what time is it at$ | is it/that in the morning/afternoon/evening | is it/that morning/afternoon/am/pm | is it/that at <number> | am or pm | morning or afternoon",
    "VISITS": """
        when do/does … go/come | what day/time do/does … go/come | what time is mine/his/hers/ours/theirs
        when am i coming | when am i scheduled | when am i due | when am i supposed | when am i booked | when am i in
        what time … be there | have … coming up | what appointment | what visit | didnt book | did not book | when is my | what time is my | what day is my | whats my appointment
        what is my appointment | what time am i | when are we | when is our | when do i come | what time do i come
        do i/we have a/an/any? appointment/appointments/visit/visits | do i have anything | my next appointment | am i on the/your schedule/calendar/books/book
        did i book something/anything | do i/we have a/an/any? <visit> scheduled/booked/coming | do i/we have any appointments/visits scheduled/booked/coming
        when was my appointment | next visit | what appointment do i | which day is my | remind me when | remind me what/when/which
        what time was my | forgot what time | forgot my appointment | forgot when | time of my appointment | is my appointment
        is my appointment still on/good | are we still on/good | am i still on/good/scheduled
        what time is … appointment | when is … appointment | time is my son | time is my daughter | date of my appointment
        look up my appointment | what time is it again | which time was it | when is my next | whens my | whens … appointment/visit/cleaning | do i have one already/booked/scheduled/coming | do i already have one/an/a | ^when my/our/his/her appointment/visit/cleaning/checkup/next | when is my next one | when … come in | which/what day/days/time/times are/is/do/does … coming/come/scheduled/booked | is/am/are … scheduled/booked | when is/are … appointment/appointments/visit/coming/next
        what time is/are/was … appointment/visit/coming/cleaning/next | what time … be there | what day/date … coming/appointment/visit/in/scheduled/was it/is it | what time/day was it
        have anything scheduled/booked/coming/set | have an appointment … scheduled | anything scheduled/booked | what did we/i book | what do i have | what day am i | what day is it again
        what time … supposed | when was it | when did i book/schedule | what visits | list … appointments | our appointments | what … appointments do | my appointment time | confirm what time
    """,
    "PRICE": """
        fee | how much do/does/is/are/would/will | how much | whats/what … run$ | what do you/u charge | cost | costs | price | prices | pricing | fee | fees | expensive | charge for | payment plan | payment plans
        cheapest | cheaper | how cheap/expensive/pricey | least expensive | affordable | afford
    """,
    "INSURANCE": """
        insurance | is delta/cigna/aetna/humana/guardian … accepted/taken/ok/covered | delta dental | medicaid | medicare | ppo | hmo | in network | cigna | aetna | metlife | denti cal | dentical
        covered | coverage | blue cross | my ins | ins$ | guardian dental | in network with | out of network | united concordia | humana | anthem
        dental plan | dental plans | self pay | uninsured | no insurance | deductible | copay | do you take | do you accept | take … ppo/hmo
    """,
    "ADDRESS": """
        ^address$ | the address$ | and the address | send/give/get/find/text … address | need/want/have the/your address
        your address | where are you | where is your | where is the office | located | location | directions
        how do i get there/to | what is? the address | office address | which office/building/floor/suite | what floor/suite/building
    """,
    "PARKING": """
        parking | where/do/can/should/could … park | place to park | park my car | parking lot/garage | validate | somewhere to park | can i park
    """,
    "DURATION": """
        how long will/does/is/would/do/are/should | how long … take/last/be | ^how long$ | what time will i/we/he/she be done/finished/out | when will i/we/he/she be done/finished/out
        how many minutes/hours | how much time | will it take | take more/longer than | be more than | last more/longer | out of there by | done by when | take long | be long
    """,
    "WHY": """
        why do/would/are you/u … need/want/ask/asking | why … birthday/birthdate/dob/born | what … need … dob/birthday … for | what … need … for
        why should i | why … my information/info/name | what is that for | what do you need that/it/my
    """,
    "LANGUAGE": """
        speak/speaks/talk/write/habla spanish/espanol | anyone who speaks spanish/espanol | in spanish/espanol | spanish/espanol please | in english | english please | speak english
    """,
    "RECORDS": """
        changed my phone/cell/mobile/number/address/insurance/email/name | new phone number | new cell/mobile/home/work/email number? | got a new number | new phone | new address | new insurance | changed/change/changing/switched insurance/address/phone/insurances/name/jobs | my insurance changed
        update my insurance/address/phone/number/info/information/records/email | my new number is | change my number/address/name/email/insurance
        send/transfer/email/forward/release … records/xrays/xray/rays | my records | medical records | dental records | copy of my
        got married … name | new last name | my address is/changed | my email/phone/number/insurance/name changed | my email is | we moved | i moved | moved to a new | new card | insurance card
    """,
    "PAIN": """
        tooth … hurts/hurt/hurting/killing/aching/throbbing/throbs/sore | teeth … hurt/hurts/hurting/killing/aching/sore | my … hurts/hurt/hurting | in pain | in so much pain | in … pain
        so much pain | lot of pain | bad pain | really hurts | hurts … bad/lot/much | hurts when | hurts to | toothache | tooth ache | tooth pain | pain … / 10
        throbbing | cant sleep | cant chew | aching | abscess | infection | infected | pus | mouth/head/gums/it/jaw … killing me | everything hurts | sharp pain | pain … worse
        gums … swollen/swelling | swollen gums/gum | swelling | swollen | bad toothache | jaw hurts | jaw pain
    """,
    "CONCERN": """
        <treated> … weird/odd/strange/funny/loose/wobbly/rough/uneven/chipped/cracked/sensitive
        <treated> … feels/feel/feeling/felt/is/are/looks/looking … off/different/high/wrong
        weird/odd/strange/loose/wobbly/chipped/cracked/sensitive <treated> | <treated> … fell/came/popped/broke/fallen out/off/loose
    """,
    "NEW_PATIENT": """
        new patient | new patients | take/accept new | <family> is/are new | never been there/here/in/seen | never been to your/this/the | ive never been/come/seen | i have never been/come/seen | not been there before | never been … before | havent been … before | ^never been
        first time coming/there/here/visit/visiting/patient | my first time/visit | first visit | accepting patients | taking patients | become a patient | new to/here/there | ^new$ | ^i am new$ | i am new , | i am new and | i am new ( | is a new patient | ^am new | he/she is new | hes new | shes new | they are new | is new too/here/also/as | are both new | are new here/too
        looking for a new? dentist | need a new dentist | not a patient yet | not in your system
    """,
    "PLANNED": """
        schedule/book/arrange my/the crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure | schedule/book/arrange … for my/the crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure | appointment for my/the crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure | come in … for my/the crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure | come back … for my/the/a crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure | set up my/the crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure | do my crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure | get my crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure done
        treatment plan | planned treatment | treatment … planned/plan/planed/discussed/recommended | what we planned/discussed | we planned | you recommended | dentist/doctor/dr recommended | ready for my crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure | time for my crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure | ^my crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure$ | ^the crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure$ | need my crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure done/scheduled
        said/says i need a/the crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure | told me i need a/the crown/filling/fillings/root/bridge/implant/veneer/veneers/denture/dentures/treatment/extraction/procedure | need to come back for | schedule the rest of | finish my treatment | next step of my treatment | work … planned/recommended
    """,
    "BACK_TO_BACK": """
        back to back | right/straight/immediately/directly after the/my/his/her/that/mine/hers/it/each | one after the other | one right after | back - to - back | after each other | same time block
        right/straight after him/her/me/us/them/one/that | ^right after$ | right after$ | and right after
    """,
    "MINOR": """
        i am 12/13/14/15/16/17 , can/do/and | i am 12/13/14/15/16/17 … book/come/by/myself/can | ^i am 12/13/14/15/16/17$ | i am 12/13/14/15/16/17 and i/need/want/can/my | i am only 12/13/14/15/16/17 years? old? | under 18 | underage | a minor | by myself … 12/13/14/15/16/17
        without my/a parents/parent/mom/dad | i turn 18 | not 18 yet
    """,
    "GUARDIAN": """
        can/could/may my/his/her/their … bring/take/come with | will bring/take him/her/them | bringing him/her/them | bring him/her/them | <kin> … bring/brings/bringing/take/takes
        do i have/need to be there/present/come … with/for | have to be there with | need to be there with | be present | legal guardian | his/her/their/the … guardian | consent form
        who can bring | drop him/her/them off | without me/us there/present/being | without me$ | parent … with/present/there | can he/she/they come alone/by
    """,
    "BALANCE": "my balance | do i owe | my bill | my invoice | outstanding balance | amount due | billing",
    "CLINICAL": """
        numb | numbness | do i need to fast/eat | have to fast | should i fast/eat | can i have breakfast | antibiotic | antibiotics | is it/this/that/swelling/bleeding normal | normal to/that/for/if/after/when | still numb | should i take | can i eat | can i still eat
        what can i take | what should i take | should i rinse/brush/floss/use/be/worry/wear/ice/stop | is it safe/bad/dangerous to/if | is it infected | worried about
        refill | prescription | prescribe | painkiller | pain meds | meds | aspirin | dry socket | how do i treat | what helps | can i smoke | salt water | blood thinners | blood thinner
        can i drink | side effects | ibuprofen | tylenol | medication | medicine | stitches | what should i do about | x ray
        xrays | x rays | pregnant
    """,
    "BOT": """
        are you a real person/human | is this a real human | are you a robot | is this a robot | are you a bot | is this a bot | are you real | are you human | am i talking to
        is this a real person | is this automated | are you a person | who am i texting | is this a computer | is this ai
    """,
    "HOURS": """
        weekend/saturday/sunday/evening/holiday hours | have … hours |         what time do you open | are you open | when are you open | your hours | office hours | what time do you close
        when do you close | when do you open | opening hours | business hours | hours of operation | what are the hours
        what hours | how late are you open | what time does the office | are yall open | open on | do you open | u open
        how late | open today | open tomorrow | open late | open saturday | open saturdays | open sunday | closed on | are you closed
        days are you open | working hours | working times
    """,
    "QUESTION": """
        is that/it/this ok/fine/alright/allowed/possible | ^do i | do i need | should i bring | what to bring | ^how long | ^can my | ^can he | ^can she | ^can they | ^should | ^what | ^where | ^who | ^which | what is | what are
        where is | where are | whats | can you tell | could you tell | tell me | let me know | may i know | can i know
        like to know | want to know | need to know | wanted to know | wondering | ^is there | ^are there | ^are they | ^is it
        ^is this | ^is that | ^does | ^do they | do they | ^do you | do you | ^did | ^am i | ^was | ^will | ^has | ^have you
        ^have i | ^is he | ^is she | does he | does she | is he | is she | are they | do you know | give me … number
        give me … address | give me their | give me the | get me their | i need their | i need the … number
        i need the … address | show me | list my | more info | information about | info about | how is | hows | what will
        what does | what do | what would | what kind | what type | what time | phone number | contact number | their number
        his number | her number | their address | average rating | their rating | star rating | ^is the | ^are the | ^is my
        ^are my | can i have their | can i get their | can i get the | please provide | provide me | would like … number
        would like … address | is it possible | would it be possible | ^can i | ^could i | would i | was wondering | ask about
        asking about | explain | question | questions | how about telling | wanted to ask | show
    """,
}
