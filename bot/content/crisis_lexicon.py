"""The words of the expressions in `krise.yaml`, and what a typed word stands for among them. Pure.

Both sides are folded (`german.fold`), lose their filler words and become numbers: words that count as the same, are the
same word with another ending or, if long, are one slip of the finger away have the same number.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.content.german import fold

GAP: Final = "..."
END: Final = "."
_STEMMED: Final = 4
"""Letters from which on endings count for nothing."""
_MISTYPED: Final = 7
"""Letters from which on one of them may be wrong."""
_GLUED: Final = 7
"""Letters from which on an unknown word may be several without spaces."""
_REMEMBERED: Final = 20_000
_SENTENCE: Final = re.compile(r"[.!?;…]+(?=\s|$)|\n+")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['’‘`´](?=\w)")
_CLAUSE: Final = re.compile(r"[,:()–]|\s-\s|\b(?:aber|but)\b", re.IGNORECASE)
"""What follows is said for itself: the film was sad, but I ..."""
_ENDINGS: Final = ("est", "en", "em", "er", "es", "et", "st", "e", "n", "t")
_NOTHING: Final[frozenset[int]] = frozenset()
END_ID: Final = 0

Element = frozenset[int] | None  # the numbers of the words that fit here; None: a gap


@dataclass(frozen=True)
class Pattern:
    """An expression ready to be looked for; `denies` if it has a "not" of its own."""

    elements: tuple[Element, ...]
    denies: bool


@dataclass(frozen=True)
class Token:
    """One word of a message: the numbers it stands for, alone and written together with the next."""

    ids: frozenset[int]
    joined: frozenset[int]
    clause: int
    denies: bool
    between: bool


class Lexicon:
    """The words of all expressions; grows while they are compiled, then is only asked."""

    def __init__(
        self,
        same: Iterable[Sequence[str]],
        fillers: Iterable[str],
        denials: Iterable[str],
        between: Iterable[str],
    ) -> None:
        self._skipped = {word for each in fillers for word in plain(each)}
        self._denying = {word for each in denials for word in plain(each)}
        self._between = {word for each in between for word in plain(each)}
        self._groups: dict[str, int] = {}
        self._group_words: dict[int, list[str]] = {}
        self._exact: dict[str, int] = {}
        self._stems: dict[str, set[int]] = {}
        self._parts: list[tuple[str, str, int]] = []
        self._slips: dict[str, set[str]] = {}
        self._seen: dict[str, frozenset[int]] = {}
        self._precise: dict[str, int] = {}
        for number, group in enumerate(same, 1):
            for word in (word for each in group for word in _marked(each)):
                self._groups.setdefault(word, number)
                self._group_words.setdefault(number, []).append(word)
        self._next = len(self._group_words) + 1

    def compile(self, expression: str) -> Pattern:
        """The expression as a pattern; its words are known from now on."""
        elements: list[Element] = []
        denies = False
        for part in expression.split():
            if part == GAP:
                elements.append(None)
            elif part == END:
                elements.append(frozenset({END_ID}))
            else:
                for choices in _in_step(part):
                    kept = [word for word in choices if word not in self._skipped]
                    if kept:
                        elements.append(frozenset(self._learn(word) for word in kept))
                    denies |= any(word in self._denying for word in choices)
        return Pattern(tuple(elements), denies)

    def _learn(self, word: str) -> int:
        if "*" in word:
            self._parts.append((word.rstrip("*") if word.endswith("*") else "", word.lstrip("*"), self._next))
            return self._new()
        number = self._groups.get(word) or (self._precise if word.endswith("!") else self._exact).get(word.rstrip("!"))
        if number is None:
            number = self._new()
        for each in self._group_words.get(number, [word]):
            self._know(each, number)
        return number

    def _new(self) -> int:
        self._next += 1
        return self._next - 1

    def _know(self, word: str, number: int) -> None:
        if word.endswith("!"):
            self._precise[word.rstrip("!")] = number
        elif word not in self._exact:
            self._exact[word] = number
            if len(word) >= _STEMMED:
                self._stems.setdefault(_root(word), set()).add(number)
            if len(word) >= _MISTYPED:
                for shorter in _shortened(word):
                    self._slips.setdefault(shorter, set()).add(word)

    def tokens(self, text: str) -> list[Token]:
        """The message as words of this lexicon, with an end before and after every sentence."""
        written = [("", 0)]
        clause = 0
        for sentence in _SENTENCE.split(_APOSTROPHE.sub("", text)):
            for part in _CLAUSE.split(sentence):
                clause += 1
                typed = (word for each in fold(part).split() for word in self._unglued(each))
                written += [(word, clause) for word in typed if word not in self._skipped]
            if written[-1][0]:
                written.append(("", clause))
        following = [word for word, _ in written[1:]] + [""]
        return [
            Token(
                self._ids(word) if word else frozenset({END_ID}),
                self._joined(word, after) if word and after else _NOTHING,
                clause,
                word in self._denying,
                word in self._between,
            )
            for (word, clause), after in zip(written, following, strict=True)
        ]

    def _joined(self, word: str, after: str) -> frozenset[int]:
        """Two words that people write as one, or one that they wrote as two: selbst mord, raus geworfen."""
        together = fold(word + after)
        return self._known(together) if len(together) >= _GLUED else _NOTHING

    def _ids(self, word: str) -> frozenset[int]:
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            found = self._seen[word] = self._known(word) or self._mistyped(word)
        return found

    def _known(self, word: str) -> frozenset[int]:
        found = {number for number in (self._exact.get(word), self._precise.get(word)) if number is not None}
        if len(word) >= _STEMMED:
            found |= self._stems.get(_root(word), set())
        for begin, end, number in self._parts:
            if word.startswith(begin) if begin else word.endswith(end):
                found.add(number)
        return frozenset(found)

    def _mistyped(self, word: str) -> frozenset[int]:
        if len(word) < _MISTYPED - 1 or word in self._skipped:
            return _NOTHING
        near = {known for shorter in _shortened(word) for known in self._slips.get(shorter, ())}
        return frozenset(self._exact[known] for known in near if known[0] == word[0] and _one_slip(known, word))

    def _unglued(self, word: str) -> list[str]:
        """The words of `ichkannnichtmehr`; a word that is not made of known ones stays as it is."""
        if len(word) < _GLUED or word in self._skipped or self._ids(word):
            return [word]
        ways: list[list[str] | None] = [[]] + [None] * len(word)
        for end in range(2, len(word) + 1):
            for start in range(max(0, end - 16), end - 1):
                way, part = ways[start], word[start:end]
                if way is None or not (part in self._exact or part in self._skipped or part in self._denying):
                    continue
                best = ways[end]
                if best is None or len(way) + 1 < len(best):
                    ways[end] = [*way, part]
        return ways[-1] or [word]


def plain(text: str) -> list[str]:
    """The folded words of a text, "don't" as one."""
    return fold(_APOSTROPHE.sub("", text)).split()


def _in_step(part: str) -> list[list[str]]:
    """`will/möchte` as one place with two choices; `U-Bahn` as two places."""
    choices = [words for choice in part.split("/") if (words := _marked(choice))]
    if len(choices) > 1:
        return [["".join(words) for words in choices]]
    return [[word] for word in (choices[0] if choices else [])]


def _marked(choice: str) -> list[str]:
    """Its folded words with the marks that an editor has set: `*` and `!`."""
    words = plain(choice)
    if words and choice.startswith("*"):
        words[0] = f"*{words[0]}"
    if words and choice.endswith(("*", "!")):
        words[-1] += choice[-1]
    return words


def _root(word: str) -> str:
    """The word without one ending. The search's `stem` takes more, and would make one of Haus, Haut and hauen."""
    ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) > 2), "")
    return word.removesuffix(ending)


def _shortened(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _one_slip(one: str, other: str) -> bool:
    """One letter missing, too much, wrong, or two in the wrong order."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    swapped = len(a) > 1 and len(b) > 1 and (a[0], a[1]) == (b[1], b[0]) and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped
