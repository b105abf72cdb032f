"""Writes the few pages the bot shows. Everything that comes from people or content is escaped, by one function."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final, NewType

Html = NewType("Html", str)
"""Markup that is safe to put into a page."""

_STYLE: Final = """
:root{color-scheme:light dark;--ink:#1d2a33;--soft:#5b6b76;--paper:#f4f6f4;--card:#fff;--line:#d8dfdc;--go:#1f6f54}
@media(prefers-color-scheme:dark){:root{--ink:#e8eeea;--soft:#9fb0ab;--paper:#14191a;--card:#1e2526;--line:#36413f;--go:#57b893}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,sans-serif}
main{max-width:42rem;margin:0 auto;padding:1.25rem}
h1{font-size:1.35rem;line-height:1.25;margin:.5rem 0 .25rem}
h2{font-size:1.05rem;margin:1.5rem 0 .5rem}
h3{font-size:1rem;margin:0 0 .25rem}
p{margin:.5rem 0;white-space:pre-line;overflow-wrap:anywhere}
.soft{color:var(--soft);font-size:.92rem}
section,form{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1rem;margin:.9rem 0}
form.bare{background:none;border:0;padding:0}
label{display:block;font-weight:600;margin-bottom:.4rem}
textarea,select{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);
border-radius:10px;padding:.6rem}
textarea{min-height:8rem;resize:vertical}
button{font:inherit;font-weight:600;margin-top:.7rem;padding:.65rem 1.2rem;border:0;border-radius:10px;
background:var(--go);color:var(--card);cursor:pointer}
button.quiet{background:none;color:var(--go);border:1px solid var(--go)}
:focus-visible{outline:3px solid var(--go);outline-offset:2px}
img{max-width:100%;border-radius:10px}
dl{display:grid;grid-template-columns:minmax(5.2rem,30%) 1fr;gap:.3rem .6rem;align-items:baseline;
margin:.8rem 0 0;padding:.8rem 0 0;
border-top:1px solid var(--line)}
dl:first-child{margin:0;padding:0;border:0}
dt{color:var(--soft);font-size:.92rem}
dt,dd{hyphens:auto}
dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}
details{margin:.6rem 0 0}
summary{color:var(--go);font-weight:600;cursor:pointer;padding:.4rem 0}
blockquote{margin:.6rem 0;padding:.1rem 0 .1rem .9rem;border-left:4px solid var(--go)}
"""
_STYLE_HASH: Final = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src 'self'; media-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "Server": "Bleib dran",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
"""With every page: no scripts, nothing from elsewhere, not kept, found by no search engine, no trace at other sites."""


def line(words: str, tag: str = "p", kind: str = "") -> Html:
    """Words as they are."""
    name = f' class="{kind}"' if kind else ""
    return Html(f"<{tag}{name}>{escape(words)}</{tag}>")


def box(parts: Iterable[Html], tag: str = "section") -> Html:
    """Several things together."""
    return Html(f"<{tag}>{''.join(parts)}</{tag}>")


def listed(pairs: Iterable[tuple[str, str]]) -> Html:
    """What something is, and beside it how it is with this one."""
    return Html(f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{escape(said)}</dd>' for name, said in pairs)}</dl>")


def folded(label: str, parts: Iterable[Html]) -> Html:
    """What shows on a tap, without a script."""
    return Html(f"<details><summary>{escape(label)}</summary>{''.join(parts)}</details>")


def form(action: str, do: str, label: str, fields: Iterable[Html] = (), *, quiet: bool = False) -> Html:
    """A button that does something, with what has to be filled in before. Nothing happens before it is pressed."""
    fields = list(fields)
    frame, button = ' class="bare"' if quiet and not fields else "", ' class="quiet"' if quiet else ""
    return Html(
        f'<form method="post" action="{escape(action)}"{frame}>{"".join(fields)}'
        f'<button name="do" value="{escape(do)}"{button}>{escape(label)}</button></form>'
    )


def area(name: str, label: str) -> Html:
    """Room to write in."""
    what = escape(name)
    return Html(f'<label for="{what}">{escape(label)}</label><textarea id="{what}" name="{what}" required '
                'maxlength="3500"></textarea>')  # fmt: skip


def choice(name: str, label: str, options: Mapping[str, str]) -> Html:
    """One of several."""
    what = escape(name)
    rows = "".join(f'<option value="{escape(key)}">{escape(shown)}</option>' for key, shown in options.items())
    return Html(f'<label for="{what}">{escape(label)}</label><select id="{what}" name="{what}">{rows}</select>')


def picture(address: str, about: str) -> Html:
    """A picture of this page's own server."""
    return Html(f'<img src="{escape(address)}" alt="{escape(about)}">')


def link(address: str, label: str) -> Html:
    """Somewhere on this page's own server."""
    return Html(f'<p><a href="{escape(address)}">{escape(label)}</a></p>')


def page(language: str, title: str, parts: Iterable[Html]) -> str:
    """The whole page."""
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>"
    )
