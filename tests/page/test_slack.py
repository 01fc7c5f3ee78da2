"""The panel of the workspace: commands typed, buttons pressed, forms filled in, threads answered, Home; and nobody there."""

import pytest
from playwright.sync_api import expect

from bot.pretend.slack import people
from tests.page.slack_desk import SlackDesk
from tests.page.test_screen import contrast


@pytest.fixture
def desk(bot):
    bot.in_slack = SlackDesk(bot)
    return bot.in_slack


@pytest.fixture
def slack(open_page):
    def opened(page=None):
        page = page or open_page()
        page.locator(".desk").get_by_role("button", name="Slack").click()
        expect(page.locator("#slack-place option").first).to_be_attached()
        return page

    return opened


def write(page, line):
    page.get_by_label("Message or command").fill(line)
    page.keyboard.press("Enter")


def messages(page):
    return page.locator(".message")


def test_before_the_bot_answers_slack_the_panel_says_so_and_works_on(slack):
    page = slack()
    expect(page.locator("#slack-away")).to_contain_text("does not work in Slack yet")
    write(page, "/today")
    expect(messages(page)).to_contain_text("Only visible to you")
    expect(messages(page)).to_contain_text("/today failed")
    write(page, "Morning *all*, <b>hi</b>")
    expect(messages(page).last.locator("strong", has_text="all")).to_be_visible()
    expect(messages(page).last).to_contain_text("<b>hi</b>")


def test_a_command_is_answered_to_its_user_alone(slack, desk):
    page = slack()
    expect(page.locator("#slack-away")).to_be_hidden()
    page.locator("#slack-hints").get_by_role("button", name="/today").click()
    expect(messages(page)).to_contain_text("Today: 4 visits, all confirmed.")
    page.get_by_label("You are").select_option(people.PRIYA)
    expect(messages(page)).to_have_count(0)
    assert desk.heard == [("/today", "")]


def test_a_card_is_drawn_pressed_once_it_is_sure_and_changes_for_all(slack, desk):
    page = slack()
    write(page, "/card")
    card = messages(page)
    expect(card.locator("h4")).to_have_text("Needs a person")
    expect(card.locator(".mention")).to_have_text("@here")
    expect(card).to_contain_text("<script>alert(1)</script> <b>")
    card.get_by_role("button", name="Break").click()
    page.get_by_role("dialog", name="Break it?").get_by_role("button", name="Keep it").click()
    card.get_by_role("button", name="I'll take it").click()
    expect(card).to_contain_text("taken by jo")
    expect(card.get_by_role("button", name="I'll take it")).to_have_count(0)
    assert desk.heard == [("/card", ""), ("take", "12")]


def test_a_button_nobody_answers_says_so_beside_it(slack, desk):
    page = slack()
    write(page, "/card")
    expect(messages(page)).to_have_count(1)
    desk.silent = True
    messages(page).get_by_role("button", name="I'll take it").click()
    expect(messages(page).get_by_role("alert")).to_have_text("⚠ The app did not answer.")


def test_a_form_is_filled_in_by_keyboard_and_mouse(slack, desk):
    page = slack()
    write(page, "/book")
    form = page.get_by_role("dialog", name="Book a visit")
    form.get_by_role("button", name="Next").click()
    expect(form.get_by_text("Please complete this required field.")).to_have_count(3)
    form.get_by_role("combobox", name="Patient").press_sequentially("an")
    expect(form.get_by_role("option", name="Ana Silva")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(form.get_by_role("combobox", name="Patient")).to_have_value("Anders Holm")
    form.locator("select").select_option("Crown")
    form.locator("input[type=date]").fill("2026-12-25")
    form.get_by_label("Call her").check()
    form.get_by_label("Note (optional)").fill("Gate code 12")
    form.get_by_role("button", name="Next").click()
    expect(form.get_by_text("We are closed that day.")).to_be_visible()
    expect(form.get_by_label("Note (optional)")).to_have_value("Gate code 12")
    form.locator("input[type=date]").fill("2026-12-01")
    form.get_by_role("button", name="Next").click()
    right = page.get_by_role("dialog", name="Is this right?")
    expect(right).to_contain_text("Anders Holm, 2026-12-01")
    right.get_by_role("button", name="Book it").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    _, last = desk.heard[-1]
    assert (last["patient"]["selected_option"]["value"], last["reason"]["selected_option"]["value"]) == ("2", "crown")
    assert (last["how"]["selected_option"]["value"], last["note"]["value"]) == ("call", "Gate code 12")


def test_a_form_goes_away_with_escape(slack, desk, bot):
    page = slack()
    write(page, "/book")
    expect(page.get_by_role("dialog", name="Book a visit")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert bot.world.slack.workspace.modals[people.JO] == []


def test_a_thread_is_read_answered_and_left(slack, desk):
    page = slack()
    write(page, "/card")
    messages(page).get_by_role("button", name="Reply in thread").click()
    expect(page.locator("#slack-thread")).to_be_visible()
    write(page, "Tell her yes")
    expect(messages(page)).to_have_count(3)
    expect(messages(page).last).to_contain_text("Texted to the patient ✅")
    write(page, "/today")
    expect(page.locator("#slack-wrong")).to_have_text("/today is not supported in threads. Sorry!")
    write(page, "// between us")
    expect(messages(page)).to_have_count(5)
    page.get_by_role("button", name="Back to the channel").click()
    expect(messages(page)).to_have_count(1)
    expect(messages(page).get_by_role("button", name="4 replies")).to_be_visible()
    assert desk.heard[1:] == [("thread", "Tell her yes"), ("thread", "// between us")]


def test_home_is_drawn_for_whoever_looks(slack, desk):
    page = slack()
    page.get_by_label("Where", exact=True).select_option("home")
    expect(page.locator(".home")).to_contain_text("1 card needs a person")
    expect(page.locator("#slack-write")).to_be_hidden()


def test_a_small_screen_has_a_tab_for_it_and_says_when_there_is_news(open_page, bot, desk):
    page = open_page(390, 844)
    tab = page.get_by_role("navigation", name="Panels").get_by_role("button", name="Slack")
    expect(tab.locator("i")).to_be_hidden()
    expect(page.locator("#slack-place option").first).to_be_attached()
    page.request.post(
        f"{bot.url}/pretend/slack/say", data={"user": people.PRIYA, "channel": people.FRONT_DESK, "text": "hello"}
    )
    expect(tab.locator("i")).to_be_visible()
    tab.click()
    expect(messages(page)).to_contain_text("Priya Shah")
    expect(tab.locator("i")).to_be_hidden()
    size = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert size == [390, 844]


@pytest.mark.parametrize("width", [1280, 1024, 800])
def test_nothing_sticks_out_beside_the_book(slack, open_page, width):
    page = slack(open_page(width, 800))
    write(page, "a" * 300)
    expect(messages(page)).to_be_visible()
    size = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert size == [width, 800]
    box = page.locator("#slack").bounding_box()
    assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_it_can_be_read_by_day_and_by_night(slack, open_page, desk, scheme):
    page = slack(open_page(color_scheme=scheme))
    write(page, "/today")
    write(page, "hello @priya")
    write(page, "/card")
    expect(page.get_by_role("button", name="Break")).to_be_visible()
    for selector in (
        ".whisper .muted",
        ".whisper time",
        ".mention",
        ".message time",
        ".message .app",
        ".message .thread",
        ".context",
        ".room .primary",
        ".room .danger",
        ".slack .side [aria-pressed=false]",
        ".slack .side [aria-pressed=true]",
        ".where",
    ):
        assert contrast(page, selector) >= 4.5, selector
