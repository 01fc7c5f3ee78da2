"""`chairside serve` against a separately started `chairside pretend`, with only the printed settings pasted."""

import signal
from contextlib import contextmanager

import pytest

from tests.e2e.programs import ANA, WEB, Phone, Program, free_port, post, settings_of, until, visits

ALL_AT_ONCE = "Cleaning any morning next week please, Ana Silva 5/1/80"
POST = "POST /appointments/WebSched"


class Pair:
    """The pretend vendors and a bot that knows of them only what they printed."""

    def __init__(self, home):
        self.home, self.port = home, free_port()
        self.pretend = Program("pretend", "--port", "0", "--bot", f"http://127.0.0.1:{self.port}", home=home)
        self.world = self.pretend.says(r"OPENDENTAL_URL=(\S+)/api/v1$")[1]
        self.settings = settings_of(self.pretend.said)
        self.serve = self.begin()

    def begin(self) -> Program:
        serve = Program("serve", "--port", str(self.port), home=self.home, env=self.settings)
        serve.says("Listening on")
        bot = f"http://127.0.0.1:{self.port}"
        until(lambda: WEB.get(f"{bot}/health/ready").is_success, "readiness", serve.process)
        return serve

    def ana(self) -> int:
        people = WEB.get(f"{self.world}/pretend/people").json()["people"]
        return next(p["number"] for p in people if p["name"] == "Ana Silva")

    def booked(self) -> list[dict]:
        return [v for v in visits(self.world, self.settings, self.ana()) if "Web" in v["confirmed"]]

    def newest(self) -> object:
        """What the page sees; unlike the API it need not wait for a request that is under way."""
        return WEB.get(f"{self.world}/pretend/changes").json()["newest"]

    def plan(self, **fault) -> None:
        post(f"{self.world}/pretend/faults", fault)


@pytest.fixture
def pair(tmp_path):
    with _running(tmp_path) as pair:
        yield pair


@contextmanager
def _running(home):
    pair = Pair(home)
    try:
        yield pair
    finally:
        pair.serve.stop(signal.SIGTERM)
        pair.pretend.stop()


def test_a_visit_is_booked_over_http_through_the_printed_settings(pair):
    phone = Phone(pair.world)
    phone.asks(ALL_AT_ONCE, "I can offer")
    phone.asks("1", "Shall I book it?")
    phone.asks("yes", "You're all set")
    (visit,) = pair.booked()
    assert visit["Note"] == "Appointment Reason: Cleaning and checkup"
    assert pair.serve.stop(signal.SIGTERM) == 0
    assert not any(word in pair.serve.said for word in ("Ana", "Silva", ANA, "5550101", "leaning", "5/1/80"))


def test_killed_right_after_the_post_and_restarted_there_is_one_visit_and_one_confirmation(pair):
    phone = Phone(pair.world)
    phone.asks(ALL_AT_ONCE, "I can offer")
    phone.asks("1", "Shall I book it?")
    before = pair.newest()
    pair.plan(office={"method": POST, "after_s": 8})
    phone.says("yes")
    until(lambda: pair.newest() != before, "the visit in the book")
    pair.serve.stop(signal.SIGKILL)
    pair.serve = pair.begin()
    phone.hears("You're all set")
    assert len(pair.booked()) == 1
    assert len([t for t in phone.texts() if "You're all set" in t]) == 1


def test_a_second_worker_attaches_to_the_store_and_takes_over(pair):
    other = Program("serve", "--port", "0", home=pair.home, env=pair.settings)
    try:
        other.says("attached to it")
        other.says("Listening on")
        Phone(pair.world).asks(ALL_AT_ONCE, "I can offer")
    finally:
        assert other.stop(signal.SIGTERM) == 0


def test_without_settings_one_sentence_says_what_to_set(tmp_path):
    serve = Program("serve", "--port", "0", home=tmp_path)
    assert serve.process.wait(20) == 2
    assert serve.said.startswith("chairside: CHAIRSIDE_OFFICES is not set")
    assert len(serve.said.strip().splitlines()) <= 2
