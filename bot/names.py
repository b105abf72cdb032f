"""Names people choose and others type: cleaned when chosen, found without case, umlauts or the end of the word."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, Protocol, TypeVar

LONGEST: Final = 40
"""Characters of a chosen name."""
_BLANK: Final = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d159"
"""Letters, marks and signs by their category, and yet nothing to see."""
_VARIANTS: Final = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks that ask for another drawing of the character before them; of a letter there is none."""
_MOST_MARKS: Final = 2
"""Accents over one letter; more of them cover the lines around."""
_LOOK_ALIKE: Final = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
"""Alphabets that share the look of letters: a word in two of them is made to look like somebody else's name."""
_CLICKABLE: Final = re.compile(r"://|(?:^|\s)[/@]\w|\w\.[^\W\d_]{2}")
_SPELT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae"})


class Named(Protocol):
    """Anybody with a name."""

    @property
    def name(self) -> str:
        """The name they chose."""
        ...


N = TypeVar("N", bound=Named)


def clean(typed: str) -> str | None:
    """The name as it is shown, without control characters, direction overrides and line breaks; None if none is left.

    Something that an app would turn into a command, a link or somebody else's account is no name, and neither is what
    only looks like another name: letters of two alphabets in a word.
    """
    name = visible(unicodedata.normalize("NFKC", visible(typed)))
    if not 1 <= len(name) <= LONGEST or not any(character.isalpha() for character in name):
        return None
    if _CLICKABLE.search(name) or any(len(_alphabets(word)) > 1 for word in name.split()):
        return None
    return name


def visible(text: str) -> str:
    """Text in one line, without what cannot be seen, and with no more accents than a letter bears."""
    kept: list[str] = []
    marks = _MOST_MARKS  # none before the first letter: it would sit on somebody else's
    for character in unicodedata.normalize("NFC", text):
        if character.isspace():
            character = " "
        elif _is_invisible(character):
            continue
        if unicodedata.category(character) in {"Mn", "Me"}:
            marks += 1
            if marks > _MOST_MARKS:
                continue
        else:
            marks = _MOST_MARKS if character == " " else 0
        kept.append(character)
    return " ".join("".join(kept).split())


def _is_invisible(character: str) -> bool:
    if character in _BLANK or _VARIANTS.match(character):
        return True
    return unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def _alphabets(word: str) -> set[str]:
    named = (unicodedata.name(character, "").partition(" ")[0] for character in word if character.isalpha())
    return {alphabet for alphabet in named if alphabet in _LOOK_ALIKE}


def find(typed: str, among: Iterable[N]) -> list[N]:
    """Who is meant: the exact name if there is one, else everybody whose name, or a word of it, begins like that."""
    wanted = _folds(typed)
    people = list(among)
    exact = [person for person in people if wanted & _folds(person.name)]
    if exact:
        return exact
    return [person for person in people if any(_begins(wanted, part) for part in [person.name, *person.name.split()])]


def same(one: str, other: str) -> bool:
    """Whether both are the same name, however it was typed."""
    return bool(_folds(one) & _folds(other))


def _begins(wanted: set[str], name: str) -> bool:
    return any(fold.startswith(beginning) for fold in _folds(name) for beginning in wanted if beginning)


def _folds(text: str) -> set[str]:
    """Both ways an umlaut is typed without its dots: Özlem as oezlem and ozlem."""
    low = " ".join(text.casefold().split())
    bare = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return {low.translate(_SPELT), bare}
