"""Names people choose and others type: cleaned when chosen, found without case, umlauts or the end of the word."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, Protocol, TypeVar

LONGEST: Final = 40
"""Characters of a chosen name."""
_BLANK: Final = "\u115f\u1160\u3164\uffa0"
"""Letters by their category, and yet nothing to see."""
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

    Something that an app would turn into a command, a link or somebody else's account is no name.
    """
    kept = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", typed)
        if character.isspace() or not _is_invisible(character)
    )
    name = " ".join(kept.split())
    if not 1 <= len(name) <= LONGEST or not any(character.isalpha() for character in name):
        return None
    return None if _CLICKABLE.search(name) else name


def _is_invisible(character: str) -> bool:
    return character in _BLANK or unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


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
