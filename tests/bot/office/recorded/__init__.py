"""What goes over the wire, as Open Dental's pages show it; typed from them, mended by eye where they are malformed.

    appointments.json   the fourteen methods: every example request and answer of the vendor's page, and all parameters
    people.json, setup.json   the others: fields as in reference/open-dental-api.md, sections 12 to 20, with made-up values

The pretend office has its own (tests/bot/pretend/office/vendor_page.json), so that the two cannot agree on the same mistake.
"""

import json
from pathlib import Path

HERE = Path(__file__).parent
APPOINTMENTS = {example["method"]: example for example in json.loads((HERE / "appointments.json").read_text())}
OTHERS = {
    example["method"]: example for name in ("people", "setup") for example in json.loads((HERE / f"{name}.json").read_text())
}


def shown(method):
    """The first answer that the page shows to a method: `shown("GET ASAP")`, `shown("GET /clinics")`."""
    return (APPOINTMENTS | OTHERS)[method]["answers"][0]
