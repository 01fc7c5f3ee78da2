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
    one_at_a_time: bool = True  # False: a request that takes long does not keep the next one waiting
    answers_429: bool = True  # False: an older set-up, where all of them just wait

    # --- reading requests (3.3, 3.5, 4) ---
    malformed_keys_status: int = 401  # one integrator saw 400
    unlisted_permission: str = "AllOthers"  # of Subscriptions DELETE and Commlogs PUT, which no row of the table names (2)
    odd_key_status: int = 404  # a key in the path that is no number (6.1)
    odd_verb_status: int = 404  # a verb that the path does not have
    lowercase_phone_refused: bool = True  # `phone` for `Phone` (12.2)
    date_with_range_refused: bool = True  # `date` together with `dateStart` (6.2)
    open_range_refused: bool = False  # `dateStart` without `dateEnd`, or the other way round: the other side is open (6.2)
    enums_in_any_case: bool = False  # `scheduled` for `Scheduled` (4)
    json_booleans_accepted: bool = True  # true for "true", in a body (4)
    numbers_as_texts_accepted: bool = True  # "7" for 7, in a body
    null_is_left_out: bool = True  # in a body; False: it is invalid
    unknown_fields_refused: bool = False  # they are ignored, with 200
    large_limit_refused: bool = False  # a Limit above the page size is capped (3.2)

    # --- appointments (6, 7, 21) ---
    overlap_refused: bool = False  # by POST, SchedulePlanned and PUT: the product's desktop can be told to, the API is silent
    window: timedelta = timedelta(0)  # between the check and the insert of POST WebSched: the product has one
    taken_status: int = 400  # POST WebSched of a time that is not offered (any more): nobody has published an answer (21)
    taken_text: str = "The selected time is no longer available. Please choose another."  # ... or of its words
    days_out_apply: bool = False  # WebSched...SearchAfterDays: its callers apply it, the engine does not
    broken_ends_in: Literal["UnschedList", "Broken"] = "UnschedList"  # Break with sendToUnscheduledList "true"
    move_resets_confirmed: bool = False  # a PUT that changes the time
    second_pattern_follows: bool = True  # PUT of a new Pattern alone; False: PatternSecondary must come with it (6.11)
    unscheduled_keeps_op: bool = False  # POST with AptStatus UnschedList: Op is required, and then 0 is kept (6.7)
    not_planned_status: int = 400  # SchedulePlanned of an appointment that is none (6.9)
    plan_twice_refused: bool = False  # SchedulePlanned of a plan that has a visit already: it makes a second one (6.9)
    clinic_missing_refused: bool = True  # ASAP and SlotsWebSched without ClinicNum, where clinics are used (6.3, 6.5)
    empty_note_refused: bool = True  # PUT Note without a word in it (6.13)
    two_confirms_refused: bool = True  # PUT Confirm with both or none; False: defNum wins, and none changes nothing (6.14)
    stamp_hidden: bool = True  # POST WebSched and PUT answer DateTStamp 0001-01-01, as in the vendor's examples
    arrivals_at_midnight: bool = True  # SchedulePlanned fills the arrival times with the day's midnight
    completed_protected: bool = False  # PUT on a Complete visit with procedures, with ApptPreventChangesToCompleted
    recalls_stay_off_unscheduled: bool = False  # Break "true" of a recall visit, with UnscheduledListNoRecalls
    gone_reason_refused: bool = True  # SlotsWebSched for a reason without a type: 400; False: no slots (6.5)
    first_reason_by_default: bool = True  # SlotsWebSched without defNumApptType; False: it is required (6.5)
    default_days: int = 14  # how many days both Slots calls search when none are named, today among them (6.4)
    slots_mind_blockouts: bool = True  # GET Slots (8.1)
    slots_hide_past: bool = False  # GET Slots: leave out what of today is over

    # --- patients and preferences (12, 18) ---
    duplicate_status: int = 400  # POST /patients of somebody who has a chart (12.5)
    unknown_preference_is_404: bool = False  # GET /preferences by a name that there is not: an empty list (18)
    text_ok_needs_wireless: bool = True  # TxtMsgOk Yes without a WirelessPhone: 400

    # --- events (19) ---
    deleted_rows_whole: bool = True  # AppointmentDeleted brings the row as it last stood; False: its AptNum alone
