"""Each planted fault is found, by the check that is meant for it, with what to do; and no other check cries."""

from base64 import b64encode
from dataclasses import replace

import pytest
import redis
from msgspec.structs import replace as with_

from bot.pretend.office import Keys, Switches
from bot.pretend.office.faults import unreachable
from bot.store import Seal, tag_of
from bot.store.keys import prefix_of
from tests.bot.doctor.clinic import found, told


def wrong_key(bot):
    bot.settings["OPENDENTAL_CUSTOMER_KEY"] = "somebody-elses"


def switched_off(bot):
    bot.world.office.allow(replace(bot.world.office._keys, enabled=False))


def no_read_all(bot):
    bot.world.office.allow(Keys(bot.world.keys.developer_key, bot.world.keys.customer_key, frozenset({"Comm", "Appointments"})))


def old(bot):
    bot.world.office.switches = Switches(version="22.3.1")


def ancient(bot):
    bot.world.office.switches = Switches(version="21.2.0")


def no_office(bot):
    bot.world.office.faults.always("*", unreachable())


def not_open_dental(bot):
    bot.settings["OPENDENTAL_URL"] = f"{bot.world.at}/nowhere/api/v1"


def nobody_there(bot):
    bot.settings["OPENDENTAL_URL"] = "http://127.0.0.1:1/api/v1"


def wrong_zone(bot):
    bot.says("America/Los_Angeles", "America/New_York")


def no_such_reason(bot):
    bot.says("existing_patient = 328", "existing_patient = 999")


def new_for_existing(bot):
    bot.says("existing_patient = 328", "existing_patient = 331")


def unlinked_reason(bot):
    bot.says("existing_patient = 328", "existing_patient = 333")


def no_schedules(bot):
    schedules = bot.world.office.books.schedules
    for row in list(schedules):
        schedules.drop(row.ScheduleNum)


def definition(bot, number, **columns):
    rows = bot.world.office.books.definitions
    rows.put(with_(rows.get(number), **columns))


def hidden_reason(bot):
    definition(bot, 328, isHidden=True)


def no_statuses(bot):
    rows = bot.world.office.books.definitions
    for row in bot.world.office.books.defs(2):
        rows.drop(row.DefNum)


def no_way_to_mark_a_line(bot):
    definition(bot, 231, ItemName="Appointments", ItemValue="")


def no_number_that_texts(bot):
    bot.number(texts=False)


def a_key_of_its_own_that_is_not_set(bot):
    bot.says("[hours]", 'opendental_customer_key_env = "OPENDENTAL_CUSTOMER_KEY_MAPLE"\n[hours]')


def no_carrier(bot):
    bot.settings["TWILIO_API_URL"] = "http://127.0.0.1:1"


def a_clinic(bot):
    bot.says("[hours]", "clinic = 3\n[hours]")


def no_such_chair(bot):
    bot.says("operatory = 4", "operatory = 44")


def nobodys_chair(bot):
    bot.says("provider = 2", "provider = 1")


def checks_in(bot):
    preference(bot, "ApptEConfirmStatusAccepted", "24")


def no_confirmed(bot):
    preference(bot, "ApptEConfirmStatusAccepted", "0")


def preference(bot, name, value):
    rows = bot.world.office.books.preferences
    rows.put(with_(next(row for row in rows if row.PrefName == name), ValueString=value))


def wrong_token(bot):
    bot.settings["TWILIO_AUTH_TOKEN"] = "f" * 32


def suspended(bot):
    bot.world.carrier._api.account_status = "suspended"


def not_our_number(bot):
    bot.says("+15035550199", "+15035550188")


def webhook_elsewhere(bot):
    bot.number(sms_url="https://user:hush@other.example/twilio/sms?token=hush")


def by_get(bot):
    bot.number(sms_method="GET")


def no_retries(bot):
    bot.number(sms_url=f"{bot.world.at}/twilio/sms")


def no_fallback(bot):
    bot.number(sms_fallback_url="")


def calls_elsewhere(bot):
    bot.number(voice_url="")


def proxy_changes_the_path(bot):
    bot.answers(prefix="/prefix")


def bot_has_another_token(bot):
    bot.answers(token="0" * 32)


def no_bot(bot):
    bot.world.also([])


def no_proxy(bot):
    bot.settings["PUBLIC_URL"] = "http://127.0.0.1:1"


def no_store(bot):
    bot.settings["REDIS_URL"] = "redis://127.0.0.1:1/0"


def sealed_by_another(bot):
    key = f"{prefix_of(tag_of(bot.world.keys.customer_key))}epoch"
    with redis.from_url(bot.settings["REDIS_URL"]) as store:
        store.hset(key, "sealed", b64encode(Seal(bytes(range(32))).seal(b"chairside", key)))


def no_secret(bot):
    del bot.settings["CHAIRSIDE_SECRET"]


