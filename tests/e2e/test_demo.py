"""`chairside demo` and `chairside chat`, as a new user starts them."""

import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.programs import CHAIRSIDE, ROOT, WEB, Phone, Program, post, until


@pytest.fixture
def demo(tmp_path):
    program = Program("demo", "--port", "0", home=tmp_path)
    try:
        yield program
    finally:
        program.stop()


def address(demo: Program) -> str:
    port = demo.says(r"http://localhost:(\d+)")[1]
    at = f"http://127.0.0.1:{port}"
    until(lambda: WEB.get(f"{at}/health/ready").is_success, "readiness", demo.process)
    return at


def servers_in(home) -> list[Path]:
    """Return the processes that work in a folder below: the embedded store does."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if Path(process / "cwd").readlink().is_relative_to(home / ".chairside"):
                found.append(process)
    return found


def test_the_demo_books_a_visit_and_stops_cleanly(demo, tmp_path):
    at = address(demo)
    assert "<html" in WEB.get(at).text
    phone = Phone(at)
    phone.asks("Cleaning any morning next week please, Ana Silva 5/1/80", "I can offer")
    phone.asks("the second one", "Shall I book it?")
    phone.asks("yes please", "You're all set")
    assert servers_in(tmp_path)
    assert demo.stop(signal.SIGINT) == 0
    assert servers_in(tmp_path) == []


def test_the_demo_goes_on_where_it_stopped_even_after_its_clock_was_moved(demo, tmp_path):
    at = address(demo)
    phone = Phone(at)
    post(f"{at}/pretend/clock", {"forward_s": 172800})
    phone.asks("Cleaning any morning next week please, Ana Silva 5/1/80", "I can offer")
    demo.stop(signal.SIGINT)
    again = Program("demo", "--port", "0", home=tmp_path)
    try:
        phone = Phone(address(again))
        assert len(phone.texts()) == 1
        phone.asks("1", "Shall I book it?")
    finally:
        again.stop(signal.SIGINT)


def test_a_second_demo_in_the_folder_is_the_first_one_and_a_taken_port_is_named(demo, tmp_path):
    at = address(demo)
    second = Program("demo", "--port", "0", home=tmp_path)
    third = Program("demo", "--port", at.rsplit(":", 1)[1], home=tmp_path)
    try:
        second.says(r"Another demo in \.chairside is at .*; attached to it\.")
        Phone(address(second)).asks("hi", "Maple Street Dental")
        assert Phone(at).texts() == Phone(address(second)).texts()
        assert third.process.wait(20) == 2
        assert "choose another with --port" in third.said
    finally:
        assert second.stop(signal.SIGINT) == 0
        third.stop()


def test_a_patient_can_chat_in_the_terminal(tmp_path):
    said = "Cleaning any morning next week please, Ana Silva 5/1/80\n1\nyes\n"
    chat = subprocess.run(
        [*CHAIRSIDE, "chat", "--home", str(tmp_path)],
        input=said,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )
    assert "I can offer" in chat.stdout
    assert "You're all set: Ana" in chat.stdout
    assert chat.returncode == 0, chat.stderr
