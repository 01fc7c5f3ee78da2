"""Our own pages as HTML. Plain: no script, no cache, no frame, nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape

from starlette.responses import HTMLResponse

ALLOWED = "default-src 'none'; style-src 'sha256-{}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
STYLE = (
    ":root{color-scheme:light dark;--ink:#1b211e;--soft:#55605a;--paper:#fffefa;--theirs:#eef1f4;--ours:#dcefe3;--line:#8a938e;"
    "--deed:#1d6b58;--on:#fff}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e9eee9;--soft:#a9b5ae;--paper:#151a17;--theirs:#252c31;--ours:#1d3a30;"
    "--line:#74807a;--deed:#7fd0b6;--on:#0d1512}}"
    "body{font:17px/1.45 system-ui,sans-serif;max-width:40rem;margin:1.5rem auto;padding:0 1rem 2rem;color:var(--ink);"
    "background:var(--paper)}"
    "h1{font-size:1.3rem;margin:0 0 .5rem}p,ul{margin:.5rem 0}ul{padding-left:1.2rem}"
    ".t{border-radius:.6rem;padding:.5rem .75rem;margin:.4rem 0;white-space:pre-wrap;overflow-wrap:anywhere}"
    ".p{background:var(--theirs);margin-right:2rem}.u{background:var(--ours);margin-left:2rem}"
    "small{color:var(--soft);display:block}.said{font-weight:600}"
    "label{display:block;margin:1rem 0 .3rem;font-weight:600}"
    "textarea,input{scroll-margin:5.5rem;"
    "width:100%;font:inherit;color:inherit;background:transparent;box-sizing:border-box;padding:.5rem .7rem;"
    "border:1px solid var(--line);border-radius:.5rem}"
    "button{font:inherit;min-height:2.8rem;padding:.4rem 1.2rem;margin-top:.6rem;border:0;border-radius:.5rem;"
    "background:var(--deed);color:var(--on);cursor:pointer}"
    ":focus-visible{outline:3px solid var(--deed);outline-offset:2px}"
    ".f{list-style:none;padding:0}.f li{display:flex;gap:.5rem 1rem;flex-wrap:wrap;align-items:center;padding:.6rem 0;"
    "border-top:1px solid var(--line)}.f span{flex:1 1 14rem}.f button{margin:0}"
)
HASH = b64encode(sha256(STYLE.encode()).digest()).decode()


def page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """Return a page of ours. What is not ours in `body` must be escaped."""
    html = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style><main><h1>{escape(title)}</h1>{body}</main></html>"
    )
    return HTMLResponse(html, status, {**HEADERS, "Content-Security-Policy": ALLOWED.format(HASH)})


def told(text: str) -> str:
    """What came of the last press, read aloud by a screen reader. "": nothing."""
    return f'<p class="said" role="status">{escape(text)}</p>' if text else ""


def gone() -> HTMLResponse:
    """The same for a link that was used, is too old, or never was."""
    how = "<p>It works once, for five minutes. Ask in Slack for a new one.</p>"
    return page("This link leads nowhere any more", how, 404)


def away() -> HTMLResponse:
    return page("One moment", "<p>We cannot be reached just now. Please try once more.</p>", 503)
