"""The book: the day's visits, and the one that was just booked."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.page.acts import book
from tests.page.stage import ROOM_4, TUESDAY


def test_the_book_shows_today_in_columns(page):
    expect(page.locator("#day")).to_have_text("Monday, November 30")
    expect(page.locator(".chair h3")).to_have_text(["Room 1", "Room 2", "Hygiene", "Room 4"])
    expect(page.locator(".chair p")).to_have_text(["Dr. Chen", "Dr. Okafor", "Maya Brooks", "Dr. Okafor"])
    expect(page.locator(".visit").first).to_be_visible()
    expect(page.get_by_text("Kept for emergencies")).to_be_visible()
    expect(page.locator(".now").first).to_be_attached()
    expect(page.locator(".clock-mark")).to_have_text(re.compile(r"^9:2\d$"))


def test_a_visit_stands_as_high_and_as_long_as_it_is(page, bot):
    number = bot.book()
    block = page.locator(f'[data-visit="{number}"]')
    expect(block).to_be_visible()
    sheet, four = page.locator(".column").nth(2).bounding_box(), block.bounding_box()
    minute = sheet["height"] / (9 * 60)
    assert four["y"] - sheet["y"] == pytest.approx(8 * 60 * minute, abs=2)
    assert four["height"] == pytest.approx(60 * minute, abs=3)


def test_the_days_are_turned_and_today_comes_back(page):
    page.get_by_role("button", name="The day after").click()
    expect(page.locator("#day")).to_have_text("Tuesday, December 1")
    page.get_by_role("button", name="The day before").click()
    page.get_by_role("button", name="The day before").click()
    expect(page.locator("#day")).to_have_text("Sunday, November 29")
    expect(page.locator(".closed")).to_contain_text("The office is closed.")
    page.get_by_role("button", name="Today").click()
    expect(page.locator("#day")).to_have_text("Monday, November 30")


def test_a_day_far_ahead_is_one_date_away(page):
    page.get_by_label("Go to a day").focus()
    page.keyboard.type("12252026")
    expect(page.locator("#day")).to_have_text("Friday, December 25")
    expect(page.locator(".closed")).to_have_text(re.compile(r"The office is closed\.\s*Christmas Day"))


def test_visits_that_overlap_stand_side_by_side(page, bot):
    page.get_by_role("button", name="The day after").click()
    office = bot.world.office
    numbers = [
        office.staff_books(patient, TUESDAY + timedelta(minutes=after), minutes=60, operatory=ROOM_4)
        for patient, after in ((1, 0), (2, 30), (3, 60))
    ]
    expect(page.locator(f'[data-visit="{numbers[-1]}"]')).to_be_visible()
    first, second, third = (page.locator(f'[data-visit="{number}"]').bounding_box() for number in numbers)
    assert first["x"] + first["width"] <= second["x"]
    assert third["x"] == first["x"]  # where the first has ended there is room again
    assert first["width"] == pytest.approx(second["width"], abs=1)


def test_the_line_of_the_present_strikes_nobodys_name_through(page):
    expect(page.locator(".now").first).to_be_attached()
    for column in page.locator(".column").all():
        order = column.evaluate("(at) => [...at.children].map((one) => one.className || one.tagName)")
        assert order[-2:] == ["now", "OL"]  # what comes later is painted over it


def test_the_book_turns_to_a_visit_that_was_just_booked(page):
    book(page)
    expect(page.locator("#day")).to_have_text("Tuesday, December 1")
    expect(page.locator(".visit.new")).to_contain_text("Ana Silva")
    expect(page.locator(".visit.new")).to_contain_text("just booked")


def test_whoever_just_turned_a_page_is_offered_the_new_visit_instead(page, bot):
    page.get_by_role("button", name="The day before").click()
    bot.book()
    offer = page.get_by_role("button", name="Booked: Tue, Dec 1. Show")
    expect(offer).to_be_visible()
    expect(page.locator("#day")).to_have_text("Sunday, November 29")
    offer.click()
    expect(page.locator(".visit.new")).to_contain_text("Ana Silva")
    expect(offer).to_be_hidden()
