"""The page that lists the office's methods: what it says to try can be tried."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def docs(open_page, bot):
    page = open_page()
    page.get_by_role("link", name="API").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The pretend Open Dental")
    return page


def method(page, verb, path):
    """Open a method's part of the page."""
    part = page.locator("body > details").filter(has=page.locator(f'summary:has(b.{verb}):has(code:text-is("{path}"))'))
    part.locator("summary").first.click()
    return part


def send(part):
    part.get_by_role("button", name="Send").first.click()
    return part.locator("output").first


def test_three_requests_are_tried_as_they_stand(docs, bot):
    expect(send(method(docs, "GET", "/patients"))).to_contain_text('"FName": "Ana"')
    before = len(bot.world.office.visits(1))
    booked = send(method(docs, "POST", "/appointments/WebSched"))
    expect(booked).to_contain_text("201 Created\nlocation: https://api.opendental.com/api/v1/appointments/")
    assert len(bot.world.office.visits(1)) == before + 1
    expect(send(method(docs, "PUT", "/appointments/{AptNum}/Note"))).to_contain_text("200 OK")


def test_what_is_asked_wrongly_is_answered_like_the_vendor_does(docs):
    part = method(docs, "GET", "/appointments/{AptNum}")
    part.get_by_label("Request").fill("/api/v1/appointments/99999")
    expect(send(part)).to_have_text('404 Not Found\n"Appointment not found."')
    docs.complaints.clear()  # the browser says so, too


def test_something_goes_wrong_on_demand(docs, bot):
    wrong = docs.locator("body > details").filter(has_text="Let something go wrong")
    wrong.locator("summary").click()
    expect(send(wrong)).to_contain_text("200 OK")
    part = method(docs, "POST", "/appointments/WebSched")
    expect(send(part)).to_contain_text("504 Gateway Timeout")
    assert bot.world.office.visits(1)[-1].eServiceLogType == "ExistingPat"  # it was done all the same
    docs.complaints.clear()
