"""One account at the carrier, and its documented answer to a send."""

import httpx

from bot.channels.carrier import Carrier
from flows.words import E164

PATIENT, PRACTICE = E164("+15035550142"), E164("+15035550199")
ACCOUNT = "AC" + "0" * 32
SID = "SM" + "1" * 32
LIST = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
# Source: Twilio, Message resource, "Create a Message", the documented answer.
CREATED = {
    "account_sid": ACCOUNT,
    "api_version": "2010-04-01",
    "body": "You're booked.",
    "date_created": "Tue, 03 Mar 2026 17:00:01 +0000",
    "date_sent": None,
    "date_updated": "Tue, 03 Mar 2026 17:00:01 +0000",
    "direction": "outbound-api",
    "error_code": None,
    "error_message": None,
    "from": None,
    "messaging_service_sid": None,
    "num_media": "0",
    "num_segments": "1",
    "price": None,
    "price_unit": None,
    "sid": SID,
    "status": "queued",
    "subresource_uris": {"media": f"{LIST}/media"},
    "to": PATIENT,
    "uri": LIST,
}


def calling(handler, api="https://api.twilio.com"):
    http = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    return Carrier(http, api, ACCOUNT, "token", "https://bot.example/")
