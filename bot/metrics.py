"""What is counted, for `GET /metrics`. No label ever holds anything of a patient's."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

ENTERED = Counter("chairside_entered", "Messages taken in", ["what"])
REFUSED = Counter("chairside_webhooks_refused", "Webhooks turned away", ["why"])
TURNS = Counter("chairside_turns", "Turns committed", ["event"])
POISONED = Counter("chairside_poisoned", "Messages that could not be handled and went to a person")
OFFICE_SILENT = Counter("chairside_office_unanswered", "Reads of the office that failed", ["why"])
EFFECTS = Counter("chairside_effects", "Effects settled", ["kind", "state"])
CARDS = Counter("chairside_cards", "Cards raised for a person", ["kind"])
BOOKED_AFTER = Histogram("chairside_booking_seconds", "From the yes to the office's answer", buckets=(1, 2, 5, 10, 30, 90))
DUE = Gauge("chairside_due", "Rows waiting on the due set")
STORE_LOST = Counter("chairside_store_lost", "Times the store was found to be another one, or to have forgotten something")
SWEPT = Counter("chairside_swept", "Visits of ours that the sweep found amiss", ["what"])
REFED = Counter("chairside_refed", "Messages the carrier lists and no webhook brought", ["what"])
JOURNAL_UNREADABLE = Gauge("chairside_journal_unreadable", "Lines of the journal that do not open")
JOURNAL_FAILED = Counter("chairside_journal_failed", "Opt-outs that could not be written to the journal")
ASKED = Counter("chairside_asked", "Phones asked whether they will come")
HELD = Counter("chairside_texts_held", "Times that the hour's limit of texts made what nobody asked for wait")
