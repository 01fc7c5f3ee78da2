"""What happens within one turn of a conversation; `bot/desk.py` runs it.

events, hearing               what waits in the inbox, in the words of the flows; a text, and whether a person must see it first
reads, reading, visits_read   what a flow asks of the office, and how long the patient waits for it
committing, orders            what the turn changes, gathered for one COMMIT; what a flow wants done, as work of an effect
raising                       the card for a person: raised, taken, found untaken
asked                         what became of our question whether they will come
deeds, staffed, staff_words   what the front desk did to a card, or asked for, and what they are told
late, mishaps, pausing        a text that comes late, a message that cannot be handled, a practice that is paused
unsaid                        a text that had to arrive and did not
phone_charts                  an opt-out, for every chart on the phone
"""
