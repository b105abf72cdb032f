"""The FAQ search beside what else one could take: how often it is right, and how fast.

Two measures. With our own content and its ways of asking: `questions/sample.tsv`, by others, used for tuning, and
`questions/own.tsv`, half of which was (`questions/README.md`). And as on pages nobody prepared: title and text only,
either our own entries stripped of everything else, or a collection given with `--pages FOLDER --asked QUESTIONS.tsv`.
"""

import csv
import random
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import bm25s
import snowballstemmer

from benchmarks.markdown import table
from bot.content.faq import document
from bot.content.faq_load import File, build, read
from bot.content.load import SHIPPED, load
from bot.content.search import Document, Search, Words

QUESTIONS: Final = Path(__file__).with_name("questions")
FEW: Final = 10
MANY: Final = 2000
"""Entries the speed is measured with."""


@dataclass(frozen=True)
class Question:
    """What somebody typed, and the entries that answer it; none: nothing should be said."""

    text: str
    accept: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """How often a search was right, and how long it took."""

    name: str
    first: float
    among_three: float
    silent: float | None
    build_seconds: float
    p95: float


class Engine(Protocol):
    """A search over some documents: the best slugs first, none where it would say nothing."""

    def __call__(self, question: str) -> list[str]:
        """The three best."""
        ...


Maker = Callable[[Sequence[Document], Words], Engine]


def questions(path: Path) -> list[Question]:
    """The questions of a file with the columns question, accept, style."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Question(row["question"], () if row["accept"] == "-" else tuple(row["accept"].split("|"))) for row in rows]


def pages(folder: Path) -> list[Document]:
    """A folder of pages in our format, whatever stands in it."""
    files = [
        File(f"faq/{path.parent.name}/{path.name}", path, path.read_text("utf-8")) for path in folder.rglob("*.md")
    ]
    return [document(entry) for entry in build(read(files, [])).entries.values()]


def ours(documents: Sequence[Document], words: Words) -> Engine:
    """The bot's own."""
    search = Search(documents, words)

    def find(question: str) -> list[str]:
        found = search.find(question, 3)
        return [hit.slug for hit in found.hits] if found.answered else []

    return find


def _texts(documents: Sequence[Document], *, ways: bool) -> list[str]:
    return ["\n".join((*each.titles, *(each.ways if ways else ()), each.body)) for each in documents]


def bm25(*, ways: bool) -> Maker:
    """bm25s with the German Snowball stemmer, as its documentation shows."""

    def make(documents: Sequence[Document], _: Words) -> Engine:
        stem = snowballstemmer.stemmer("german").stemWords
        retriever: Any = bm25s.BM25()
        corpus: Any = bm25s.tokenize(_texts(documents, ways=ways), stopwords="de", stemmer=stem, show_progress=False)
        retriever.index(corpus, show_progress=False)
        slugs = [each.slug for each in documents]

        def find(question: str) -> list[str]:
            asked: Any = bm25s.tokenize(question, stopwords="de", stemmer=stem, show_progress=False)
            best, scores = retriever.retrieve(asked, k=min(3, len(slugs)), show_progress=False)
            return [slugs[at] for at, score in zip(best[0], scores[0], strict=True) if score > 0]

        return find

    return make


def fts5(*, ways: bool) -> Maker:
    """SQLite's full text search, words joined by OR, ranked by its BM25."""

    def make(documents: Sequence[Document], _: Words) -> Engine:
        db = sqlite3.connect(":memory:")
        db.execute(
            "CREATE VIRTUAL TABLE page USING fts5(slug UNINDEXED, text, tokenize='unicode61 remove_diacritics 2')"
        )
        texts = _texts(documents, ways=ways)
        db.executemany("INSERT INTO page VALUES (?, ?)", [(d.slug, t) for d, t in zip(documents, texts, strict=True)])

        def find(question: str) -> list[str]:
            asked = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
            if not asked:
                return []
            rows = db.execute("SELECT slug FROM page WHERE page MATCH ? ORDER BY rank LIMIT 3", (asked,))
            return [slug for (slug,) in rows]

        return find

    return make


