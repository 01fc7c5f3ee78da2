"""The clock, the keyboard alone, every width, by day and by night."""

import pytest
from playwright.sync_api import expect

from tests.page.acts import received, text
from tests.page.stage import ANA, REYES


def test_the_clock_moves_on_and_the_book_with_it(page):
    expect(page.locator("#now")).to_contain_text("Mon, Nov 30, 9:2")
    page.get_by_role("button", name="Move the clock on two days").click()
    expect(page.locator("#now")).to_contain_text("Wed, Dec 2")
    expect(page.locator("#day")).to_have_text("Wednesday, December 2")


def test_everything_can_be_reached_by_keyboard_and_shows_where_it_is(page):
    reached = []
    for _ in range(27):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => { const at = document.activeElement;
                return [at.id || at.dataset.forward || at.getAttribute("href") || at.textContent.trim(),
                        getComputedStyle(at).outlineStyle] }"""
            )
        )
    names = list(dict.fromkeys(name for name, _ in reached))  # a date is three stops and its calendar
    strip, phone = ["skip", "3600", "86400", "172800", "/docs"], ["patient", "talk", "body"]
    wanted = [*strip, *phone, "to-day", "back", "today", "ahead", "sheet", "pile"]
    assert [name for name in names if name in wanted] == wanted
    assert all(outline != "none" for _, outline in reached[:10])


def test_the_first_key_leads_past_the_strip(page):
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the phone")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Text to the office")).to_be_focused()
    assert page.url.endswith(f"#{ANA}")


def test_on_a_low_screen_the_strip_scrolls_away_and_a_text_can_be_written(open_page):
    for width, height in ((844, 390), (640, 360)):  # a phone held sideways; a laptop's page enlarged twice
        page = open_page(width, height)
        expect(page.locator("#book")).to_be_hidden()
        text(page, "hello")
        expect(received(page)).to_be_in_viewport()
        expect(page.get_by_role("navigation", name="Panels")).to_be_in_viewport(ratio=1)


def test_nothing_sticks_out_at_any_width(page):
    for width, height in ((1280, 800), (1024, 700), (800, 1000), (390, 844), (360, 640)):
        page.set_viewport_size({"width": width, "height": height})
        expect(page.locator("#hints button").first).to_be_visible()
        size = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        assert size == [width, height]
        panel = page.locator("#phone").bounding_box()
        assert height - 75 <= panel["y"] + panel["height"] <= height  # it fills the screen, but for the tabs


def contrast(page, selector):
    """How the text stands out from what is behind it, as WCAG counts it."""
    return page.locator(selector).first.evaluate(
        """(at) => {
        const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        const parse = (color) => { // a mixed color, too
            pen.clearRect(0, 0, 1, 1);
            pen.fillStyle = color;
            pen.fillRect(0, 0, 1, 1);
            return [...pen.getImageData(0, 0, 1, 1).data]; };
        const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
            .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        let behind = at;
        while (parse(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
        const [a, b] = [at, behind].map((one, i) => light(parse(getComputedStyle(one)[i ? "backgroundColor" : "color"])));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); }"""
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_by_day_and_by_night(open_page, bot, scheme):
    bot.raise_card("emergency", REYES, urgent=True)
    page = open_page(color_scheme=scheme)
    text(page, "hello")
    expect(received(page)).to_have_count(1)
    expect(page.locator(".card")).to_be_visible()
    for selector in (
        "#now",
        ".place",
        ".docs",
        ".sent .bubble",
        ".received .bubble",
        ".meta time",
        ".over",
        ".card.urgent h3",
        ".since",
        ".first",
        "#number",
        ".clock-mark",
        ".off span:not(:empty)",
        *(f".tint-{n} {part}" for n in range(3) for part in ("strong", ".what")),
    ):
        assert contrast(page, selector) >= 4.5, selector


def test_a_small_screen_has_one_panel_at_a_time_and_says_where_news_is(open_page, bot):
    page = open_page(390, 844)
    tabs = page.get_by_role("navigation", name="Panels")
    expect(page.locator("#book")).to_be_hidden()
    bot.raise_card("asked for a person", ANA)
    expect(tabs.get_by_role("button", name="Front desk").locator("i")).to_be_visible()
    tabs.get_by_role("button", name="Front desk").click()
    expect(page.locator(".card")).to_be_visible()
    expect(tabs.get_by_role("button", name="Front desk").locator("i")).to_be_hidden()
    bot.book()
    expect(tabs.get_by_role("button", name="Book").locator("i")).to_be_visible()
    tabs.get_by_role("button", name="Book").click()
    expect(page.locator(".visit.new")).to_be_in_viewport()


def test_nothing_moves_while_the_page_fills(open_page):
    page = open_page()
    expect(page.locator(".visit").first).to_be_visible()
    shifts = page.evaluate(
        """() => new Promise((done) => new PerformanceObserver((list, observer) => {
            observer.disconnect(); done(list.getEntries().map((entry) => entry.value)); })
            .observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done([]), 500))"""
    )
    assert sum(shifts) < 0.02


def test_the_page_asks_nobody_else_for_anything(open_page, bot):
    asked = []
    page = open_page()
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    expect(page.locator(".visit").first).to_be_visible()
    assert asked
    assert all(url.startswith(bot.url) for url in asked)


def test_a_world_that_went_away_is_waited_for_and_what_was_asked_meanwhile_comes(open_page, bot):
    page = open_page()
    expect(page.locator(".visit").first).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("No connection to the pretend world. Trying again")).to_be_visible()
    text(page, "hello")
    expect(page.locator("#phone-wrong")).to_contain_text("The text was not sent")
    page.get_by_role("button", name="The day before").click()
    expect(page.locator("#day")).to_have_text("Monday, November 30")  # a heading over another day's visits would be a lie
    page.context.set_offline(False)
    expect(page.locator("#day")).to_have_text("Sunday, November 29")
    expect(page.get_by_text("No connection to the pretend world. Trying again")).to_be_hidden()
    page.get_by_label("Text to the office").press("Enter")
    expect(page.locator(".text.sent .bubble")).to_have_text("hello")
    page.complaints[:] = [said for said in page.complaints if "ERR_INTERNET_DISCONNECTED" not in said]  # the browser's own
