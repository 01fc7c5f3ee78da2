"""The vendor's error codes, as its API and its delivery reports tell them. Source: Twilio, "Error and warning dictionary"."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import JSONResponse

MORE = "https://www.twilio.com/docs/errors/"

# code: (status, message); {} is the value at fault
_SAID = {
    20001: (400, "Invalid parameter: {}"),
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource {} was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "An internal server error has occurred"),
    20503: (503, "Service unavailable"),
    21201: (400, "No 'To' number is specified"),
    21205: (400, "No 'Url', 'Twiml' or 'ApplicationSid' is specified"),
    21211: (400, "The 'To' number {} is not a valid phone number."),
    21212: (400, "The 'From' number {} is not a valid phone number, shortcode, or alphanumeric sender ID."),
    21213: (400, "'From' is a required parameter"),
    21408: (400, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: {}."),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21606: (
        400,
        "The 'From' phone number provided ({}) is not a valid message-capable Twilio phone number for this destination.",
    ),
    21609: (400, "The 'StatusCallback' URL {} is not a valid URL."),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21611: (400, "This 'From' number has exceeded the maximum number of queued messages"),
    21612: (400, "Message cannot be sent with the current combination of 'To' ({}) and/or 'From' parameters"),
    21614: (400, "'To' number: {}, is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    21266: (400, "'To' and 'From' number cannot be the same: {}"),
    21701: (400, "The Messaging Service does not exist"),
    30409: (400, "Message cannot be canceled in its present state"),
    35118: (400, "MessagingServiceSid is required to schedule a message"),
}

# The vendor's codes for a text that was taken and then did not arrive.
LATER = {
    30001: "Queue overflow",
    30003: "Unreachable destination handset",
    30004: "Message blocked",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Carrier violation",
    30008: "Unknown error",
    30036: "Validity Period Expired",
}


@dataclass(frozen=True)
class Refusal:
    """Why the carrier does not do it."""

    code: int
    value: str = ""

    @property
    def said(self) -> str:
        return _SAID[self.code][1].replace("{}", self.value)

    def response(self, headers: dict[str, str] | None = None) -> JSONResponse:
        """Return the vendor's error body."""
        status = _SAID[self.code][0]
        body = {"code": self.code, "message": self.said, "more_info": f"{MORE}{self.code}", "status": status}
        return JSONResponse(body, status, headers)
