"""What the tests of the security list share: the carrier's door, and the whole store at a glance."""

import pytest
from twilio.request_validator import RequestValidator

from tests.house import ANA, URL
from tests.security.wholly import whole


class Door:
    """The carrier's way in: posts forms that are signed, or that only look like it."""

    def __init__(self, town):
        self.town = town

    def form(self, body="hi", sid="SM" + "1" * 32, **changed):
        keys = self.town.keys
        form = {"MessageSid": sid, "AccountSid": keys.account_sid, "From": ANA, "To": keys.texting_number, "Body": body}
        return form | changed

    def sign(self, form, path="/twilio/sms", *, base=URL, token=None):
        return RequestValidator(token or self.town.keys.auth_token).compute_signature(base + path, form)

    async def post(self, form, path="/twilio/sms", **signed):
        return await self.town.post(path, form, self.sign(form, path, **signed))


@pytest.fixture
def door():
    return Door


@pytest.fixture
def everything(valkey_url):
    """Return one digest of every key and every value in the store."""
    return lambda: whole(valkey_url)
