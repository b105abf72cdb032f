"""Finds the entry a question is for, and knows when there is none. Pure, in memory, the same answer every time.

Two ways lead to an entry. Where people wrote down how it is asked for, a model learned from these examples
(`examples`), everyday chat among them as the answer "none". Where an entry is only a title and a text, its words decide
(`pages`). `docs/suche.md` has what was tried and measured.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.content.examples import Examples, Learned, Reading
from bot.content.german import words
from bot.content.pages import Pages
from bot.content.vocabulary import Floats, Vocabulary

ENOUGH_WAYS: Final = 5
"""Ways of asking from which on an entry is learned; with fewer its words decide."""
SURE: Final = 0.5
"""The share from which on one entry is shown right away; below, the best few are offered."""
LIKELY: Final = 0.25
"""The share from which on an entry may well be the one: it is offered, or shown where somebody is in danger."""
CERTAIN: Final = (0.8, 0.95)
"""Share and confidence from which on an entry may be offered to somebody who did not ask."""
PAGE_FITS: Final = 0.04
"""The share of what a perfect page would score that answers, where only words decide."""
PAGE_FITS_BESIDE: Final = 0.25
"""The same beside entries with ways of asking: whoever asks may mean one of those, or nothing at all."""
_NEAREST: Final = 3
_SHARPNESS: Final = 4.0
ANSWERED: Final = 0.5
"""The confidence from which on a question is answered."""
#: See `_confidence`.
_OFFSET, _STANDS_OUT, _NONE, _KNOWN, _NEAR, _NEAR_NONE = -2.36, 0.51, -0.43, 5.8, 7.11, -21.5


@dataclass(frozen=True)
class Document:
    """An entry as the search sees it."""

    slug: str
    titles: tuple[str, ...]
    ways: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class Words:
    """What is known about words: which mean the same, and what people write that asks for nothing."""

    synonyms: tuple[tuple[str, ...], ...] = ()
    no_question: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """An entry that may be meant; `score` is between 0 and 1."""

    slug: str
    score: float


@dataclass(frozen=True)
class Found:
    """What the search made of a question; the hits are there whether it counts as answered or not."""

    hits: tuple[Hit, ...] = ()
    answered: bool = False
    #: How probable it is that the FAQ has an answer at all.
    confidence: float = 0.0

    @property
    def sure(self) -> bool:
        """Whether the first hit is it, rather than one of several."""
        return self.answered and self.hits[0].score >= SURE

    @property
    def likely(self) -> bool:
        """Whether the first hit may well be it: enough where asking back would cost time nobody has."""
        return self.answered and self.hits[0].score >= LIKELY

    @property
    def certain(self) -> bool:
        """Whether the first hit fits so well that it may be offered unasked."""
        return self.answered and self.hits[0].score >= CERTAIN[0] and self.confidence >= CERTAIN[1]


class Search:
    """An index over the FAQ."""

    def __init__(
        self, documents: Sequence[Document], known: Words | None = None, before: Learned | None = None
    ) -> None:
        """`before`: what was learned earlier; used if it is of the same entries, which saves a few seconds."""
        known = known or Words()
        self._documents = tuple(documents)
        texts = [text for each in documents for text in (*each.titles, *each.ways, each.body)]
        vocabulary = Vocabulary([*texts, *known.no_question], known.synonyms)
        self._learned = [number for number, each in enumerate(documents) if len(each.ways) >= ENOUGH_WAYS]
        self._others = sorted(set(range(len(documents))) - set(self._learned))
        examples = [
            (text, label)
            for label, number in enumerate(self._learned)
            for text in (*documents[number].titles, *documents[number].ways)
        ]
        none = [(text, len(self._learned)) for text in known.no_question] if examples else []
        self._examples = Examples(vocabulary, [*examples, *none], len(self._learned) + 1, before) if examples else None
        # Where every entry is learned, its words add nothing (measured), and their index would be the larger one.
        self._pages = (
            Pages(
                vocabulary,
                [(each.titles[0], "\n".join((each.body, *each.titles[1:], *each.ways))) for each in documents],
            )
            if len(self._learned) < len(documents)
            else None
        )

    @property
    def learned(self) -> Learned | None:
        """What was learned, to be given back as `before`."""
        return self._examples.learned if self._examples else None

    def find(self, question: str, most: int = 5) -> Found:
        """The best entries, and whether one of them answers the question."""
        if not self._documents or not any(word.isalpha() for word in words(question)):
            return Found()
        scores, confidence = self._by_words(question)
        if self._examples is not None:
            reading = self._examples.read(question)
            learned, sure = reading.shares[:-1], _confidence(reading, self._examples)
            # Both kinds of entries have words: whichever kind has the best page for them gets the larger part.
            part = self._part(scores)
            scores *= 1 - part
            scores[self._learned] = part * learned
            confidence = part * sure + (1 - part) * confidence
        best = np.argsort(-scores, kind="stable")[:most]
        hits = tuple(Hit(self._documents[number].slug, round(float(scores[number]), 4)) for number in best)
        hits = tuple(hit for hit in hits if hit.score > 0)
        return Found(hits, bool(hits) and confidence >= ANSWERED, confidence)

    def _part(self, by_words: Floats) -> float:
        """How likely an entry with ways of asking is meant rather than one without, going by their words."""
        if self._pages is None:
            return 1.0
        best_learned = float(by_words[self._learned].max()) ** 2
        best_other = float(by_words[self._others].max()) ** 2
        return best_learned / (best_learned + best_other) if best_learned + best_other > 0 else 1.0

    def _by_words(self, question: str) -> tuple[Floats, float]:
        """The pages' scores as shares of one, the best well ahead; and how surely the best one answers."""
        if self._pages is None:
            return np.zeros(len(self._documents), np.float32), 0.0
        scores = self._pages.score(question)
        best = float(scores.max())
        if best <= 0:
            return scores, 0.0
        sharpened: Floats = (scores / np.float32(best)) ** np.float32(_SHARPNESS)
        fits = best / self._pages.ideal(question)
        needed = PAGE_FITS_BESIDE if self._learned else PAGE_FITS
        return sharpened / sharpened.sum(), min(ANSWERED * fits / needed, 1.0)


def _confidence(reading: Reading, examples: Examples) -> float:
    """How probable it is that the question is one of those the examples are about, rather than none of them.

    It is, the more one entry stands out, the more of its words are known, and the nearer the entry's examples are; it
    is not, the nearer everyday chat is. The weights come from a logistic regression over questions that are nowhere in
    the content (docs/suche.md).
    """
    best = int(np.argmax(reading.shares[:-1]))
    evidence = (
        _OFFSET
        + _STANDS_OUT * math.log(float(reading.shares[best]) + 1e-6)
        + _NONE * math.log(float(reading.shares[-1]) + 1e-6)
        + _KNOWN * reading.known
        + _NEAR * _nearest(reading.alike, examples.labels == best)
        + _NEAR_NONE * _nearest(reading.alike, examples.labels == len(reading.shares) - 1)
    )
    return 1 / (1 + math.exp(-evidence))


def _nearest(alike: Floats, among: npt.NDArray[np.bool_]) -> float:
    """How alike the most alike of these examples are, on average."""
    likeness = alike[among]
    if len(likeness) > _NEAREST:
        likeness = np.partition(likeness, -_NEAREST)[-_NEAREST:]
    return float(likeness.mean()) if len(likeness) else 0.0
