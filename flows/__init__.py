"""The conversation. Pure: no I/O, no clock, no vendor's name.

words     the vocabulary: events in, commands out, and what they speak of
when      When: the days and times a patient would accept, as a constraint to hold openings against
reader/   what the patient said -> Heard
book ...  one request a file: the facts it needs, and `next_move`, what to do about the first one missing
identify  who is this for, and what must be proven before anything is said about them
hearing   what came over the wire -> Heard, with what only the session and the carrier know
engine    one event in; the next session, replies and commands out
session, carrying, answering, results   its rooms: what is kept; going on; what was said; what the office answered
say       every sentence a patient can hear, English beside Spanish
"""
