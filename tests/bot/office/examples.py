"""The examples that most tests start from. All of them: `recorded/`."""

from tests.bot.office.recorded import APPOINTMENTS, shown

APPOINTMENT = shown("GET (single)")
SLOTS = shown("GET SlotsWebSched")
# What POST WebSched is sent, and what it answers.
BOOKING = APPOINTMENTS["POST WebSched"]["bodies"][0]
BOOKED = shown("POST WebSched")
[PATIENT] = shown("GET /patients")
[COMMLOG] = shown("GET /commlogs")
