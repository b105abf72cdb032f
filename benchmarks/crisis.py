"""How surely the bot recognises that somebody is in danger, with `questions/krise.tsv` and the questions of the FAQ."""

import csv
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.markdown import table
from bot.content.crisis import Crisis
from bot.content.load import SHIPPED, load

_FOLDER: Final = Path(__file__).with_name("questions")
SENTENCES: Final = _FOLDER / "krise.tsv"
_ABOUT_DANGER: Final = "krise/"


@dataclass(frozen=True)
class Labelled:
    """What somebody might write, the kinds of danger it means (none: it only sounds like it), and its half."""

    text: str
    kinds: frozenset[str]
    language: str
    split: str


@dataclass(frozen=True)
class Figures:
    """Of some sentences: dangers taken for the right kind of `dangers`; look-alikes wrongly taken of `others`."""

    found: int
    dangers: int
    wrong: tuple[str, ...]
    others: int

    @property
    def recall(self) -> float:
        """Share of dangers that were recognised."""
        return self.found / self.dangers

    @property
    def precision(self) -> float:
        """Share of what was taken for danger that is one."""
        return self.found / (self.found + len(self.wrong))


def labelled() -> list[Labelled]:
    """All sentences of the file."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Labelled(
            row["sentence"],
            frozenset() if row["kinds"] == "-" else frozenset(row["kinds"].split("|")),
            row["language"],
            row["split"],
        )
        for row in rows
    ]


def judge(crisis: Crisis, sentences: Sequence[Labelled], kind: str | None = None) -> Figures:
    """How these are told apart: danger at all, or only this kind of it."""
    found, dangers, others = 0, 0, 0
    wrong: list[str] = []
    for each in sentences:
        taken = set(crisis.kinds_in(each.text))
        wanted = each.kinds if kind is None else each.kinds & {kind}
        if wanted:
            dangers += 1
            found += not wanted.isdisjoint(taken)
        else:
            others += 1
            wrong += [each.text] if (taken if kind is None else kind in taken) else []
    return Figures(found, dangers, tuple(wrong), others)


def faq_questions() -> list[str]:
    """What people ask the FAQ that has nothing to do with danger."""
    texts = []
    for name in ("own.tsv", "sample.tsv"):
        with (_FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            texts += [row["question"] for row in rows if _ABOUT_DANGER not in row["accept"]]
    return texts


def measure() -> str:
    """Everything, as a part of docs/benchmarks.md."""
    crisis = load([SHIPPED]).crisis
    sentences = labelled()
    lines = ["## Recognising danger", ""]
    for split in ("dev", "held"):
        lines += _table(crisis, [each for each in sentences if each.split == split], split)
    asked = faq_questions()
    taken = [text for text in asked if crisis.kinds_in(text)]
    lines += [f"Of {len(asked)} questions to the FAQ that are not about danger, {len(taken)} are taken for it:", ""]
    lines += [*(f"- {text}" for text in taken), ""] if taken else []
    return "\n".join([*lines, _speed(crisis, [each.text for each in sentences])])


def _table(crisis: Crisis, sentences: Sequence[Labelled], split: str) -> list[str]:
    title = {"dev": "used for tuning", "held": "held back"}[split]
    rows = []
    for kind in (None, *crisis.kinds):
        figures = judge(crisis, sentences, kind)
        name = kind or "**any**, in its right kind"
        rows.append([name, str(figures.dangers), _percent(figures.recall), _percent(figures.precision)])
    overall = judge(crisis, sentences)
    lines = [f"### {len(sentences)} sentences, {title}", "", *table(["", "dangers", "recall", "precision"], rows)]
    lines += [f"Look-alikes wrongly taken: {len(overall.wrong)} of {overall.others}.", ""]
    return [*lines, *([*(f"- {text}" for text in overall.wrong), ""] if split == "dev" and overall.wrong else [])]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _speed(crisis: Crisis, texts: Sequence[str]) -> str:
    milliseconds = []
    for text in texts:
        begun = time.perf_counter()
        crisis.kinds_in(text)
        milliseconds.append(1000 * (time.perf_counter() - begun))
    p95 = statistics.quantiles(milliseconds, n=20)[-1]
    return f"A message takes {statistics.median(milliseconds):.2f} ms, 95 % of them at most {p95:.2f} ms."
