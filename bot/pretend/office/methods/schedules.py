"""Who works when, and what is blocked. All values are texts. Source: reference, section 15."""

from __future__ import annotations

from bot.pretend.office.method import Answer, Call, Field, Method, NotFound, found
from bot.pretend.office.methods.visits_read import DAYS, days
from bot.pretend.office.shapes import SCHEDULE, Column

TYPES = ("Practice", "Provider", "Blockout", "Employee", "WebSchedASAP")
SCHEDULE_OP = (Column("ScheduleOpNum", "int"), Column("ScheduleNum", "int"), Column("OperatoryNum", "int"))


def single(call: Call) -> Answer:
    schedule = call.books.schedules.get(call.number("ScheduleNum"))
    if schedule is None:
        raise NotFound("Schedule not found")
    return schedule


def multiple(call: Call) -> Answer:
    """Sorted by StartTime only, as documented: the days of a range come mixed."""
    first, last = days(call)
    if first is None and last is None:
        first = last = call.now.date()
    exact = call.given("SchedType", "ProvNum", "EmployeeNum")
    if call.has("BlockoutDefNum"):
        exact["BlockoutType"] = call.number("BlockoutDefNum")
        found(call.books.definitions.get(call.number("BlockoutDefNum")), "Definition")
    rows = [
        s
        for s in call.books.schedules
        if (first is None or s.SchedDate >= first)
        and (last is None or s.SchedDate <= last)
        and all(getattr(s, name) == value for name, value in exact.items())
    ]
    return sorted(rows, key=lambda s: (s.StartTime, s.ScheduleNum))


def schedule_ops(call: Call) -> Answer:
    """The product keeps these links as rows of their own; here they are numbered as they are counted."""
    links = [(s.ScheduleNum, op) for s in call.books.schedules for op in s.Ops]
    return [
        {"ScheduleOpNum": n, "ScheduleNum": schedule, "OperatoryNum": op}
        for n, (schedule, op) in enumerate(links, start=1)
        if schedule == call.number("ScheduleNum", schedule) and op == call.number("OperatoryNum", op)
    ]


METHODS = (
    Method(
        "GET",
        "/schedules/{ScheduleNum}",
        "22.1",
        "ReadAll",
        "One schedule.",
        single,
        columns=SCHEDULE,
        examples=("",),
    ),
    Method(
        "GET",
        "/schedules",
        "22.1",
        "ReadAll",
        "Schedules of today, a day or a range, sorted by StartTime alone.",
        multiple,
        params=(
            *DAYS,
            Field("SchedType", "enum", "Of one kind.", choices=TYPES),
            Field("BlockoutDefNum", "int", "Of one blockout type."),
            Field("ProvNum", "int", "Of one provider."),
            Field("EmployeeNum", "int", "Of one employee."),
        ),
        gives="list",
        columns=SCHEDULE,
        examples=("", "?dateStart={today}&dateEnd={next_week}&SchedType=Provider"),
    ),
    Method(
        "GET",
        "/scheduleops",
        "23.2.27",
        "ReadAll",
        "Which operatories a schedule covers.",
        schedule_ops,
        params=(Field("ScheduleNum", "int", "Of one schedule."), Field("OperatoryNum", "int", "Of one operatory.")),
        gives="list",
        columns=SCHEDULE_OP,
        examples=("?OperatoryNum={Op}",),
    ),
)
