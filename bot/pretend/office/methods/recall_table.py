"""The recall methods, described; recalls.py carries them out."""

from __future__ import annotations

from bot.pretend.office.method import Field, Method
from bot.pretend.office.methods import recalls
from bot.pretend.office.methods.recalls import COLUMNS, LISTED, MODES, RECALL, RECALL_TYPE

_PAT_NUM = Field("PatNum", "int", "Whose.", required=True)

METHODS = (
    Method(
        "GET",
        "/recalls",
        "22.4.40",
        "ReadAll",
        "Recalls, of one patient or all.",
        recalls.multiple,
        params=(Field("PatNum", "int", "Of one patient."),),
        gives="list",
        columns=RECALL,
        examples=("?PatNum={PatNum}",),
    ),
    Method(
        "GET",
        "/recalls/List",
        "22.1",
        "ReadAll",
        "The recall list, as it is displayed.",
        recalls.due_list,
        params=(
            Field("DateStart", "date", "Due from; default by preference RecallDaysPast."),
            Field("DateEnd", "date", "Due until; default by preference RecallDaysFuture."),
            Field("ProvNum", "int", "Of patients of this provider."),
            Field("ClinicNum", "int", "0: of no clinic."),
            Field("RecallType", "text", "By name, e.g. Prophy."),
            Field("IncludeReminded", "bool", "Also who was reminded."),
        ),
        gives="list",
        columns=LISTED,
        examples=("",),
    ),
    Method(
        "POST",
        "/recalls",
        "24.2.31",
        "AllOthers",
        "Add a recall; one of a type for each patient.",
        recalls.create,
        body=(_PAT_NUM, Field("RecallTypeNum", "int", "Which kind.", required=True), *COLUMNS),
        columns=RECALL,
        examples=('{"PatNum": {PatNum}, "RecallTypeNum": 3}',),
    ),
    Method(
        "PUT",
        "/recalls/{RecallNum}",
        "24.2.31",
        "AllOthers",
        "Change a recall.",
        recalls.update,
        body=COLUMNS,
        columns=RECALL,
        examples=('{"Priority": "ASAP"}',),
    ),
    Method(
        "PUT",
        "/recalls/Status",
        "21.2",
        "Comm",
        "Set a recall's status, with a line in the chart.",
        recalls.status,
        body=(
            _PAT_NUM,
            Field("recallType", "text", "By name.", required=True),
            Field("RecallStatus", "int", "A definition of category 13; 0: none."),
            Field("commlogMode", "enum", "How; default None.", choices=tuple(MODES)),
            Field("commlogNote", "text", "Words for the line."),
        ),
        gives="nothing",
        examples=('{"PatNum": {PatNum}, "recallType": "Prophy", "commlogMode": "Text"}',),
    ),
    Method(
        "PUT",
        "/recalls/SwitchType",
        "22.4.41",
        "AllOthers",
        "Swap Prophy and Perio.",
        recalls.switch_type,
        body=(_PAT_NUM,),
        gives="nothing",
        examples=('{"PatNum": {PatNum}}',),
    ),
    Method(
        "GET",
        "/recalltypes",
        "24.1.44",
        "ReadAll",
        "Recall types; their TimePattern is in the office's increment.",
        recalls.recall_types,
        gives="list",
        columns=RECALL_TYPE,
        examples=("",),
    ),
)