def bad_file(bot):
    bot.says("texting_number", "texting_nummer")


def home_is_a_file(bot):
    (bot.home / "taken").write_text("")
    bot.settings["CHAIRSIDE_HOME"] = str(bot.home / "taken")


PLANTED = [
    (wrong_key, "reach", "problem", "Setup > Advanced Setup > API"),
    (switched_off, "reach", "problem", "ticked Enabled"),
    (no_read_all, "reach", "problem", "needs ReadAll"),
    (no_office, "reach", "problem", "eConnector"),
    (not_open_dental, "reach", "problem", "/api/v1"),
    (nobody_there, "reach", "problem", "API Service"),
    (old, "methods", "warning", "GET /appointmenttypes (how long a visit takes): refused (400). It needs Open Dental 22.4.10"),
    (ancient, "methods", "problem", "GET /appointments/WebSched"),
    (wrong_zone, "clock", "problem", "America/New_York"),
    (no_such_reason, "reasons", "problem", "326 Cleaning and checkup, 328 Toothache or exam"),
    (new_for_existing, "reasons", "problem", "existing_patient = 331 is no reason"),
    (unlinked_reason, "openings", "problem", "Is an appointment type linked to it"),
    (no_schedules, "openings", "warning", "cleaning: no opening in the next 28 days. In Open Dental: eServices > Web Sched"),
    (hidden_reason, "reasons", "problem", "existing_patient = 328 is hidden"),
    (no_statuses, "confirmations", "problem", "no confirmation status at all"),
    (no_way_to_mark_a_line, "communications", "warning", "Commlog Types"),
    (no_number_that_texts, "numbers", "problem", "cannot text"),
    (a_key_of_its_own_that_is_not_set, "office files", "problem", "OPENDENTAL_CUSTOMER_KEY_MAPLE is not set"),
    (no_carrier, "account", "problem", "Twilio cannot be reached"),
    (a_clinic, "clinic", "problem", "leave clinic out"),
    (no_such_chair, "chairs", "problem", "provider 2, operatory 44"),
    (nobodys_chair, "chairs", "warning", "no schedule there"),
    (checks_in, "confirmations", "problem", "checks them in"),
    (no_confirmed, "confirmations", "warning", "Automated Messaging"),
    (wrong_token, "account", "problem", "not an API key"),
    (suspended, "account", "problem", "suspended"),
    (not_our_number, "numbers", "problem", "+15035550188 (Maple Street Dental) is no number of this Twilio account"),
    (webhook_elsewhere, "numbers", "problem", "Texts go to https://other.example/twilio/sms, not here"),
    (by_get, "numbers", "problem", "HTTP POST"),
    (no_retries, "numbers", "warning", "#rc=3&rp=all"),
    (no_fallback, "numbers", "warning", "Primary handler fails"),
    (calls_elsewhere, "numbers", "warning", "Calls go nowhere"),
    (proxy_changes_the_path, "signed", "problem", "path and query untouched"),
    (bot_has_another_token, "signed", "problem", "same TWILIO_AUTH_TOKEN"),
    (no_bot, "signed", "problem", "is not chairside (404)"),
    (no_proxy, "signed", "problem", "Nobody answers at PUBLIC_URL"),
    (no_store, "answers", "problem", "REDIS_URL"),
    (sealed_by_another, "secret", "problem", "CHAIRSIDE_SECRET"),
    (no_secret, "settings", "problem", "openssl rand -base64 32"),
    (bad_file, "office files", "problem", 'did you mean "texting_number"?'),
    (home_is_a_file, "journal", "problem", "CHAIRSIDE_HOME"),
]
# What a fault brings along where the same thing is seen from two sides.
ALSO = {
    no_such_reason: [("openings", "problem")],
    new_for_existing: [("openings", "warning")],
    no_schedules: [("chairs", "warning")],
    a_key_of_its_own_that_is_not_set: [("reach", "problem")],
    wrong_token: [("signed", "problem")],
    no_proxy: [("numbers", "problem"), ("numbers", "warning")],  # the console names the address that is right
    ancient: [("clock", "problem"), ("chairs", "problem")],  # nor does it tell its time, or its schedules
}


@pytest.mark.parametrize(("plant", "check", "state", "words"), PLANTED, ids=[plant.__name__ for plant, *_ in PLANTED])
def test_each_planted_fault_is_found_and_said_what_to_do(bot, plant, check, state, words):
    plant(bot)
    others, lines = found(bot)
    assert (check, state) in others
    assert words in told(lines, check)
    assert set(others) <= {(check, state), (check, "warning"), *ALSO.get(plant, [])}
    said = " ".join(told(lines, line.check) for line in lines)
    keys = bot.world.keys
    secrets = (keys.developer_key, keys.customer_key, keys.auth_token, keys.secret, "somebody-elses", "hush", "f" * 32)
    assert not [secret for secret in secrets if secret in said]
