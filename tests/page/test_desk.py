"""The desk: cards, and what is done about them."""

from playwright.sync_api import expect

from tests.page.acts import received, text
from tests.page.stage import ANA, REYES


def test_a_quiet_desk_says_so(page):
    expect(page.get_by_text("Nothing needs you.")).to_be_visible()


def test_a_card_comes_is_taken_and_given_back(page, bot):
    text(page, "can a person call me?")
    card = page.locator(".card")
    expect(card.locator("h3")).to_have_text("Asked for a person")
    expect(card).to_contain_text("Ana & Leo Silva, (503) 555-0101")
    card.get_by_role("button", name="Take").click()
    expect(card).to_contain_text("taken by you")
    expect(card.get_by_role("button", name="Answer")).to_be_focused()
    card.get_by_role("button", name="Give back").click()
    expect(page.get_by_text("Nothing needs you.")).to_be_visible()
    expect(page.locator("#pile")).to_be_focused()
    assert [(number, act) for number, act, _ in bot.pressed] == [(1, "take"), (1, "give_back")]


def test_an_answer_reaches_the_patients_phone(page, bot):
    text(page, "can a person call me?")
    page.locator(".card").get_by_role("button", name="Answer").click()
    field = page.get_by_label("Your text to the patient")
    expect(field).to_be_focused()
    field.press("Enter")
    assert bot.pressed == []
    field.fill("Hi Ana, this is Jo at the desk.")
    field.press("Enter")
    expect(received(page).last).to_have_text("Hi Ana, this is Jo at the desk.")
    expect(field).to_be_hidden()
    page.locator(".card").get_by_role("button", name="Done").click()
    expect(page.locator(".card")).to_have_count(0)


def test_an_answer_being_written_is_not_disturbed_by_new_cards(page, bot):
    bot.raise_card("asked for a person", ANA)
    page.locator(".card").get_by_role("button", name="Answer").click()
    page.keyboard.type("Hi An")
    bot.raise_card("emergency", REYES, urgent=True)
    expect(page.locator(".card.urgent h3")).to_have_text("Emergency")
    page.keyboard.type("a!")
    expect(page.get_by_label("Your text to the patient").first).to_have_value("Hi Ana!")
    page.keyboard.press("Escape")
    expect(page.locator(".card").first.get_by_role("button", name="Answer")).to_be_focused()
