"""English phrases by what they are for. The patterns are those of phrases.py; the words as
spelling.py spells them. What cannot wait stands in urgent.py, questions in questions.py."""

from flows.reader.english.questions import QUESTIONS
from flows.reader.english.urgent import URGENT

CLASSES = {
    "<visit>": """
        appointment visit booking reservation cleaning checkup session consultation slot spot meeting time it one
    """,
    "<my>": "my the this our his her their that an a",
    "<give>": "get find book make schedule set have need want like see",
    "<good>": """
        good great fine perfect ok nice excellent wonderful awesome amazing lovely cool alright ideal right correct
        acceptable agreeable
    """,
    "<that>": "that it this they he she those these everything one",
    "<very>": "very really so just pretty absolutely perfectly totally quite also actually then probably",
    "<texts>": "texts text texting messages message msgs msg messaging sms notifications notices alerts reminders",
    "<thing>": """
        one day date time place option options slot doctor dentist therapist salon provider choice times days dates
        doctors therapists salons dentists
    """,
    "<hurt>": "swollen swelling swelled swells puffy puffed bigger huge ballooned ballooning inflamed",
    "<face>": "face cheek cheeks jaw eye neck throat tongue lip lips mouth chin",
    "<cant>": """
        cant cannot barely hardly unable trouble hard harder difficult difficulty struggling struggle problem problems couldnt
    """,
    "<breathe>": "breathe breathing breath swallow swallowing",
    "<bleeds>": "bleeding bleed bleeds blood",
    "<badly>": "bad badly heavily heavy lot lots much nonstop everywhere pouring gushing profusely constantly hours",
    "<tooth>": "tooth teeth",
    "<treated>": """
        tooth teeth molar crown crowns filling fillings bridge implant implants veneer veneers denture dentures gum gums bite
        retainer braces
    """,
    "<family>": """
        husband wife spouse partner boyfriend girlfriend fiance son daughter boy girl kid child baby teen mom mother dad father
        grandma grandmother grandpa grandfather brother sister
    """,
    "<kin>": """
        husband wife mother mom father dad son daughter brother sister grandma grandmother grandpa grandfather spouse partner
        uncle aunt
    """,
    "<remove>": "take get remove delete drop pull wipe scrub",
    "<end>": "stop quit cease end halt discontinue desist",
    "<texting>": "texting messaging contacting bothering sending spamming harassing blowing calling pestering writing",
    "<asap>": "waitlist waiting wait cancellation possible standby",
    "<person>": "person human agent representative rep receptionist operator manager supervisor",
    "<staff>": """
        person human agent representative rep receptionist operator manager supervisor secretary reception nurse team
        assistant desk
    """,
    "<people>": """
        person human agent representative rep receptionist operator staff manager somebody someone supervisor
        secretary reception nurse team assistant desk people
    """,
}

