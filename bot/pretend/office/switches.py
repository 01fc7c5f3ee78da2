"""What nobody outside the vendor knows for certain, one switch each, with the reference's best guess ([I]) as the default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal


@dataclass(frozen=True)
class Switches:
    """How this office behaves where the documentation is silent. Sections are those of the reference."""

    version: str = "25.3.1"  # of the product; a method or field that is newer answers 400 (3.3)

    # --- time (3.1, 3.3) ---
    takes: timedelta = timedelta(0)  # how long carrying out one request takes
    times_out_after: timedelta = timedelta(seconds=60)  # then 504; what was begun is still carried out
    queue_bound: int = 20  # requests of one customer key that may wait; the next is refused
    retry_after: timedelta = timedelta(seconds=5)  # what the refusal asks for
    answers_429: bool = True  # False: an older set-up, where all of them just wait

    # --- reading requests (3.3, 3.5, 4) ---
    malformed_keys_status: int = 401  # one integrator saw 400
    lowercase_phone_refused: bool = True  # `phone` for `Phone` (12.2)
    date_with_range_refused: bool = True  # `date` together with `dateStart` (6.2)
    json_booleans_accepted: bool = True
    unknown_fields_refused: bool = False  # they are ignored, with 200
    large_limit_refused: bool = False  # a Limit above the page size is capped (3.2)

    # --- appointments (6, 7, 21) ---
    overlap_refused: bool = False  # by POST, SchedulePlanned and PUT: the product's desktop can be told to, the API is silent
    window: timedelta = timedelta(0)  # between the check and the insert of POST WebSched: the product has one
    taken_status: int = 400  # POST WebSched of a time that is not offered (any more): nobody has published an answer (21)
    taken_text: str = "The selected time is no longer available. Please choose another."
    days_out_apply: bool = False  # WebSched...SearchAfterDays: its callers apply it, the engine does not
    broken_ends_in: Literal["UnschedList", "Broken"] = "UnschedList"  # Break with sendToUnscheduledList "true"
    move_resets_confirmed: bool = False  # a PUT that changes the time
    stamp_hidden: bool = True  # POST WebSched and PUT answer DateTStamp 0001-01-01, as in the vendor's examples
    arrivals_at_midnight: bool = True  # SchedulePlanned fills the arrival times with the day's midnight
    completed_protected: bool = False  # PUT on a Complete visit with procedures, with ApptPreventChangesToCompleted
    recalls_stay_off_unscheduled: bool = False  # Break "true" of a recall visit, with UnscheduledListNoRecalls
    slots_mind_blockouts: bool = True  # GET Slots (8.1)
    slots_hide_past: bool = False  # GET Slots: leave out what of today is over

    # --- patients (12) ---
    text_ok_needs_wireless: bool = True  # TxtMsgOk Yes without a WirelessPhone: 400
