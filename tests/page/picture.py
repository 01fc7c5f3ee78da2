"""Take the picture in README.md from the real page, with the real bot behind it: `python -m tests.page.picture`."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from shutil import which

from playwright.sync_api import Page, sync_playwright

from tests.e2e.programs import ROOT, Phone, Program

SAID = (
    ("Hi! Cleaning any morning next week please, Ana Silva 5/1/80", "Which one?"),
    ("the later one", "Shall I book it?"),
    ("yes but could we do tuesday?", "Tue"),
    ("perfect, thank you", "You're all set"),
)
SOFIA, OTHER = "+15035550116", "+15035550110"


def say(page: Page, body: str, answer: str) -> None:
    before = page.locator(".text.received").count()
    page.fill("#body", body)
    page.press("#body", "Enter")
    page.locator(".text.received").nth(before).filter(has_text=answer).wait_for(timeout=20_000)


def main() -> None:
    with tempfile.TemporaryDirectory() as home, sync_playwright() as play:
        demo = Program("demo", "--port", "0", home=Path(home))
        at = demo.says(r"http://localhost:(\d+)")[0]
        browser = play.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 1030}, device_scale_factor=2)
            page.goto(at)
            Phone(at, SOFIA).says("Hola, ¿puedo hablar con una persona?")
            page.locator(".card").get_by_role("button", name="Take").click()
            Phone(at, OTHER).says("can somebody call me about my bill?")
            for body, answer in SAID:
                say(page, body, answer)
                if answer == "Tue" and re.search(r"Which one\?", page.locator(".text.received").last.inner_text()):
                    say(page, "1", "Shall I book it?")
            page.locator(".visit.new").wait_for()
            page.locator("#body").blur()
            page.wait_for_timeout(3_000)  # until what is new no longer glows, and the last text has its ticks
            page.screenshot(path=ROOT / "deploy" / "page.png")
        finally:
            browser.close()
            demo.stop()


if __name__ == "__main__":
    main()
