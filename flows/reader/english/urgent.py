"""English phrases of what cannot wait, and of what only sounds so: emergencies, opting out, the wrong number, a person."""

URGENT = {
    "COMPLAINT": """
        complaint | the worst | terrible | unacceptable | ridiculous | rude | waited an hour | never coming back | very upset
        disappointed
    """,
    "HUMAN": """
        want … <person> | need … <person> | like … <person> | real person | live person | actual person | a person | a human
        to human | to a? human | human please | ^human | ^person | ^agent | ^representative | ^operator | ^receptionist
        front desk | speak to … <people> | speak with … <people> | talk to … <people> | talk with … <people>
        <people> … call me | call me | have … call me | pls call | please call | need to talk | need to speak | actual human | live human | get … <people> on the line | speak to someone | speak with someone | talk to someone | talk to somebody
        someone call me | somebody call me | call me | give me a call | call back | callback | connect me | transfer me
        put me through | pass me to | speak to the | speak with the | speak to your | talk to the | talk to your
        reach … <people> | <staff> please | ^someone please$ | ^somebody please$ | speak to anyone | talk to anyone | other agent | someone else … line
        can i call you | with a machine | to a machine | your phone number
    """,
    "EMERGENCY": """
        emergency | <cant> … <breathe> | <breathe> … <cant> | short of breath | shortness of breath | out of breath
        not breathing | isnt breathing | gasping | choking | throat … closing/closed/tight | airway
        cant/wont/doesnt/not/isnt/never/cannot/couldnt/hasnt/havent … stop/stopped … <bleeds> | <bleeds> … wont/doesnt/not/isnt/never/cant/hasnt/havent/didnt … stop/stopping/stopped/quit
        cant/wont … <bleeds> … stop | pass/passing out | wreck/crash … face/mouth/jaw/tooth/teeth | <bleeds> all over/through | been bleeding | bleeding since/for/all | <bleeds> … hasnt/wont/isnt/doesnt stop/stopped/stopping | hasnt/wont/doesnt stopped/stop … <bleeds> | wont quit <bleeds> | <bleeds> … <badly> | <badly> … <bleeds> | keeps/still/keep bleeding | keep/keeps on bleeding
        blood … keeps/keep/still … coming | bleeding nonstop | severe bleeding | mouth is bleeding | mouth … full of blood
        soaked … gauze | hemorrhaging | hemorrhage
        <face> … size of | <face> … like a balloon/ball/grapefruit/baseball/softball/chipmunk/egg | <face> … ballooned | <face> … <hurt> | <hurt> … <face> | <hurt> … spreading/spread/growing/worse | swelling … <face> | swelling … down … <face> | spreading <hurt>
        <hurt> … fever/temperature | fever/temperature … <hurt> | eye … shut | cant open my mouth | trouble opening my mouth
        fell … bike/stairs/scooter/skateboard/playground/trampoline/ladder/horse/bicycle | <tooth> … gone/missing/loose/crooked … fell/fall/hit/accident | <tooth> is/are gone
        hit/punched/kicked/elbowed/smashed … face/mouth/tooth/teeth/jaw | got/was hit in | fell on/and/down/from … face/mouth/tooth/teeth/chin/jaw
        accident … <tooth>/face/mouth/jaw/teeth/tooth | jaw … broken/dislocated/locked/stuck | broken jaw | broke my jaw | dislocated
        911 | chest pain/pains | passed out | fainted | fainting | unconscious | seizure | heart attack | stroke | overdose
        allergic reaction | anaphylaxis | hives | severe pain | unbearable | excruciating | worst pain | pain … 10 / 10
    """,
    "KNOCKED_OUT": """
        knocked … <tooth> | <tooth> … knocked | knocked out | <tooth> … came/popped/fell/falling/flew out | lost a tooth
    """,
    "ATTACK": """
        ignore/forget/disregard your/all/the/previous … rules/instructions/prompt/instruction | system prompt | list every/all … patients/patient/appointments | who else is coming/scheduled/booked
        other patients | every patient | developer mode | pretend you are | jailbreak
    """,
    "ABUSE": """
        fuck you | fuck this | screw you | bullshit | this is bs | idiot | idiots | stupid | moron | morons | asshole | assholes | piece of shit | go to hell
    """,
    "SAFE": """
        emergency fee/fees/price/cost |
        <face> … no/not/isnt/arent/without <hurt> | no/not/isnt/arent/without/never any? swelling/swollen/bleeding/blood/hives | no fever … swelling | no trouble/problem/problems <breathe>
        not/isnt/wasnt an? emergency | no emergency | non emergency | emergency contact/hours/number
        <bleeds> … stopped | stopped … <bleeds> | <bleeds> has? slowed | swelling … down/gone/better/less/went | no longer <hurt>/bleeding
        not … anymore … <hurt> | isnt/not bleeding/swollen/swelling … anymore | bleeding … when/if i floss/brush | normal … <hurt>/bleeding
        a? little/bit/slight/slightly/minor/mild of? swelling/swollen/bleeding/blood/puffy | <hurt> … normal | is/was <hurt>/bleeding … normal
        baby tooth … out | baby teeth … out | can breathe | can swallow | tooth … fell/came out … years/months/weeks
        taken/pulled/extracted/removed out
    """,
    "CRISIS": """
        kill/killing/killed myself/himself/herself | end/ending/take/taking my/his/her own? life | end it all | want/wanted/going to end it | want it … to end | dont want to be here$ | dont want to exist | cant go on living | take my life | suicide | suicidal
        want/wants/wanted to die | wanna die | wish i was/were dead | dont want to live/exist | dont want to be alive
        dont want to be here anymore | better off dead | no reason to live | nothing to live for | want to hurt/harm myself
        hurting/harming/harm/cutting myself | self harm
    """,
    "DECEASED": """
        passed away | passed on/last/yesterday | deceased | <kin> … died/passed/dead | he/she/they/who died/passed | he/she … passed away/last/yesterday
        has/had/have passed | no longer with us | not with us anymore | isnt with us | death in the family | lost my <kin>
        <name> … died/passed/dead | died … last/yesterday/this/in/on/of | funeral | obituary | is dead | we lost <name>/him/her
    """,
    "LIVES": "phone/battery/car/truck/computer/laptop/nerve/tooth/dog/cat/charger … died | pain/time/test/exam … passed",
    "OPT_OUT": """
        ^stop stop | ^quit$ | ^end$ | ^stop$ | <end> <texting> | <end> … <texts> | stop … texting | <end> w/with the/these/all <texts>
        stop all | stop these | stop it$ | stop this$ | unsubscribe | unsub | opt out | opt me out | opting out | no more <texts> | no more of these
        enough with the/these/your/all <texts> | enough <texts> | cut it out | knock it off | end these <texts> | cancel … <texts> | cancel my subscription
        take/get me/us off … list/texts/system/lists | ^take me off$ | ^please take me off$ | take me off please | ^remove me$ | take me off this/your/these
        take/remove/delete/lose/erase/forget/drop my/this/the number | remove me from | take this number off | take me out of … list/system
        dont … text/message/msg me | dont text | do not text | dont message me | do not message | dont contact | do not contact
        never text/contact/message/write me/us | not text me | dont ever text/contact | dont write me | dont send me/us … more/these/any/texts/messages
        said/saying stop | ^no more$ | ^quit it$ | dont … <texting>/text/message/contact … again | dont … message/text/contact/call this/my phone/number | <remove> me/us off/from/out … thing/this/these/that/list/system/texts/messages/database/contacts/phone
        never signed/agreed/asked/consented | didnt sign/agree/ask/consent/subscribe … this/to/for | no consent | want out of | dont want … from you | no longer … <texts> | leave me alone | leave us alone | dont want … <texts> | do not want … <texts> | dont want these | dont want any more of these
        no longer want/wish/like … <texts> | not want … <texts> | no texts | no texting | ^no <texts> | rather not get/receive … <texts>
        <texts> … stop | f/fuck/piss/bug/buzz off | go away | cease | spam | please stop$ | ^stop please | stop reminders | stop … reminders | revoke | i withdraw
        stop bugging | not interested in … <texts> | lay off
    """,
    "KEEP_ON": """
        dont/not/never/didnt stop <texting>/texts | dont stop | not stop texting | stop by | stop in | stop over | wont/doesnt/cant/cannot/not stop
        non stop | end of | stop looking for
    """,
    "OPT_IN": """
        start texting | unstop | opt in | opt me in | opt back in | text me again | resubscribe | subscribe me | start sending
        ^start$ | resume texts | you can text me | turn … texts/texting/messages back on | turn on … texts/messages/reminders | start texts/messages/reminders
        want … texts/reminders/messages again | get … texts/reminders/messages again | text me after all | text me anyway | ok to text me
    """,
    "HELP": """
        ^help$ | ^help me$ | i need help$ | can you help me$ | can you help$ | who is this | who dis | who are you
        who is texting | what is this about | what is this for | whats this about | what is this regarding | whos this | what can you do | how does this work | what do i do
    """,
    "WRONG_NUMBER": """
        wrong number | wrong person | wrong phone | not my number | you have the wrong | got the wrong | have the wrong | texted the wrong
        dont know any | dont know a <name> | dont know <name> | dont know who that/this/he/she is | dont know this person | dont know him | dont know her
        no one by/with/named | nobody by/with/named | no one here by/named | nobody here by/named | who the … is <name> | no such person
        this is my new number | not the right number | isnt … number | not <that> number | not … number anymore | number … anymore
        i am not <name>$ | im not <name>$ | i am not … patient | im not … patient | this isnt <name> | this is not <name> | not <name> anymore
        wrong #/num/no$ | no <name> at | ^not <name>$ | not the person/guy/one/patient you | anyone/anybody here named/called/by | isnt/not hers/his/theirs/mine anymore | number belongs to | this is … number now | someone elses number | i am not him/her | not him/her$ | had this number | have this number now | who … is <name>$
        isnt/not <name> number/phone | not <name> s? number/phone | no <name> here | there is no <name> here/at | <name> … changed … number
        doesnt/does not … this number/phone … anymore | no longer has/uses this number/phone | just got this/a new number/phone | got this number/phone
        got a new number and | new owner of this | not a patient | dont have a dentist | who is <name>$ | never heard of
    """,
}
