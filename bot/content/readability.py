"""How hard a sentence is to read: LIX, the measure of Carl-Hugo Björnsson (1968).

A sentence's LIX is the number of its words plus the share of its long words (more than six letters) in percent. It was
made for languages with long words and needs no dictionary. Children's books lie below 30, newspapers at 50, laws above
60. Two thresholds, both found by reading the sentences above them aloud to somebody:

- `HARD`: a sentence of more than eight words above this value is hard for somebody who learns German. German office
  words (Grundsicherungsgeld, Mietschuldenfreiheit) cannot always be avoided, so it lies at 62, a little above a
  newspaper's sentence; English, whose words are shorter, at 55.
- `LONGEST`: a sentence with more words than this is hard whatever they are.
"""

import re
from typing import Final

HARD: Final = {"de": 62.0, "en": 55.0}
LONGEST: Final = 20
_ENOUGH: Final = 8  # words: in a shorter sentence one long word alone would decide
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*")


def lix(sentence: str) -> float:
    """The sentence's LIX; 0 without words."""
    words = _WORD.findall(sentence)
    return len(words) + 100 * sum(len(word) > 6 for word in words) / len(words) if words else 0.0


def too_hard(sentence: str, language: str) -> str | None:
    """Why this sentence is too hard, in German for the admin; None if it is not."""
    words = len(_WORD.findall(sentence))
    if words > LONGEST:
        return f"{words} Wörter"
    if words > _ENOUGH and (measure := lix(sentence)) > HARD.get(language, HARD["de"]):
        return f"Lesbarkeit {measure:.0f}, viele lange Wörter"
    return None
