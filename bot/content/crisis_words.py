"""Expressions as an editor writes them, found in what people type. Pure, and fast enough for every message."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.content.crisis_lexicon import END_ID, GAP, Lexicon, Pattern, Token

WIDEST_GAP: Final = 5
"""Words a gap stands for at most."""


@dataclass(frozen=True)
class Span:
    """Where something was found: tokens from `start` up to `end`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether they share a token."""
        return self.start < other.end and other.start < self.end


class Finder:
    """Some patterns by what they begin with."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._by_first: dict[int, list[Pattern]] = {}
        for pattern in patterns:
            for number in (pattern.elements[0] if pattern.elements else None) or ():
                self._by_first.setdefault(number, []).append(pattern)

    def spans(self, tokens: Sequence[Token], *, denied_too: bool = False) -> Iterator[Span]:
        """Where one of them stands and is not denied; with `denied_too`, also where it is."""
        for at, token in enumerate(tokens):
            for pattern in {id(p): p for i in token.ids | token.joined for p in self._by_first.get(i, ())}.values():
                end = _end(pattern, 0, tokens, at, denied_too)
                if end and (denied_too or pattern.denies or not _denied(tokens, at)):
                    yield Span(at, end)


def _end(pattern: Pattern, step: int, tokens: Sequence[Token], at: int, denied_too: bool) -> int:
    """Where the pattern, begun at its `step`, ends if it stands here; 0 if it does not."""
    if step == len(pattern.elements):
        return at
    if at >= len(tokens):
        return 0
    element, token = pattern.elements[step], tokens[at]
    if element is None:
        for skipped in range(WIDEST_GAP + 1):
            if end := _end(pattern, step + 1, tokens, at + skipped, denied_too):
                return end
            if at + skipped >= len(tokens) or not _may_skip(tokens[at + skipped], pattern, denied_too):
                return 0
        return 0
    if END_ID in element and at > 0 and tokens[at - 1].clause != token.clause:
        return _end(pattern, step + 1, tokens, at, denied_too)
    if not element.isdisjoint(token.ids) and (end := _end(pattern, step + 1, tokens, at + 1, denied_too)):
        return end
    if not element.isdisjoint(token.joined) and (end := _end(pattern, step + 1, tokens, at + 2, denied_too)):
        return end
    if step and (token.between or (denied_too and token.denies and not pattern.denies)):
        return _end(pattern, step, tokens, at + 1, denied_too)
    return 0


def _may_skip(token: Token, pattern: Pattern, denied_too: bool) -> bool:
    return END_ID not in token.ids and (denied_too or pattern.denies or not token.denies)


def _denied(tokens: Sequence[Token], start: int) -> bool:
    """Whether a "not" stands right before, in the same part of the sentence."""
    return start > 0 and tokens[start - 1].denies and tokens[start - 1].clause == tokens[start].clause


class Sayings:
    """What means a kind of danger, and what only sounds like it."""

    def __init__(self, lexicon: Lexicon, say: Iterable[str], everyday: Iterable[str], *, denied_too: bool) -> None:
        self._say = Finder([lexicon.compile(each) for each in say])
        self._everyday = Finder([lexicon.compile(each) for each in everyday])
        self._denied_too = denied_too

    def found(self, tokens: Sequence[Token], stories: "Stories") -> bool:
        """Whether anything in the message means this danger."""
        for span in self._say.spans(tokens, denied_too=self._denied_too):
            if any(span.overlaps(other) for other in self._everyday.spans(tokens, denied_too=True)):
                continue
            if tokens[span.start + (END_ID in tokens[span.start].ids)].clause not in stories.told_in(tokens):
                return True
        return False


class Stories:
    """Parts of sentences that tell of films, games, songs or homework."""

    def __init__(self, lexicon: Lexicon, expressions: Iterable[str]) -> None:
        self._finder = Finder([lexicon.compile(each) for each in expressions])

    def told_in(self, tokens: Sequence[Token]) -> set[int]:
        """The numbers of those parts."""
        return {tokens[span.end - 1].clause for span in self._finder.spans(tokens, denied_too=True)}


def samples(expression: str) -> Iterator[str]:
    """Sentences an expression is for: every choice once, nothing in its gaps."""
    parts = expression.split()
    most = max((part.count("/") for part in parts if part != GAP), default=0) + 1
    for number in range(most):
        said = []
        for part in parts:
            choices = [choice for choice in part.split("/") if choice]
            if part != GAP and choices:
                said.append(choices[min(number, len(choices) - 1)].strip("*!"))
        yield " ".join(said)