ACTS = {
    **URGENT,
    **QUESTIONS,
    "YES": """
        ^yes | ^ok | ^sure | ^correct | ^right$ | ^right ,/./! | ^right on | ^exactly | ^absolutely | ^definitely | ^certainly | ^agreed | ^deal
        ^confirmed | ^confirm | ^confirming | ^perfect | ^great | ^good | ^fine | ^alright | ^cool | ^awesome | ^excellent | ^wonderful | ^nice
        ^lovely | ^yup | ^affirmative | ^c$ | ^c and | ^c but | ^c ,/./! | ^y$ | ^of course | ^for sure | ^sounds? <very>? <good> | sounds? like a plan
        sounds? <very>? <good> | looks? <very>? <good> | seems <very>? <good> | <that> is? <very>? <good>
        <that> is? <very>? works | <that> would be <very>? <good> | <that> will be <very>? <good> | <that> was <good>
        <that> will do | <that> <very>? works | works for me | works <good> | work for me | works well | work well | will work
        would work | should work | could work | please do | go ahead | ^do it | please do it | ^book it | please book it
        lets do it | let do it | go for it | make it so | count me in | i do want | i do$ | ^indeed | ^true | ^that is my
        please book | yes please | i would love to | i would like that | i like <that> | i like the sound | i love it | love it
        sound good | sound great | i will take <that> | i will take the | i will go with | i will have <that> | lets go with
        let go with | go with <that> | ill take <that> | i want <that>$ | i accept | i agree | fine by me | fine with me
        good with me | ok with me | ok by me | ok for me | good for me | fine for me | perfect for me | no problem | no worries
        why not | <that> suits me | suits me | suit my needs | i am interested$ | i confirm | confirm <that>? | i am ok with
        i am happy with | 👍 | 👌 | ✅ | 🙏 | 💯 | ✔ | ^bet$ | ^word$ | sounds right | <that> would be all right
        <that> is? all right | all right | i find <that> <good> | thats? right | you got it | all good | <that> is it | i choose
        i will go there | i can go there | ^liked | ^loved | ^emphasized | count on it | 10 - 4 | ^100 % | ^1000 % | ^will do | roger | ^copy$ | copy that | you bet | yes sir/maam | ^ya$
        that time is <very>? <good> | that day is <very>? <good> | ^ok see you | <good> for me | ^see you then | ^see you there | for sure | ^indeed | ^mhm | ^mm ?hmm | ^uh ?huh | ^hell yes | ^heck yes | ^ok$
        sounds like a winner | all <number>? of us/them yes | ^done$ | ^totally | ^affirmative | ^y y | thatll work | that will work | ❤ | 😊 | 😀 | 🙂
    """,
    "NO": """
        ^no | ^no thank you | ^no thanks | ^not really | ^negative | ^nah | dont want | do not want | dont need | do not need
        ^dont | ^do not | dont book it? | do not book it? | ^please dont | ^no please dont | ^never | not interested | not that
        not this | not right$ | <that> is? not right | isnt right | is wrong | <that> is? incorrect | ^incorrect | ^wrong$
        is not correct | doesnt work | does not work | wont work | will not work | would not work | wouldnt work
        cant do <that> | cant make <that> | not going to work | not work for me | none of <that> | none of <that> work/works | none of <that> work/works for me | none of <that> is/are <very>? <good>
        none of <that> is/are <very>? <good> for me | none of <that> will? work for me | ^none | neither | no good
        not good | not really good | i changed my mind | ^not | i do not$ | i dont$ | ^not now | ^not right away
        ^not right now | ^not yet | not at this moment | not at the moment | not just now | ^maybe later | ^perhaps later
        ^later on | ^perhaps in the future | it may be later | maybe next time | some other time | another time maybe
        not today | 👎 | ✖ | ❌ | ^n$ | ^disliked | not for me | i dont think so | dont think so | decided not to
        decided against | no need | skip <that> | you can skip | not necessary | i said no | answer is no | not what i
        isnt what i | <that> is? not | dont like | do not like | hate <that> | hate them | not tomorrow | of course not
        ^no ,/.? <that>? is? ok | ^no ,/.? <that> is? fine | ^no ,/.? i am good | ^no ,/.? i am ok | ^no ,/.? i am all
        definitely not | absolutely not | certainly not | it has nothing | the answer is no
    """,
    "UNSURE": """
        not really sure | not too sure | not so sure | not sure | ^maybe$ | ^perhaps$ | i think so | think so | let me check
        have to check | need to check | must check | not certain | ill see | i will see | let you know | get back to you
        90/95/98/99/80 % sure | let me think | have to think | need to think | have to ask | need to ask | let me ask | possibly | might be able
        i guess | depends | tbd | let me see | ^should be$ | ^should be fine/ok/good/alright/able | ^should$ | i should be | i/we should be able | probably | most likely | likely
        ^i might$ | might make it | hope so | do my best | unless | i hope | hopefully | ill try | will try | try to make it | pretty sure | fairly sure | almost sure | ^yes if | ^sure if | ^ok if
        if i can | if i get off | if i am able | as long as i | if nothing | if all goes | planning on it | plan to$ | think i can | i believe so | believe so
    """,
    "REMIND": """
        remind me | reminder to | reminder for | ask me again | text me again | check back with me | get back to me
    """,
    "FOR_ANOTHER": """
        make it for | but for my/our/him/her | but it is for | but its for | actually for my/our/him/her | should be for | change it to my/our/him/her
        switch it to my/our/him/her | not for me | not me | yes/ok/yep/sure for my/our/him/her
    """,
    "TELL_YOU": "let you know | get back to you | get back with you | text you back? | call you back? | message you",
    "DONT_KNOW": """
        dont know | do not know | no idea | no clue | cant remember | dont remember | do not remember | forgot | forgotten
        not sure | dont recall | cannot remember | couldnt tell you | i am lost | cant say | cannot say | cannot really
        cant really recall | still deciding | have no idea | unsure | no longer remember | dont have a clue | cant figure
        cannot figure | i wonder
    """,
    "TOLD": """
        havent/hasnt/hadnt … in … days/weeks/months/month/years/year/ages | have/has/had/ive not … in … weeks/months/month/years/year
        not/havent/hasnt/never been/seen/had … in … weeks/months/month/years/year | not been to … in … weeks/months/month/years/year
        havent/hasnt been to … in … weeks/months/month/years/year | first time/visit/cleaning in … weeks/months/years
        call/text/phone/answer/answered/reply/respond/response … as soon as possible | call … right away
        cancel … as soon as possible
    """,
    "BOOK": """
        ^an? appointment$ | ^appointment/visit$ | ^appointment please | ^an? appointment please | i book | can i book | book … <visit> | book me | book a | book an | book the | book for | book at | book on | book with
        book again | book now | ^book | to book | book it | proceed with … appointment | please book | can you book
        booking again | lets book | try booking | make … booking | make … reservation | reserve | make … appointment
        get … appointment | schedule … appointment | set … appointment | set up a? appointment | need … appointment
        want … appointment | like … appointment | have an appointment available | fix … appointment | find … appointment
        ^schedule | schedule … visit | schedule me | schedule it | schedule a | schedule an | schedule the | schedule my
        to schedule | please schedule | need to schedule | can you schedule | pencil me | put me down | come in | stop/swing/drop by | get in
        be seen | get seen | squeeze me in | fit me in | see the dentist | see a dentist | see the doctor | see a doctor
        visit the dentist | visit a dentist | visit the doctor | visit that doctor | visit this dentist | go to the dentist
        visit a doctor | to visit … on | like to visit | want to visit | wish to visit | love to visit | go to the salon
        go to the doctor | want to go on | like to go on | new appointment | appointment please | any appointment
        an appointment for | appointments available | any openings | any availability | have availability | do you have anything
        got anything | new patient | first visit | are you accepting | are you taking | become a patient | sign up
        need … cleaning | want … cleaning | due for | need … checkup | make it … appointment | looking to book
        looking for an appointment | to make an? appointment | appointment for me | try again
        also/and/plus one/another one? for my/our <family> | another one? for my/our <family> | one more for my/our <family>
        my/our <family> needs/need/wants/want one too/also | my/our <family> too/also needs/need/wants/want | can my/our <family> come too/also
    """,
    "MOVE": """
        ^move$ | ^move please$ | ^change please$ | bring … forward/up | pull … forward | move … up/back/forward/earlier/later | delay my | reschedule | move/change/switch/reschedule mine/his/hers/theirs | move … to | move my | move me and | move us | move both | move the appointment | move … appointment | move … visit | move it | move to a | move that
        moving that | moving my | change my … appointment | change my appointment | change the appointment
        change … appointment | change … visit | change my time | change the time | change the date | change the day
        change it to | switch my | switch … appointment | switch to | push my | push it | push back | bump | postpone | rebook
        different day for my | another day for my | need to change | want to change | like to change | have to change
        can i change | can we change | could we change | come earlier | come later | come another | earlier appointment
        later appointment | amend | modify | to change | change my | change of | a change to | alter
        update my booking | swap my | instead of my appointment | cant make my | cant make it … can i | need a different
        need another day | need another time | ^are$ | ^r$ | ^change$ | needs/need to move/change | needs/need to be moved/changed/rescheduled
        come in earlier/later | need/want/have/get it moved/changed/switched/rescheduled
    """,
    "RATHER": "can/could we/i/you/he/she/they do/come/make/go … later/earlier/sooner | come … later/earlier same day",
    "UNDO": """
        can/will come/go/make after all | can/will make it after all | coming after all | bring back my | i take it back | uncancel | un cancel | un - cancel | undo | get … appointment/spot/slot/time back | put it/me back | put … appointment back | put … back on
        didnt mean to cancel | did not mean to cancel | cancelled by mistake/accident | cancel … by mistake/accident | have … appointment back
        want … appointment/spot/slot/time back | keep … appointment after all | restore | reinstate | still have my appointment/spot/time
        my old time back | old appointment back | give me back | take back my cancel | changed my mind … keep | take that back
    """,
    "CANCEL_VISIT": """
        ^take it off | just take it off | off the book/books |         cancel my | cancel the | cancel … appointment/visit/cleaning/checkup | cancel all | cancel this | please cancel
        ^cancel please | ^cancel … one/ones/mine/his/hers/theirs | cancel … mine/his/hers/theirs | take … off the schedule/calendar/books | to cancel | have to cancel | cancel for | cancel on | cancel both | ^cancel tomorrow | ^cancel today
        call off | cancel please | not coming | cant make it to my | cant come to my | wont be coming | wont be able to make
        not able to make | unable to make | not going to make | wont make it | will not make | not gonna make | cannot make it
        have to miss | get rid of my appointment | drop my appointment | take me off the schedule | no longer need … appointment
        dont need … appointment anymore | remove my appointment | delete my appointment | skip my appointment
    """,
    "DROP": "^cancel$ | ^cancel it/that/this$ | ^cancel it/that/this please$ | ^cancel please$ | never mind cancel it/that/this",
    "CANT_COME": "cant make it | cant come | cant make <that> | cant be there | cannot make it | cannot come",
    "CONFIRM": """
        confirm my | confirm the | confirm our | to confirm | i confirm | ^confirm | ^confirmed | confirming | will be there
        i will be there | ill be there | we will … be there | see you then | see you there | see you tomorrow | see you on
        see you at | see you monday | see you tuesday | see you wednesday | see you thursday | see you friday | see you mon/tue/tues/wed/weds/thu/thur/thurs/fri/sat/saturday | i am coming
        im coming | we are coming | still coming | still on | still good for | good for tomorrow | cu then | c u then
        on my way | i will make it | ^c$ | cant wait | looking forward | will see you | ill see you | well be there | ^be there$ | planning to be there
        we will be there | count on me | i got it | see u then | i am confirmed | consider it confirmed | wouldnt miss it | wont miss it
    """,
    "LATE": """
        <name> running late | be there in … minutes | minutes away | minutes out | minutes behind | behind schedule | running … behind
        be there in <number>$ | uber/lyft/bus/train/ride/sitter/babysitter … late/delayed | is delayed | traffic is | traffic … bad/terrible/heavy/crazy | stuck on | hit traffic | lot of traffic | but late
        omw but/and late | late but | be a/little/bit … late | hour late | hours late | few minutes late | running … late | there late
        running late | running behind | be late | am late | minutes late | mins late | stuck in traffic | little late | bit late
        late for my | <number> late | be there soon | on the way but | going to be … late
    """,
    "ARRIVED": """
        ^here$ | ^im here | ^i am here | i have arrived | ^arrived | ^outside | im outside | i am outside | in the parking lot
        in the waiting room | just got here | just parked | parked outside | ^checking in$ | ^checking in for | just pulled in/up | pulled in/up
        in the/your lot/garage/building/lobby/waiting | in the/your lobby | at the front desk | at the/your office | at the door | out front | we made it | i made it | in your parking lot/garage | walked in
        were/was here$ | ^we are here | we are outside | are outside | in the car | i am in the lot | im in the lot | parking now | walking in
    """,
    "JOIN_ASAP": """
        put/add me on the/your/that/this list | cancellation list | waiting list | waitlist | wait list | asap list | call list | if something opens | if anything opens
        if anyone cancel | if someone cancel | anything sooner opens | let me know if … opens | if you get a cancellation
        if there is a cancellation | short notice list | any cancellations | if anyone/anybody/someone/somebody cancels/cancelled
        if something/anything … opens/sooner/earlier … up | if … opens up | if … comes/open up | text/call/tell me if … cancellation/cancellations/earlier/sooner
        standby list | keep me posted/informed/updated | earlier slot/spot/opening if | if … earlier slot/spot/opening/appointment | as soon as possible list | on standby | on the list if | get a cancellation | have a cancellation | if … cancellation
    """,
    "LEAVE_ASAP": """
        off the waitlist | off the waiting list | off the wait list | off the cancellation list | off the asap list
        remove … waitlist | remove … waiting list | stop looking for … earlier/sooner/time | take/remove/get/drop me/us/my off/from … <asap> list?
        off … <asap> list? | no longer need/want … <asap> list? | dont need/want … <asap> list? … anymore | dont need … earlier/sooner | not need … earlier/sooner
        off/from the/your as soon as possible list | take/remove me off/from the/your as soon as possible list | not looking for … earlier/sooner | stop looking for
    """,
    "GREETING": """
        ^hi | ^hello | ^hey | ^hiya | ^howdy | ^good morning | ^good afternoon | ^good evening | ^yo$ | ^greetings
    """,
    "THANKS": """
        thank you | thanks | thank u | ^ty$ | appreciate | appreciated | much obliged | you are the best | you rock | grateful
        thank | you have been | you have done | great help | very helpful | so helpful | so kind | ur awesome | you are awesome
        you are great | helped a lot
    """,
    "BYE": """
        for your help | for you are help | for the help | for all your help | for all the help | for your time
        for your assistance | for the assistance | for helping | for your kind help | for being | for everything | for the info
        for the information | bye | goodbye | good bye | bye bye | see you$ | see ya | see you later | talk to you later
        talk later | have a good | have a great | have a nice | take care | good night | ttyl | cya | that is? all | that is it$
        that it$ | that will be all | that would be all | that was all | thats? all | is everything | be everything
        was everything | all i need | all i needed | all i want | all i wanted | all set | i am done | im done | i am good$
        im good$ | i am good for now | nothing else | nothing more | done with you | i am finished | i have to go$
        i have to go now | i have to run | got to go | adios | that everything | everything i need | everything i needed
        got to run | got to get going | got to get | need to go$ | i need to run | gotta | have everything i need | that does it
        finished for now | good for now | ok for now | no more questions | hang up | dont need you | no longer need | all done
        all for now | all for today | i got to | should be all | done for now | not need anything | dont need anything
        info i need | information i need | what i need | all the info | wrap | end the call | end this | done here | be it
        will be it
    """,
    "WAIT": """
        ^one/a/1 second/sec/moment/minute/minutes/moments | just/gimme a/one/1 second/sec/moment/minute/minutes | give me a/one/1? second/sec/moment/minute/minutes | hold on | hang on | brb | be right back | ^wait$
    """,
    "REPEAT": """
        repeat | say that again | say it again | come again | ^pardon | what was that | what did you say | ^huh | one more time | what time again | what day again
        hear that again | tell me that again | again please | didnt catch | didnt get that | did not catch | send again | resend
    """,
    "NEVER_MIND": """
        dont/not/never cancel | dont/not/never cancel my/the/our/it/that | dont/not/never cancel … appointment/visit/cleaning
        never mind | forget it | forget about it | forget i asked | skip it | disregard | ignore that | ignore my | drop it
        nevermind | keep it as is | keep it$ | keep it please | leave it as | leave it like/how/alone | leave it$ | dont change anything/it | do not change | keep what i have | keep my appointment | keep mine
        keep the appointment/time/one | keep that one | stay with | leave … appointment as/alone | just keep | lets keep | ill keep it | i will keep it | forget i said | nah forget | scratch that never
    """,
    "OTHER": """
        something else | anything else | someone else | somebody else | anyone else | any one else | anybody else | who else
        what else | where else | another one | another option | other options | more options | other choices | more choices
        other times | another time | other openings | anything different | something different | someone different
        different one | a different <thing> | different <thing> | some other <thing> | any other <thing> | other <thing>
        another <thing> | any others | any other | others | the others | keep looking | look again | try again | search again
        else do you have | else is there | else you have | else available | alternatives | alternative | additional
        find another | show me more | give me more | any more | more times | what about … instead | try a different | rather see
        instead of <that> | other … options | some other | another | different
    """,
    "LATER": """
        later | a later | later time | later in the day | little later | bit later | much later | postpone | further out
        push it back | too early | after that | anything after | something after | afterwards | later date | not so early
    """,
    "EARLIER": """
        earlier | sooner | anything before | something before | too late | too far out | earlier time | move up | before that
        quicker | earlier date
    """,
    "CORRECTION": """
        changed my mind | ^actually | i meant | i mean | ^sorry | ^oops | ^wait | ^oh wait | correction | typo | mistake
        not <that> , | i said | instead | make it … instead | rather | change that to | mixed up | scratch that | my bad
    """,
}
