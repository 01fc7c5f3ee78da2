"""What the client sends to make a chart, and to change one."""

import json
from datetime import date

import httpx
import pytest

from bot.office.charts import ChartChange, NewChart
from bot.office.errors import OfficeSilent
from tests.bot.office.examples import PATIENT
from tests.bot.office.wire import office

CHART = PATIENT | {"Guarantor": 21, "PriProv": 1, "Language": "spa", "PreferConfirmMethod": "TextMessage"}
ANA = NewChart(first="Ana", last="Silva", born=date(1980, 5, 1), phone="+15035550142", text_ok="Yes", language="spa")


def answering(body, status=201):
    return office(lambda _: httpx.Response(status, json=body))


def sent(heard):
    [request] = heard.requests
    return json.loads(request.content)


async def test_a_chart_is_made_of_what_is_known_and_nothing_is_made_up():
    client, heard = answering(CHART)
    made = await client.make_chart(ANA)
    assert heard.paths == ["POST /patients"]
    assert sent(heard) == {
        "LName": "Silva",
        "FName": "Ana",
        "Birthdate": "1980-05-01",
        "WirelessPhone": "5035550142",
        "TxtMsgOk": "Yes",
        "Language": "spa",
    }
    assert (made.pat_num, made.guarantor, made.provider, made.language) == (21, 21, 1, "spa")


async def test_a_child_is_made_in_its_household():
    client, heard = answering(CHART | {"FName": "Leo"})
    child = NewChart(
        first="Leo", last="Silva", born=date(1980, 5, 1), phone="+15035550142", guarantor=21, child=True, provider=1
    )
    await client.make_chart(child)
    assert {name: sent(heard)[name] for name in ("Guarantor", "Position", "PriProv")} == {
        "Guarantor": 21,
        "Position": "Child",
        "PriProv": 1,
    }


async def test_another_persons_chart_is_not_taken_for_the_one_asked_for():
    client, _ = answering(CHART | {"FName": "Eva"})
    with pytest.raises(OfficeSilent):
        await client.make_chart(ANA)


async def test_a_person_is_searched_for_by_name_and_birth_date_on_whatever_phone():
    others = [
        CHART | {"PatNum": 22, "FName": "Eva"},
        CHART | {"PatNum": 23, "FName": "Ana María", "WirelessPhone": "5035550143"},
    ]
    others.append(CHART | {"PatNum": 24, "Birthdate": "1981-05-01"})
    client, heard = office(lambda _: [*others, CHART])
    found = await client.charts_of(ANA)
    assert [chart.pat_num for chart in found] == [21, 23]
    assert [ANA.is_on_its_phone(chart) for chart in found] == [True, False]
    assert dict(heard.requests[0].url.params) == {
        "LName": "Silva",
        "Birthdate": "1980-05-01",
        "showArchived": "true",
        "Limit": "100",
        "Offset": "0",
    }


async def test_one_chart_is_read():
    client, heard = office(lambda _: httpx.Response(200, json=CHART))
    assert (await client.chart(21)).email == "ana@example.com"
    assert heard.paths == ["GET /patients/21"]


async def test_a_chart_is_changed_and_the_answer_compared():
    client, heard = answering(CHART | {"TxtMsgOk": "No"}, 200)
    await client.change_chart(21, ChartChange(text_ok="No"))
    assert heard.paths == ["PUT /patients/21"]
    assert sent(heard) == {"TxtMsgOk": "No"}
    with pytest.raises(OfficeSilent):
        await client.change_chart(21, ChartChange(phone="+15035550177"))
