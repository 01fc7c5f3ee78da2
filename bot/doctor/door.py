"""The way in, as the carrier takes it: PUBLIC_URL, the proxy, the signature.

What is sent changes nothing: it is a delivery report about no text of ours.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from bot.channels.sms import signature
from bot.doctor.case import Case
from bot.doctor.verdict import Verdict, Verdicts, ok, problem, skipped, warning
from bot.wire import Answer, NoAnswer, NotWritten, exchange

TAKES = timedelta(seconds=15)
LOOPBACK = ("localhost", "127.0.0.1", "::1")
PROXY = "The proxy must hand /twilio/... on to chairside with path and query untouched: deploy/README.md, step 6."


async def signed(case: Case) -> Verdicts:
    """Send what the carrier would sign. The query matters: a proxy that drops or sorts it breaks every signature."""
    url = f"{case.settings.public_url}/twilio/status?o=doctor"
    answer = await _send(case, url, sign=True)
    if isinstance(answer, str):
        yield problem(
            f"Nobody answers at PUBLIC_URL ({answer}).",
            f"Is `chairside serve` running, the name in the DNS, the certificate valid? {PROXY} Some networks cannot reach "
            "their own public address from within: then look from outside.",
        )
        return
    yield _verdict(answer.status)


def _verdict(status: int) -> Verdict:
    match status:
        case 200 | 204:
            return ok("Signed webhooks reach us at PUBLIC_URL, and their signature is right.")
        case 403:
            return problem(
                "We are reached at PUBLIC_URL, but refuse what Twilio would sign.",
                f"PUBLIC_URL must be exactly what stands in Twilio's console up to /twilio. {PROXY} The bot that answers must "
                "have the same TWILIO_AUTH_TOKEN and TWILIO_ACCOUNT_SID: restart it after a change.",
            )
        case 301 | 302 | 303 | 307 | 308:
            return problem(
                f"PUBLIC_URL redirects ({status}), which loses texts.",
                "Write the address it redirects to: https, the right host.",
            )
        case 502 | 503 | 504:
            return problem(
                f"The proxy answers, chairside does not ({status}).", "Is `chairside serve` running, and the store up?"
            )
        case _:
            return problem(f"What answers at PUBLIC_URL is not chairside ({status}).", PROXY)


async def unsigned(case: Case) -> Verdicts:
    """The same without a signature must be turned away."""
    answer = await _send(case, f"{case.settings.public_url}/twilio/status?o=doctor", sign=False)
    if isinstance(answer, Answer) and answer.status == 403:
        yield ok("What nobody signed is turned away.")
    elif isinstance(answer, Answer) and answer.is_success:
        yield problem("What nobody signed is taken in at PUBLIC_URL.", f"Something other than chairside answers there. {PROXY}")
    else:
        yield skipped("Whether unsigned webhooks are turned away could not be seen.")


async def public(case: Case) -> Verdicts:
    if urlsplit(case.settings.public_url).hostname in LOOPBACK:
        yield warning(
            "PUBLIC_URL is this machine's own: Twilio cannot reach it.", "Fine for `chairside pretend`; else its https address."
        )


async def _send(case: Case, url: str, *, sign: bool) -> Answer | str:
    """Send a delivery report for no text of ours. A text is why no answer came."""
    form = {"AccountSid": case.settings.twilio_account_sid, "MessageSid": f"SM{'0' * 32}", "MessageStatus": "delivered"}
    pairs = [(name.encode(), value.encode()) for name, value in form.items()]
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if sign:
        headers["X-Twilio-Signature"] = signature(case.settings.twilio_auth_token, url, pairs).decode()
    try:
        return await exchange(case.http, "POST", url, takes=TAKES, headers=headers, content=urlencode(form).encode())
    except (NotWritten, NoAnswer) as error:
        return str(error)
