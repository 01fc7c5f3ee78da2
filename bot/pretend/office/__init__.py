"""The pretend office: a stand-in for one practice's Open Dental, that keeps its contract and shares no code with the bot.

    office = PretendOffice(clock, keys=Keys("developer", "customer"))
    app = Starlette(routes=office.routes())          # its API under /api/v1
    office.faults.next("POST /appointments/WebSched", timeout(committed=True))
    office.staff_books(PatNum=12, start=..., minutes=60, operatory=3)

method.py says what a method is, methods/ has them all, server.py is the way of one request, web_sched.py decides which times
are free, books.py keeps the rows, seeds/ has the practices. README.md says how to write another, and why it is so.
"""

from bot.pretend.office.faults import Fault, Faults, Told
from bot.pretend.office.keys import PERMISSIONS, Keys
from bot.pretend.office.office import PretendOffice
from bot.pretend.office.seed import Seed, maple_street, named, seed
from bot.pretend.office.switches import Switches
from bot.pretend.office.views import Blocked, Chair, DayBook, Hours, Person, Visit

__all__ = [
    "PERMISSIONS",
    "Blocked",
    "Chair",
    "DayBook",
    "Fault",
    "Faults",
    "Hours",
    "Keys",
    "Person",
    "PretendOffice",
    "Seed",
    "Switches",
    "Told",
    "Visit",
    "maple_street",
    "named",
    "seed",
]
