"""Learns from the ways of asking which entry a question is for: a softmax over sparse features.

Plain counting (BM25, nearest neighbour) finds four of five; what makes the rest is to learn which words tell one entry
from its neighbours. That is all this is: multinomial logistic regression, trained here in a second or two whenever the
content changes. Nothing is downloaded, the same content gives the same weights.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.content.german import stem, words
from bot.content.vocabulary import Floats, Vocabulary

Row = tuple[npt.NDArray[np.int32], Floats]

METHOD: Final = 1
"""Counts up when the code below sees or learns something else in the same examples."""
EPOCHS: Final = 8
RATE: Final = 0.3
BATCH: Final = 64
DECAY: Final = 1e-6
_PAIR: Final = 0.6
_PREFIX: Final = 0.5
_SAME: Final = 0.7
_PREFIX_LENGTH: Final = 4


@dataclass(frozen=True)
class Reading:
    """What the model makes of a question."""

    #: How probable each label is; together one.
    shares: Floats
    #: The likeness of the question to each example, 0 to 1.
    alike: Floats
    #: The share of the question, by weight, in words that stand in some example.
    known: float


@dataclass(frozen=True)
class Learned:
    """What is known after learning, and of what: to be kept and given back as long as the examples are the same."""

    #: A fingerprint of the examples and of how they were looked at.
    of: str
    names: tuple[str, ...]
    rarity: Floats
    #: The weights, features by labels. Half precision: no question is answered differently, and it takes half the room.
    weights: npt.NDArray[np.float16]
    #: For each feature the examples that have it, and what it is worth there; those of feature n begin at starts[n].
    where: npt.NDArray[np.int32]
    worth: npt.NDArray[np.float16]
    starts: npt.NDArray[np.int64]


class Examples:
    """A trained model."""

    def __init__(
        self, vocabulary: Vocabulary, examples: Sequence[tuple[str, int]], labels: int, before: Learned | None = None
    ) -> None:
        """`examples`: texts, each with the number of its label, below `labels`. `before`: what was learned earlier."""
        self._vocabulary = vocabulary
        #: The label of each example.
        self.labels = np.array([label for _, label in examples], np.int32)
        of = _fingerprint(vocabulary, examples, labels)
        #: What it knows.
        self.learned = before if before and before.of == of else self._learn(of, examples, labels)
        self._numbers = {name: number for number, name in enumerate(self.learned.names)}

    def _learn(self, of: str, examples: Sequence[tuple[str, int]], labels: int) -> Learned:
        # Looked at twice rather than kept: ten thousand dictionaries would be the largest thing in memory.
        spread = Counter(name for text, _ in examples for name in self._features(text))
        # A pair of words seen once tells nothing that its words do not.
        names = tuple(name for name, count in spread.items() if count > 1 or " " not in name)
        numbers = {name: number for number, name in enumerate(names)}
        rarity = np.array([np.log(len(examples) / spread[name]) + 1 for name in names], np.float32)
        rows = [_row(self._features(text), numbers, rarity) for text, _ in examples]
        weights = _train(rows, self.labels, len(names), labels).astype(np.float16)
        return Learned(of, names, rarity, weights, *_by_feature(rows, len(names)))

    def read(self, text: str) -> Reading:
        """What the model makes of this question."""
        features = self._features(text)
        known = self.learned
        numbers, values = _row(features, self._numbers, known.rarity)
        shares = _softmax(values @ known.weights[numbers].astype(np.float32))
        alike = np.zeros(len(self.labels), np.float32)
        for number, value in zip(numbers, values, strict=True):
            there = slice(known.starts[number], known.starts[number + 1])
            alike[known.where[there]] += value * known.worth[there]
        return Reading(shares, alike, self._known(features))

    def _known(self, features: Mapping[str, float]) -> float:
        single = {name: weight for name, weight in features.items() if " " not in name and name[0] not in "^="}
        total = sum(single.values())
        return sum(weight for name, weight in single.items() if name in self._numbers) / total if total else 0.0

    def _features(self, text: str) -> Mapping[str, float]:
        found: dict[str, float] = {}
        asked = words(text)
        for word in asked:
            for term, weight in self._vocabulary.meanings(word, _SAME).items():
                found[term] = max(found.get(term, 0.0), weight)
            if len(word) > _PREFIX_LENGTH:
                found[f"^{word[:_PREFIX_LENGTH]}"] = _PREFIX
        stems = [stem(word) for word in asked]
        for first, second in pairwise(stems):
            found[f"{first} {second}"] = _PAIR
        return found


def _row(features: Mapping[str, float], numbers: Mapping[str, int], rarity: Floats) -> Row:
    """The features as numbers and values of length one; those nobody has learned are left out."""
    known = [(numbers[name], value) for name, value in features.items() if name in numbers]
    at = np.array([number for number, _ in known], np.int32)
    values = np.array([value for _, value in known], np.float32) * rarity[at]
    length = float(np.linalg.norm(values))
    return at, values / np.float32(length) if length else values


def _fingerprint(vocabulary: Vocabulary, examples: Sequence[tuple[str, int]], labels: int) -> str:
    """Changes when anything does that what is learned depends on."""
    digest = hashlib.sha256(f"{METHOD} {labels} {vocabulary.fingerprint}".encode())
    for text, label in examples:
        digest.update(f"{label}:{text}\0".encode())
    return digest.hexdigest()


def _train(rows: Sequence[Row], wanted: npt.NDArray[np.int32], features: int, classes: int) -> Floats:
    """The weights, features by classes: stochastic gradient descent with a step of its own for each feature."""
    weights = np.zeros((features, classes), np.float32)
    seen = np.full((features, 1), 1e-3, np.float32)
    order = np.random.default_rng(1)  # the same content gives the same weights
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(rows))
        for start in range(0, len(rows), BATCH):
            batch = shuffled[start : start + BATCH]
            _step(weights, seen, [rows[number] for number in batch], wanted[batch])
    return weights


def _step(weights: Floats, seen: Floats, rows: Sequence[Row], wanted: npt.NDArray[np.int32]) -> None:
    """One batch: weights move against the gradient, less where they have moved much already."""
    touched, place = np.unique(np.concatenate([numbers for numbers, _ in rows]), return_inverse=True)
    batch = np.zeros((len(rows), len(touched)), np.float32)
    owner = np.repeat(np.arange(len(rows)), [len(numbers) for numbers, _ in rows])
    batch[owner, place] = np.concatenate([values for _, values in rows])
    here = weights[touched]
    error = batch @ here
    error -= error.max(axis=1, keepdims=True)
    np.exp(error, out=error)
    error /= error.sum(axis=1, keepdims=True)
    error[np.arange(len(rows)), wanted] -= 1
    gradient = batch.T @ error + DECAY * BATCH * here
    moved = seen[touched] + np.square(gradient).mean(axis=1, keepdims=True)
    seen[touched] = moved
    weights[touched] = here - RATE * gradient / np.sqrt(moved)


def _by_feature(
    rows: Sequence[Row], features: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float16], npt.NDArray[np.int64]]:
    """The rows the other way round: for each feature the examples that have it, and what it is worth there."""
    feature = np.concatenate([numbers for numbers, _ in rows])
    order = np.argsort(feature, kind="stable")
    example = np.repeat(np.arange(len(rows), dtype=np.int32), [len(numbers) for numbers, _ in rows])[order]
    worth = np.concatenate([values for _, values in rows])[order].astype(np.float16)
    return example, worth, np.searchsorted(feature[order], np.arange(features + 1))


def _softmax(scores: Floats) -> Floats:
    """Scores as shares of one."""
    raised: Floats = np.exp(scores - scores.max())
    shares: Floats = raised / raised.sum()
    return shares