def judge(name: str, make: Maker, documents: Sequence[Document], words: Words, asked: Sequence[Question]) -> Figures:
    """One engine, one set of questions."""
    begun = time.perf_counter()
    find = make(documents, words)
    built = time.perf_counter() - begun
    first = three = silent = 0
    seconds = []
    for question in asked:
        begun = time.perf_counter()
        hits = find(question.text)
        seconds.append(time.perf_counter() - begun)
        if question.accept:
            first += hits[:1] != [] and hits[0] in question.accept
            three += any(hit in question.accept for hit in hits)
        else:
            silent += not hits
    answerable = sum(bool(question.accept) for question in asked)
    nothing = len(asked) - answerable
    p95 = statistics.quantiles(seconds, n=20)[-1]
    return Figures(
        name, first / answerable, three / answerable, silent / nothing if nothing else None, built, 1000 * p95
    )


def measure(foreign: tuple[Path, Path] | None = None) -> str:
    """Everything, as a part of docs/benchmarks.md."""
    faq = load([SHIPPED]).faq
    documents = [document(entry) for entry in faq.entries.values()]
    bare = [Document(each.slug, each.titles[:1], (), each.body) for each in documents]
    lines = ["## The FAQ search", ""]
    contest: list[tuple[str, Maker]] = [
        ("**Bleib dran**", ours),
        ("bm25s, German stemmer, over title, text and ways of asking", bm25(ways=True)),
        ("SQLite FTS5, over the same", fts5(ways=True)),
        ("bm25s, German stemmer, over title and text", bm25(ways=False)),
    ]
    for title, file in (("Sample questions, by others", "sample.tsv"), ("Our own questions", "own.tsv")):
        asked = questions(QUESTIONS / file)
        lines += _table(title, len(asked), [judge(name, make, documents, faq.words, asked) for name, make in contest])
    pages_only: list[tuple[str, Maker]] = [
        ("**Bleib dran**", ours),
        ("bm25s, German stemmer", bm25(ways=False)),
        ("SQLite FTS5", fts5(ways=False)),
    ]
    if foreign:
        documents, asked = pages(foreign[0]), questions(foreign[1])
        title = f"{len(documents)} pages by others, title and text only"
    else:
        documents, title = bare, "Our entries stripped to title and text"
        asked = [each for file in ("sample.tsv", "own.tsv") for each in questions(QUESTIONS / file) if each.accept]
    lines += _table(title, len(asked), [judge(name, make, documents, Words(), asked) for name, make in pages_only])
    many, asked = _many(bare), questions(QUESTIONS / "sample.tsv")
    for size in (FEW, len(bare), MANY):
        title = f"Speed: {size:,} entries of title and text, as long as ours"
        figures = [judge(name, make, many[:size], Words(), asked) for name, make in pages_only]
        lines += _table(title, len(asked), figures, speed=True)
    return "\n".join(lines)


def _many(bare: Sequence[Document]) -> list[Document]:
    """Two thousand entries made of ours: sentences of different ones put together, words of their own in each."""
    dice = random.Random(1)
    sentences = [sentence for each in bare for sentence in re.split(r"(?<=[.!?])\s+", each.body)]
    found = []
    for number in range(MANY):
        body = " ".join(dice.sample(sentences, 30)) + f" Vorgang{number} Stelle{number % 97}"
        found.append(Document(f"viele/{number}", (dice.choice(bare).titles[0],), (), body))
    return found


def _table(title: str, asked: int, figures: Sequence[Figures], *, speed: bool = False) -> list[str]:
    head = ["", *(() if speed else ("first", "among three", "rightly silent")), "index", "95 % of questions"]
    rows = []
    for each in figures:
        silent = "" if each.silent is None else f"{100 * each.silent:.1f} %"
        right = [] if speed else [f"{100 * each.first:.1f} %", f"{100 * each.among_three:.1f} %", silent]
        rows.append([each.name, *right, f"{each.build_seconds:.2f} s", f"{each.p95:.2f} ms"])
    return [f"### {title} ({asked} questions)", "", *table(head, rows)]
