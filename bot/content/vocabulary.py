"""The words of a collection, and how a word somebody types relates to them.

A typed word stands for its stem, for the parts of a compound (Mietkautionsdarlehen: mietkaution, darlehen), and, if
nobody ever wrote it here, for the known words it is most like (kautzion: kaution).
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.content.german import stem, words

Floats = npt.NDArray[np.float32]

_ALIKE: Final = 0.5
"""Share of common letter pairs and triples from which on an unknown word is taken for a known one."""
_CANDIDATES: Final = 3
_PART: Final = 4
"""Letters a part of a compound has at least."""
_JOINTS: Final = ("", "s", "n")
_COMPOUND: Final = 8
_REMEMBERED: Final = 20_000


class Vocabulary:
    """All words of some texts."""

    def __init__(self, texts: Iterable[str], synonyms: Iterable[Iterable[str]] = ()) -> None:
        # In the order of the texts, not of a set: words that are equally like a typed one are told apart by it.
        counts = Counter(word for text in texts for word in dict.fromkeys(words(text)))
        self._same = {stem(word): f"={number}" for number, group in enumerate(synonyms) for word in _single(group)}
        known = {word for group in synonyms for word in _single(group)}
        counts.update(sorted(known - counts.keys()))
        self._stems: Counter[str] = Counter()
        for word, count in counts.items():
            self._stems[stem(word)] += count
        self._words = [word for word in counts if len(word) >= _PART]
        self._sizes = np.array([len(_grams(word)) for word in self._words], np.float32)
        by_gram: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            for gram in _grams(word):
                by_gram[gram].append(number)
        self._by_gram = {gram: np.array(numbers, np.int32) for gram, numbers in by_gram.items()}
        self._seen: dict[str, Mapping[str, float]] = {}
        counted = repr(sorted(counts.items())) + repr(sorted(self._same.items()))
        #: Changes when any word, count or synonym does.
        self.fingerprint = hashlib.sha256(counted.encode()).hexdigest()

    def terms(self, word: str) -> Mapping[str, float]:
        """What a folded word stands for, each with how surely: its stem 1, everything else less."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            found = self._seen[word] = self._terms(word)
        return found

    def _terms(self, word: str) -> Mapping[str, float]:
        found = {stem(word): 1.0}
        for part in self._parts(word):
            found.setdefault(part, 0.6)
        if len(word) >= _PART and stem(word) not in self._stems:
            for known, alike in self._near(word):
                found[stem(known)] = max(found.get(stem(known), 0.0), alike)
                for part in self._parts(known):
                    found.setdefault(part, 0.6 * alike)
        return found

    def same(self, term: str) -> str | None:
        """The name of the group of words that mean the same as this one."""
        return self._same.get(term)

    def meanings(self, word: str, same: float) -> Mapping[str, float]:
        """Its terms, and with this share of their weight the groups of words that mean the same."""
        found: dict[str, float] = {}
        for term, weight in self.terms(word).items():
            found[term] = max(found.get(term, 0.0), weight)
            if group := self.same(term):
                found[group] = max(found.get(group, 0.0), same * weight)
        return found

    def _parts(self, word: str) -> tuple[str, ...]:
        """The stems of the two known words a compound is most likely made of."""
        best: tuple[int, tuple[str, ...]] = (1, ())
        for cut in range(_PART, len(word) - _PART + 1) if len(word) >= _COMPOUND else ():
            last = stem(word[cut:])
            if (count := self._stems.get(last, 0)) < best[0]:
                continue
            for joint in _JOINTS:
                if joint and (not word[:cut].endswith(joint) or cut <= _PART):
                    continue
                first = stem(word[: cut - len(joint)])
                if (fits := min(count, self._stems.get(first, 0))) > best[0]:
                    best = (fits, (first, last))
        return best[1]

    def _near(self, word: str) -> list[tuple[str, float]]:
        grams = _grams(word)
        lists = [self._by_gram[gram] for gram in grams if gram in self._by_gram]
        if not lists:
            return []
        common = np.bincount(np.concatenate(lists), minlength=len(self._words)).astype(np.float32)
        alike = 2 * common / (self._sizes + len(grams))
        best = _largest(alike, _CANDIDATES)
        return [(self._words[number], float(alike[number])) for number in best if alike[number] >= _ALIKE]


def _largest(values: Floats, count: int) -> list[int]:
    if len(values) > count:
        top = np.argpartition(values, -count)[-count:]
        return [int(number) for number in top[np.argsort(-values[top])]]
    return [int(number) for number in np.argsort(-values)]


def _grams(word: str) -> set[str]:
    """Its pairs and triples of letters, with its ends."""
    ended = f"^{word}$"
    return {ended[at : at + 2] for at in range(len(ended) - 1)} | {ended[at : at + 3] for at in range(len(ended) - 2)}


def _single(group: Iterable[str]) -> Iterator[str]:
    """The folded words of a group; of what is several words, none: it could not be told from its parts."""
    for written in group:
        folded = words(written)
        if len(folded) == 1:
            yield folded[0]
