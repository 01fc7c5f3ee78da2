"""What the office begins by itself. Today one thing: to ask, some days before, whether they will come.

    days   which days' visits are asked about today, and when the next round is. Pure
    ask    one round: whom to ask, on which phone, a household in one text

A round only puts an event into each conversation; its turn words the question, its commit sends the text, and the answer is a
reply like any other. So a round may be done again at any time, by any worker.
"""
