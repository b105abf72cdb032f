"""Files -> what is known of people in danger, and every problem in it."""

from collections.abc import Collection, Sequence
from typing import Final

from bot.content import crisis_checks, keyed
from bot.content.crisis import Crisis, CrisisFile, merged
from bot.content.crisis_lexicon import plain
from bot.content.faq_load import File
from bot.content.keyed import Placed
from bot.content.problems import Problem

NAME: Final = "krise.yaml"


def load(files: Sequence[File], languages: Collection[str], problems: list[Problem]) -> Crisis:
    """All of it: a town's kinds and numbers over the shipped ones by name, everything else in addition to them.

    Only to be used if nothing that blocks was added to `problems`.
    """
    named = [file for file in files if file.name == NAME]
    read = [keyed.read(file, NAME, CrisisFile, problems) for file in named]
    parts = [part for part in read if part is not None]
    crisis = _together(parts)
    if len(parts) == len(named):
        problems += crisis_checks.errors(parts, crisis, languages)
    return crisis


def _together(parts: Sequence[Placed[CrisisFile]]) -> Crisis:
    values = [part.value for part in parts]
    kinds = {key: kind for value in values for key, kind in value.kinds.items()}
    numbers = {key: number for value in values for key, number in value.numbers.items()}
    said = {
        kind: merged([each for value in values for each in value.expressions.get(kind, {}).values()]) for kind in kinds
    }
    return Crisis(
        kinds,
        numbers,
        said,
        _groups([group for value in values for group in value.same]),
        tuple(word for value in values for word in value.fillers),
        tuple(word for value in values for word in value.denials),
        tuple(word for value in values for word in value.between),
        tuple(each for value in values for each in value.stories),
    )


def _groups(lists: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Words that count as the same; a town's list with a word of ours adds to ours."""
    groups: list[tuple[str, ...]] = []
    for words in lists:
        folded = {word for each in words for word in plain(each)}
        shared = [group for group in groups if not folded.isdisjoint(word for each in group for word in plain(each))]
        groups = [group for group in groups if group not in shared]
        groups.append(tuple(word for group in shared for word in group) + words)
    return tuple(groups)
