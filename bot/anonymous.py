"""Takes out of a question what tells of a person, before it is kept for those who write the answers. Pure.

Numbers, addresses of all kinds and names go: everybody's who is known here, and what stands where people say a name. A
name nobody knows, in the middle of a sentence, may stay; that is why questions are deleted after a while all the same.
"""

import re
from collections.abc import Iterable
from typing import Final

GAP: Final = "…"
LONGEST: Final = 500
"""Characters of a question that are kept; a longer one is a story, and stories tell of people."""

_STREET: Final = r"(?i:stra(?:ß|ss)e|str\.?|weg|platz|allee|gasse|ring|damm|ufer)"
_PATTERNS: Final = (
    r"\S+@\S+",  # mail addresses, and names of accounts
    r"(?:https?://|www\.|t\.me/)\S+",
    rf"\b[\w-]+{_STREET}\b(?:\s+\d+(?:\s*[a-z]\b)?)?",
    rf"\b[A-ZÄÖÜ][\w-]*\s+{_STREET}\b(?:\s+\d+(?:\s*[a-z]\b)?)?",
    r"\b(?:Frau|Herrn?|Familie|Dr\.|Mrs?\.?|Ms\.?)\s+[A-ZÄÖÜ][\w-]+",
    r"(?i:\b(?:ich hei(?:ß|ss)e|mein name ist|ich bin der|ich bin die|my name is|i am called))\s+[\w-]+",
    r"\b[A-Z]{1,3}[ -]?[A-Z]{1,2}[ -]?\d{1,4}\b",  # number plates
    r"\b\d{5}\s+[A-ZÄÖÜ][\w-]+",  # a postcode and its town
    r"\+?\d[\d /.-]{4,}\d",  # phone numbers, file numbers, dates
    r"\b\d{4,}\b",
)
_TRACES: Final = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))


def without_traces(text: str, names: Iterable[str]) -> str:
    """The text with a gap in the place of each name, number and address."""
    kept = _TRACES.sub(GAP, text)
    known = sorted((re.escape(name) for name in names if len(name) > 1), key=len, reverse=True)
    if known:
        kept = re.sub(rf"\b(?:{'|'.join(known)})s?\b", GAP, kept, flags=re.IGNORECASE)
    kept = " ".join(kept.split())
    return kept if len(kept) <= LONGEST else kept[:LONGEST].rsplit(" ", 1)[0] + GAP
