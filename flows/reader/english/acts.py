"""English phrases by what they are for. The patterns are those of phrases.py; the words as spelling.py spells them."""

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
    "<texts>": "texts text texting messages message msgs msg messaging sms",
    "<thing>": """
        one day date time place option options slot doctor dentist therapist salon provider choice times days dates
        doctors therapists salons dentists
    """,
    "<hurt>": "swollen swelling",
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
    "YES": """
        ^yes | ^ok | ^sure | ^correct | ^right | ^exactly | ^absolutely | ^definitely | ^certainly | ^agreed | ^deal
        ^confirmed? | ^perfect | ^great | ^good | ^fine | ^alright | ^cool | ^awesome | ^excellent | ^wonderful | ^nice
        ^lovely | ^yup | ^affirmative | ^c$ | ^y$ | ^of course | ^for sure | ^sounds? <very>? <good> | sounds? like a plan
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
        i will go there | i can go there | ^liked | ^loved
    """,
    "NO": """
        ^no | ^no thank you | ^no thanks | ^not really | ^negative | ^nah | dont want | do not want | dont need | do not need
        ^dont | ^do not | dont book it? | do not book it? | ^please dont | ^no please dont | ^never | not interested | not that
        not this | not right$ | <that> is? not right | isnt right | is wrong | <that> is? incorrect | ^incorrect | ^wrong$
        is not correct | doesnt work | does not work | wont work | will not work | would not work | wouldnt work
        cant do <that> | cant make <that> | not going to work | not work for me | none of <that> | ^none | neither | no good
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
        let me think | have to think | need to think | have to ask | need to ask | let me ask | possibly | might be able
        i guess | depends | tbd | let me see
    """,
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
        i book | can i book | book … <visit> | book me | book a | book an | book the | book for | book at | book on | book with
        book again | book now | ^book | to book | book it | proceed with … appointment | please book | can you book
        booking again | lets book | try booking | make … booking | make … reservation | reserve | make … appointment
        get … appointment | schedule … appointment | set … appointment | set up a? appointment | need … appointment
        want … appointment | like … appointment | have an appointment available | fix … appointment | find … appointment
        ^schedule | schedule … visit | schedule me | schedule it | schedule a | schedule an | schedule the | schedule my
        to schedule | please schedule | need to schedule | can you schedule | pencil me | put me down | come in | get in
        be seen | get seen | squeeze me in | fit me in | see the dentist | see a dentist | see the doctor | see a doctor
        visit the dentist | visit a dentist | visit the doctor | visit that doctor | visit this dentist | go to the dentist
        visit a doctor | to visit … on | like to visit | want to visit | wish to visit | love to visit | go to the salon
        go to the doctor | want to go on | like to go on | new appointment | appointment please | any appointment
        an appointment for | appointments available | any openings | any availability | have availability | do you have anything
        got anything | new patient | first visit | are you accepting | are you taking | become a patient | sign up
        need … cleaning | want … cleaning | due for | need … checkup | make it … appointment | looking to book
        looking for an appointment | to make an? appointment | appointment for me | try again
    """,
    "MOVE": """
        reschedule | move … to | move my | move the appointment | move … appointment | move … visit | move it | move to a | move that
        moving that | moving my | change my … appointment | change my appointment | change the appointment
        change … appointment | change … visit | change my time | change the time | change the date | change the day
        change it to | switch my | switch … appointment | switch to | push my | push it | push back | bump | postpone | rebook
        different day for my | another day for my | need to change | want to change | like to change | have to change
        can i change | can we change | could we change | come earlier | come later | come another | earlier appointment
        later appointment | uncancel | amend | modify | to change | change my | change of | a change to | alter
        update my booking | swap my | instead of my appointment | cant make my | cant make it … can i | need a different
        need another day | need another time | ^are$ | ^change$
    """,
    "CANCEL_VISIT": """
        cancel my | cancel the | cancel … appointment | cancel … visit | cancel all | cancel this | please cancel
        ^cancel please | to cancel | have to cancel | cancel for | cancel on | cancel both | ^cancel tomorrow | ^cancel today
        call off | cancel please | not coming | cant make it to my | cant come to my | wont be coming | wont be able to make
        not able to make | unable to make | not going to make | wont make it | will not make | not gonna make | cannot make it
        have to miss | get rid of my appointment | drop my appointment | take me off the schedule | no longer need … appointment
        dont need … appointment anymore | remove my appointment | delete my appointment | skip my appointment
    """,
    "DROP": "^cancel$ | ^cancel it$ | ^cancel that$ | ^cancel this$ | ^cancel please$",
    "CANT_COME": "cant make it | cant come | cant make <that> | cant be there | cannot make it | cannot come",
    "CONFIRM": """
        confirm my | confirm the | confirm our | to confirm | i confirm | ^confirm | ^confirmed | confirming | will be there
        i will be there | ill be there | we will … be there | see you then | see you there | see you tomorrow | see you on
        see you at | see you monday | see you tuesday | see you wednesday | see you thursday | see you friday | i am coming
        im coming | we are coming | still coming | still on | still good for | good for tomorrow | cu then | c u then
        on my way | i will make it | ^c$
    """,
    "VISITS": """
        when am i coming | when am i scheduled | when am i due | when am i supposed | when am i booked | when am i in
        what appointment | didnt book | did not book | when is my | what time is my | what day is my | whats my appointment
        what is my appointment | what time am i | when are we | when is our | when do i come | what time do i come
        do i have an? appointment | do i have anything | do we have an? appointment | my next appointment
        when was my appointment | next visit | what appointment do i | which day is my | remind me when | remind me what time
        what time was my | forgot what time | forgot my appointment | forgot when | time of my appointment | is my appointment
        is my appointment still on/good | are we still on/good | am i still on/good/scheduled
        what time is … appointment | when is … appointment | time is my son | time is my daughter | date of my appointment
        look up my appointment | what time is it again | which time was it
    """,
    "LATE": """
        running late | running behind | be late | am late | minutes late | mins late | stuck in traffic | little late | bit late
        late for my | be there soon | on the way but | going to be … late
    """,
    "ARRIVED": """
        ^here$ | ^im here | ^i am here | i have arrived | ^arrived | ^outside | im outside | i am outside | in the parking lot
        in the waiting room | just got here | just parked | parked outside | ^checking in$
    """,
    "JOIN_ASAP": """
        cancellation list | waiting list | waitlist | wait list | asap list | call list | if something opens | if anything opens
        if anyone cancel | if someone cancel | anything sooner opens | let me know if … opens | if you get a cancellation
        if there is a cancellation | short notice list | any cancellations
    """,
    "LEAVE_ASAP": """
        off the waitlist | off the waiting list | off the wait list | off the cancellation list | off the asap list
        remove … waitlist | remove … waiting list | stop looking for earlier
    """,
    "PRICE": """
        how much | cost | costs | price | prices | pricing | fee | fees | expensive | charge for | payment plan | payment plans
    """,
    "INSURANCE": """
        insurance | delta dental | medicaid | medicare | ppo | hmo | in network | cigna | aetna | metlife | denti cal | dentical
        covered | coverage | blue cross
    """,
    "ADDRESS": """
        ^address$ | the address$ | and the address | send/give/get/find/text … address | need/want/have the/your address
        your address | where are you | where is your | where is the office | located | location | directions | parking
        where … park | place to park | how do i get there | what is? the address | office address
    """,
    "BALANCE": "my balance | do i owe | my bill | my invoice | outstanding balance | amount due | billing",
    "CLINICAL": """
        numb | numbness | antibiotic | antibiotics | is it normal | is this normal | still numb | should i take | can i eat
        can i drink | side effects | ibuprofen | tylenol | medication | medicine | stitches | what should i do about | x ray
        xrays | x rays | pregnant
    """,
    "COMPLAINT": """
        complaint | the worst | terrible | unacceptable | ridiculous | rude | waited an hour | never coming back | very upset
        disappointed
    """,
    "BOT": """
        are you a robot | is this a robot | are you a bot | is this a bot | are you real | are you human | am i talking to
        is this a real person | is this automated | are you a person | who am i texting | is this a computer | is this ai
    """,
    "HOURS": """
        what time do you open | are you open | when are you open | your hours | office hours | what time do you close
        when do you close | when do you open | opening hours | business hours | hours of operation | what are the hours
        what hours | how late are you open | what time does the office | are yall open | open on | do you open | u open
        open today | open tomorrow | open late | open saturday | open saturdays | open sunday | closed on | are you closed
        days are you open | working hours | working times
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
    "REPEAT": """
        repeat | say that again | say it again | come again | ^pardon | what was that | what did you say | ^huh | one more time | what time again | what day again
        hear that again | tell me that again | again please | didnt catch | didnt get that | did not catch | send again | resend
    """,
    "NEVER_MIND": """
        dont/not/never cancel | dont/not/never cancel my/the/our/it/that | dont/not/never cancel … appointment/visit/cleaning
        never mind | forget it | forget about it | forget i asked | skip it | disregard | ignore that | ignore my | drop it
        nevermind | keep it as is | keep it$ | leave it as
    """,
    "HUMAN": """
        want … <person> | need … <person> | like … <person> | real person | live person | actual person | a person | a human
        to human | to a? human | human please | ^human | ^person | ^agent | ^representative | ^operator | ^receptionist
        front desk | speak to … <people> | speak with … <people> | talk to … <people> | talk with … <people>
        get … <people> on the line | speak to someone | speak with someone | talk to someone | talk to somebody
        someone call me | somebody call me | call me | give me a call | call back | callback | connect me | transfer me
        put me through | pass me to | speak to the | speak with the | speak to your | talk to the | talk to your
        reach … <people> | <staff> please | ^someone please$ | ^somebody please$ | speak to anyone | talk to anyone | other agent | someone else … line
        can i call you | with a machine | to a machine | your phone number
    """,
    "EMERGENCY": """
        emergency | cant breathe | cannot breathe | trouble breathing | hard to breathe | hard time breathing
        difficulty breathing | short of breath | cant swallow | cannot swallow | hard to swallow | trouble swallowing
        difficulty swallowing | swallowing is hard | cant … swallow | cant … breathe | cant stop … bleeding | cant stop bleeding
        wont stop bleeding | not stop bleeding | bleeding wont stop | bleeding will not stop | wont stop … bleeding
        bleeding doesnt stop | bleeding … wont stop | bleeding … not stopping | bleeding bad | bleeding badly | bleeding a lot
        bleeding heavily | bleeding so much | bleeding … bad | mouth is bleeding | keeps bleeding | still bleeding
        heavy bleeding | severe bleeding | bleeding nonstop | gushing blood | lots of blood | blood everywhere
        wont quit bleeding | face … <hurt> | <hurt> face | cheek … <hurt> | <hurt> cheek | jaw … <hurt> | <hurt> jaw
        eye … <hurt> | eye is <hurt> | neck … <hurt> | throat … <hurt> | throat … closing | tongue … <hurt>
        swelling … spreading | swelling … spread | swelling … eye | swelling … neck | knocked out | tooth came out
        jaw … broken | broken jaw | broke my jaw | hit in the face | face … swelled | 911 | chest pain | passed out | fainted
        unconscious | fever and swelling | fever … swelling | swelling … fever | allergic reaction | severe pain | unbearable
        excruciating | worst pain | pain … 10 / 10 | choking | lips … <hurt>
    """,
    "OPT_OUT": """
        ^stop stop | ^quit$ | ^end$ | ^stop$ | stop texting | stop … texts | stop … texting | stop messaging | stop … messages
        stop sending | stop contacting | stop bothering | stop all | stop these | stop the <texts> | stop it$ | stop <texts>
        unsubscribe | unsub | opt out | opt me out | no more <texts> | quit texting | quit sending | end these <texts>
        end <texts> | take me off … list | take me off this | take me off your | take my number off | remove me from
        remove my number | remove this number | take this number off | dont text me | dont text | do not text | dont message me
        do not message | dont contact | do not contact | leave me alone | dont want … texts | dont want … messages
        dont want … text | do not want … texts | do not want … messages | delete my number | lose my number | cease | spam
        please stop$ | please stop texting | not text me | no texts | no more text | never text | stop reminders
        stop sending reminders | revoke
    """,
    "OPT_IN": """
        start texting | unstop | opt in | opt me in | opt back in | text me again | resubscribe | subscribe me | start sending
        ^start$ | resume texts | you can text me
    """,
    "HELP": """
        ^help$ | ^help me$ | i need help$ | can you help me$ | can you help$ | who is this | who dis | who are you
        who is texting | what can you do | how does this work | what do i do
    """,
    "WRONG_NUMBER": """
        wrong number | wrong person | wrong phone | not my number | you have the wrong | got the wrong | dont know any
        dont know who | dont know this person | dont know him | dont know her | no one by that name | nobody by that name
        this is my new number | not the right number | isnt … number | i am not … patient | im not … patient | never been there
        never been to | not a patient | i dont have an appointment | dont have a dentist | not <that> number
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
    "QUESTION": """
        ^how long | ^can my | ^can he | ^can she | ^can they | ^should | ^what | ^where | ^who | ^which | what is | what are
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
