"""What a person does on the page in many tests."""

from playwright.sync_api import expect

OFFERED = "I can offer 1) Tue Dec 1"


def text(page, body):
    page.get_by_label("Text to the office").fill(body)
    page.keyboard.press("Enter")


def received(page):
    return page.locator(".text.received .bubble")


def book(page):
    text(page, "cleaning tuesday please")
    expect(received(page).last).to_contain_text(OFFERED)
    text(page, "1")
    expect(received(page).last).to_contain_text("Shall I book it?")
    text(page, "yes")
    expect(received(page).last).to_contain_text("Booked: Ana, Tue Dec 1")
