"""What the HTML part of a mail says: its words, and what its links are called. It is read and never shown as it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Self

UNSEEN = frozenset({"head", "script", "style", "title", "template"})
BLOCKS = frozenset({"address", "blockquote", "div", "h1", "h2", "h3", "h4", "li", "ol", "p", "table", "tr", "ul"})


class MailHtml(HTMLParser):
    """`words` as plain text, `labels` by http(s) address in the order of the mail."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.labels: dict[str, str] = {}
        self._said: list[str] = []
        self._unseen = 0
        self._link: tuple[str, int] | None = None  # address, and where in _said its words begin

    @classmethod
    def read(cls, html: str) -> Self:
        """Read as far as it can be read: a mail is shown even if its HTML is broken."""
        found = cls()
        try:
            found.feed(html)
            found.close()
        except AssertionError:  # that is how html.parser reports a broken declaration
            found._link = None
        return found

    @property
    def words(self) -> str:
        """Paragraphs with an empty line between them."""
        lines = [" ".join(line.split()) for line in "".join(self._said).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._said.append("\n")
        elif tag in BLOCKS:
            self._said.append("\n\n")
        elif tag == "a":
            url = (dict(attrs).get("href") or "").strip()
            self._link = (url, len(self._said)) if url.lower().startswith(("http://", "https://")) else None

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in BLOCKS:
            self._said.append("\n\n")
        elif tag == "a" and self._link is not None:
            url, begin = self._link
            self.labels.setdefault(url, " ".join("".join(self._said[begin:]).split()))
            self._link = None

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._said.append(re.sub(r"\s+", " ", data))
