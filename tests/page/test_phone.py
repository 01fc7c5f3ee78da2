"""The phone: what goes out, what comes in, and whose it is."""

import re

from playwright.sync_api import expect

from tests.page.acts import OFFERED, received, text
from tests.page.stage import ANA, REYES, STAFF, STRANGER


def test_a_text_goes_out_with_enter_and_the_answer_comes_in_with_the_time(page):
    text(page, "cleaning tuesday please")
    expect(page.locator(".text.sent .bubble")).to_have_text("cleaning tuesday please")
    expect(page.locator(".text.sent .meta")).to_contain_text("delivered")
    expect(received(page)).to_contain_text(OFFERED)
    expect(page.locator(".text.received time")).to_have_text(re.compile(r"^9:2\d AM$"))
    expect(page.get_by_label("Text to the office")).to_have_value("")
    expect(page.get_by_label("Text to the office")).to_be_focused()


def test_the_first_visit_suggests_texts_and_a_click_sends_one(page):
    hints = page.locator("#hints button")
    expect(hints).to_have_count(4)
    expect(hints.first).to_have_text("Cleaning next Tuesday please, Ana Silva 5/1/80")
    hints.first.click()
    expect(page.locator(".text.sent .bubble")).to_have_text("Cleaning next Tuesday please, Ana Silva 5/1/80")
    expect(page.locator("#hints")).to_be_hidden()


def test_a_household_shares_one_phone(page):
    picker = page.get_by_label("Texting as")
    picker.select_option(REYES)
    expect(page.locator("#number")).to_have_text("(503) 555-0102")
    expect(picker.locator("option:checked")).to_have_text("Marisol, Mateo & Lucia Reyes")
    expect(page.locator("#hints button").first).to_contain_text("Una limpieza")


def test_each_phone_shows_its_own_texts(page):
    text(page, "from Ana")
    expect(received(page)).to_have_count(1)
    page.get_by_label("Texting as").select_option(STRANGER)
    expect(page.locator(".text")).to_have_count(0)
    page.get_by_label("Texting as").select_option(ANA)
    expect(page.locator(".text")).to_have_count(2)


def test_a_number_can_be_typed(page, bot):
    text(page, "from Ana")
    page.get_by_label("Texting as").select_option("another")
    expect(page.get_by_label("Phone number")).to_be_focused()
    for of_ana in ("#talk", "#write"):  # meanwhile nobody's phone is held
        expect(page.locator(of_ana)).to_be_hidden()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_have_text("That is not a phone number. Write it like (503) 555-0123.")
    page.get_by_label("Phone number").fill("(971) 555-0199")
    page.keyboard.press("Enter")
    expect(page.locator("#patient option:checked")).to_have_text("(971) 555-0199")
    expect(page.locator("#number")).to_have_text("In nobody's chart")
    text(page, "hello")
    expect(received(page)).to_have_count(1)
    assert len(bot.world.carrier.phone("+19715550199")) == 2


def test_what_a_patient_writes_is_never_read_as_html(page):
    nasty = "<img src=x onerror=\"document.title='owned'\"><b>bold</b> & <script>1</script>"
    text(page, nasty)
    expect(page.locator(".text.sent .bubble")).to_have_text(nasty)
    expect(page.locator(".bubble *")).to_have_count(0)
    expect(page).to_have_title("Chairside")


def test_a_text_from_right_to_left_is_shown_so(page):
    text(page, "مرحبا، أريد موعدا يوم الثلاثاء")
    expect(page.locator(".text.sent .bubble")).to_have_css("direction", "rtl")
    expect(received(page)).to_have_css("direction", "ltr")


def test_an_empty_text_is_not_sent_and_shift_enter_makes_a_line(page):
    text(page, "   ")
    field = page.get_by_label("Text to the office")
    field.fill("one")
    field.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    expect(page.locator(".text.sent")).to_have_count(1)
    expect(page.locator(".text.sent .bubble")).to_have_text("one\ntwo", use_inner_text=True)


def test_new_texts_are_read_out_and_old_ones_are_not(open_page, page):
    text(page, "hello")
    expect(received(page)).to_have_count(1)
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    expect(page.locator(".text.fresh")).to_have_count(2)
    again = open_page()
    expect(received(again)).to_have_count(1)
    expect(again.locator(".text.fresh")).to_have_count(0)


def test_a_text_the_bot_does_not_take_says_so(page, bot):
    bot.refuses = True
    text(page, "hello")
    expect(page.locator(".text.sent .failed")).to_have_text("The bot did not take it")


def test_a_text_on_a_phone_nobody_looks_at_is_offered(page):
    text(page, "can a person call me?")
    expect(received(page)).to_have_count(1)
    page.get_by_role("button", name="Look: new text for the front desk's mobile").click()
    expect(page.locator("#patient")).to_have_value(STAFF)
    expect(received(page)).to_contain_text("asked for a person")
    expect(page.locator("#elsewhere")).to_be_hidden()


def test_who_goes_on_texting_is_offered_the_other_phone_no_longer(page):
    text(page, "can a person call me?")
    expect(page.locator("#elsewhere")).to_be_visible()
    text(page, "hello")
    expect(page.locator("#elsewhere")).to_be_hidden()
