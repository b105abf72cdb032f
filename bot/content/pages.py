"""Finds pages by their words: BM25 over title and body, for entries nobody has written ways of asking for.

Beyond plain BM25, each worth points on pages it was not made for (docs/suche.md): compounds count for their parts,
pairs of neighbouring words count as well, runs of five letters catch what no stem does, and the title counts again.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.content.german import COMMON, stem, words
from bot.content.vocabulary import Floats, Vocabulary

SATURATION: Final = 1.2
LENGTH: Final = 0.75
TITLE: Final = 0.3
TITLE_IN_BODY: Final = 2.0
RUN: Final = 5
_RUN_WEIGHT: Final = 0.3
_PAIR: Final = 0.3
_SAME: Final = 0.5


class Pages:
    """An index of pages, each a title and a body."""

    def __init__(self, vocabulary: Vocabulary, pages: Sequence[tuple[str, str]]) -> None:
        self._vocabulary = vocabulary
        self._count = len(pages)
        of_word = cache(self._of_word)  # while indexing: the same words come again and again
        bodies = []
        titles = []
        for title, body in pages:
            in_title = self._terms(title, of_word)
            in_all = self._terms(body, of_word)
            for term, weight in in_title.items():
                in_all[term] = in_all.get(term, 0.0) + TITLE_IN_BODY * weight
            titles.append(in_title)
            bodies.append(in_all)
        self._body = _index(bodies, LENGTH)
        self._title = _index(titles, LENGTH / 2)

    def score(self, text: str) -> Floats:
        """One figure a page, 0 where no word of the question stands there."""
        scores = np.zeros(self._count, np.float32)
        for term, weight in self._asked(text).items():
            if found := self._body.get(term):
                scores[found[0]] += weight * found[1]
            if found := self._title.get(term):
                scores[found[0]] += TITLE * weight * found[1]
        return scores

    def ideal(self, text: str) -> float:
        """What a page would score that has every word of the question many times."""
        best = 0.0
        for term, weight in self._asked(text).items():
            found = self._body.get(term)
            best += weight * (float(found[1].max()) if found else math.log(1 + self._count))
        return best

    def _terms(self, text: str, of_word: Callable[[str], Mapping[str, float]]) -> dict[str, float]:
        """What a page has: how often each stem, part, pair and run of letters."""
        found: defaultdict[str, float] = defaultdict(float)
        plain = [word for word in words(text) if word not in COMMON]
        for word in plain:
            for term, weight in of_word(word).items():
                found[term] += weight
        for pair in _pairs(plain):
            found[pair] += _PAIR
        return found

    def _asked(self, text: str) -> Mapping[str, float]:
        """What a question asks for, each once."""
        found: dict[str, float] = {}
        plain = [word for word in words(text) if word not in COMMON]
        for word in plain:
            for term, weight in self._of_word(word).items():
                found[term] = max(found.get(term, 0.0), weight)
        for pair in _pairs(plain):
            found[pair] = 1.0
        return found

    def _of_word(self, word: str) -> Mapping[str, float]:
        """Everything one word counts for."""
        found = dict(self._vocabulary.meanings(word, _SAME))
        ended = f"^{word}$"
        for at in range(len(ended) - RUN + 1):
            found[f"#{ended[at : at + RUN]}"] = _RUN_WEIGHT
        return found


def _pairs(plain: Sequence[str]) -> list[str]:
    stems = [stem(word) for word in plain]
    return [f"{first} {second}" for first, second in pairwise(stems)]


def _index(pages: Sequence[Mapping[str, float]], length: float) -> dict[str, tuple[npt.NDArray[np.int32], Floats]]:
    """For each term the pages that have it and what it is worth there (Robertson and Zaragoza 2009)."""
    lengths = np.array([sum(page.values()) for page in pages], np.float32)
    relative = 1 - length + length * lengths / max(float(lengths.mean()) if len(lengths) else 1.0, 1e-9)
    places: dict[str, tuple[list[int], list[float]]] = {}
    for number, page in enumerate(pages):
        for term, count in page.items():
            there = places.get(term)
            if there is None:
                there = places[term] = ([], [])
            there[0].append(number)
            there[1].append(count)
    index = {}
    for term, (at, counts) in places.items():
        having = np.array(at, np.int32)
        often = np.array(counts, np.float32)
        rarity = math.log(1 + (len(pages) - len(at) + 0.5) / (len(at) + 0.5))
        worth = rarity * often * (SATURATION + 1) / (often + SATURATION * relative[having])
        index[term] = (having, worth.astype(np.float32))
    return index
