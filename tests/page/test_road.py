"""The desk's main road before the real demo: a text that needs a person, the person, and back to the assistant."""

import re

from playwright.sync_api import expect

from bot.pretend.slack import people
from tests.page.acts import received, text

ANA = "+15035550101"
BILL = "can i talk to a real person about my bill"
TAKE, READ, BACK = "I'll take it", "Read and answer", "Give back"


def in_slack(page, who):
    page.locator(".desk").get_by_role("button", name="Slack").click()
    page.get_by_label("You are", exact=True).select_option(who)
    return page


def card(page, number):
    return page.locator(".message").filter(has_text=f"(card {number})")


def asks_for_a_person(page):
    """Text it; return the number of the card that comes of it."""
    text(page, BILL)
    newest = page.locator(".message").last
    expect(newest).to_contain_text("Asked for a person")
    expect(newest).to_contain_text("Nobody has it yet")
    return re.search(r"card (\d+)", newest.inner_text())[1]


def answers(page, number, words):
    """Open the one-use page from the card and send an answer there."""
    card(page, number).get_by_role("button", name=READ).click()
    with page.context.expect_page() as popup:
        page.get_by_role("button", name="Open the conversation").last.click()
    conversation = popup.value
    conversation.set_viewport_size({"width": 1280, "height": 440})  # as if the conversation were a long one
    conversation.get_by_role("button", name="Continue").click()
    expect(conversation.get_by_text(BILL)).to_be_visible()
    expect(conversation.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
    conversation.get_by_label("Your answer, as a text").fill(words)
    conversation.get_by_role("button", name="Send").click()
    expect(conversation.get_by_role("status")).to_contain_text("Sent.")
    conversation.close()


def books(page):
    for said, heard in (
        ("thanks! Cleaning any morning next week please, Ana Silva 5/1/80", "Which one?"),
        ("1", "Shall I book it?"),
        ("yes please", "You're all set: Ana"),
    ):
        text(page, said)
        expect(received(page).last).to_contain_text(heard)


def test_a_person_takes_it_answers_and_gives_it_back_and_the_next_text_books_a_visit(open_demo):
    jo, priya = in_slack(open_demo(at=f"#{ANA}"), people.JO), in_slack(open_demo(at=f"#{ANA}"), people.PRIYA)
    number = asks_for_a_person(jo)
    card(jo, number).get_by_role("button", name=TAKE).click()
    expect(card(priya, number)).to_contain_text("Taken by Jo Bennett")
    answers(jo, number, "Hi Ana, this is Jo. Nothing is due.")
    expect(received(jo).last).to_have_text("Hi Ana, this is Jo. Nothing is due.")
    card(jo, number).get_by_role("button", name=BACK).click()
    expect(card(priya, number)).to_contain_text("Settled by Jo Bennett")
    books(jo)
    expect(jo.locator(".visit.new")).to_contain_text("Ana Silva")
    expect(received(priya).last).to_contain_text("You're all set: Ana")
