"""Which times are free, for a visit that is to be booked, moved, taken back or planned.

    search      what bot/turns/reads.py calls: the times that suit, and whether one of them is still free
    web_sched   asks for a reason of the office file: GET SlotsWebSched
    slots       asks for a length in one chair: GET Slots, whose open blocks are cut (cutting)
    chairs      which chairs are asked, and in which order
    looks       the last look at a day, remembered for as long as anybody trusts one
    own         what the patient has in the book already, read ahead
    ways        what of the office's set-up a search needs: its grid, and who is meant by "CHEN"

README.md says who is asked for what, and why it is so.
"""

from bot.openings.search import find, still_free

__all__ = ["find", "still_free"]
