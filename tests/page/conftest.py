"""The page in a real browser: Debian's chromium, where it is found."""

import os
from contextlib import contextmanager
from shutil import which

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.e2e.programs import WEB, Program, until
from tests.page.stage import stage

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE_MS = 10_000  # two cores, shared
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items):
    """On CI a missing browser fails the tests; elsewhere they say why they are skipped."""
    if which("chromium") or os.environ.get("CHAIRSIDE_TESTS_NEED_BROWSER") == "1":  # noqa: TID251 (tests may)
        return
    for item in items:
        if "/tests/page/" in str(item.path):
            item.add_marker(pytest.mark.skip(reason="chromium is not installed: the page is not tested"))


@pytest.fixture(scope="package")
def browser():
    path = which("chromium")
    assert path, "CHAIRSIDE_TESTS_NEED_BROWSER=1, and there is no chromium on the PATH: apt-get install chromium"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def bot():
    with stage() as playing:
        yield playing


@pytest.fixture(scope="package")
def demo(tmp_path_factory):
    """Where the real demo is: a process of its own, with its own store. Each test holds a phone that no other holds."""
    program = Program("demo", "--port", "0", home=tmp_path_factory.mktemp("demo"))
    try:
        at = f"http://localhost:{program.says(r'http://localhost:([0-9]+)')[1]}"
        until(lambda: WEB.get(f"{at}/health/ready").is_success, "readiness", program.process)
        yield at
    finally:
        program.stop()


@pytest.fixture
def open_page(browser, bot):
    with _pages(browser, bot.url) as opened:
        yield opened


@pytest.fixture
def open_demo(browser, demo):
    with _pages(browser, demo) as opened:
        yield opened


@contextmanager
def _pages(browser, url):
    """Open the page; whatever the browser complains of, there or in what is opened from there, fails the test."""
    contexts, complaints = [], []

    def watch(page):
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.complaints = complaints

    def opened(width=1280, height=800, at="", **more):
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        context.on("page", watch)
        page = context.new_page()
        page.goto(f"{url}/{at}")
        page.locator("#patient option").first.wait_for(state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page):
    return open_page()
