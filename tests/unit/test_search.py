"""The search: words however they are typed, entries with and without ways of asking, and silence."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.content.faq import document
from bot.content.search import Document, Found, Search, Words
from tests.words import shipped

SAMPLE = Path(__file__).parents[2] / "benchmarks" / "questions" / "sample.tsv"

WAYS = {
    "wohnen/kaution": [
        *("wie hoch darf die kaution sein", "kaution in raten zahlen", "wie viele monatsmieten kaution"),
        *("vermieter will kaution auf einmal", "kaution zu hoch", "how much deposit can the landlord ask for"),
    ],
    "wohnen/kuendigen": [
        *("wie kündige ich meine wohnung", "kündigungsfrist wohnung", "kündigung schreiben mietvertrag"),
        *("ich will ausziehen was muss ich tun", "bis wann kündigen", "how do i cancel my flat"),
    ],
    "jobcenter/termin": [
        *("termin beim jobcenter verpasst", "hab den termin vergessen", "nicht zum termin gegangen was passiert"),
        *("einladung vom jobcenter verschlafen", "meldetermin versäumt", "missed my appointment at the jobcenter"),
    ],
}
CHAT = ("hi wie gehts", "danke dir", "bin gleich da", "bis morgen", "wann sehen wir uns", "lol", "der bus war zu spät")


@pytest.fixture(scope="module")
def search() -> Search:
    documents = [Document(slug, (ways[0],), tuple(ways[1:]), "Text der Antwort.") for slug, ways in WAYS.items()]
    return Search(documents, Words((("kaution", "mietsicherheit", "deposit"), ("bude", "wohnung")), CHAT))


def first(found: Found) -> str:
    return found.hits[0].slug


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("Kaution?", "wohnen/kaution"),
        ("KAUTION IN RATEN", "wohnen/kaution"),
        ("kautzion in ratn zalen", "wohnen/kaution"),
        ("kautionsraten", "wohnen/kaution"),
        ("mietsicherheit in raten", "wohnen/kaution"),
        ("deposit in parts", "wohnen/kaution"),
        ("wie kuendige ich", "wohnen/kuendigen"),
        ("wie kundige ich", "wohnen/kuendigen"),
        ("wie kündige ich", "wohnen/kuendigen"),
        ("bude kündigen", "wohnen/kuendigen"),
        ("Kündigungsschreiben", "wohnen/kuendigen"),
        ("terminn verpast", "jobcenter/termin"),
        ("die einladung vom jobcenter hab ich leider verschlafen", "jobcenter/termin"),
    ],
)
def test_a_question_finds_its_entry_however_it_is_typed(search: Search, asked: str, slug: str) -> None:
    assert first(search.find(asked)) == slug


@pytest.mark.parametrize("asked", ["", "   ", "???", "😂😂", "123", "25.", "\u202e\u200b", "_ _"])
def test_what_has_no_words_finds_nothing(search: Search, asked: str) -> None:
    assert search.find(asked) == Found()


def test_scores_fall_and_lie_between_nothing_and_one(search: Search) -> None:
    scores = [hit.score for hit in search.find("kaution vom jobcenter für die wohnung").hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_no_more_hits_than_asked_for(search: Search) -> None:
    assert len(search.find("kaution wohnung termin", 2).hits) == 2


def test_the_same_content_gives_the_same_answers(search: Search) -> None:
    documents = [Document(slug, (ways[0],), tuple(ways[1:]), "Text der Antwort.") for slug, ways in WAYS.items()]
    again = Search(documents, Words((("kaution", "mietsicherheit", "deposit"), ("bude", "wohnung")), CHAT))
    for asked in ("kaution", "wohnung loswerden", "wie gehts"):
        assert again.find(asked) == search.find(asked)


def test_without_entries_it_finds_nothing() -> None:
    assert Search([]).find("kaution") == Found()


PAGES = [
    Document("stadt/sperrmuell", ("Sperrmüll anmelden",), (), "Die Müllabfuhr holt Möbel und große Dinge ab."),
    Document("stadt/hund", ("Hundesteuer",), (), "Wer einen Hund hat, meldet ihn beim Steueramt an."),
    Document("stadt/bad", ("Freibad am Nordsee",), (), "Öffnungszeiten, Preise und Ermäßigungen für Kinder."),
]


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("wer holt meine alten möbel ab", "stadt/sperrmuell"),
        ("sperrmuel", "stadt/sperrmuell"),
        ("steuer für meinen hund", "stadt/hund"),
        ("was kostet das freibat", "stadt/bad"),
        ("Freibadöffnungszeiten", "stadt/bad"),
    ],
)
def test_entries_with_nothing_but_title_and_text_are_found_by_their_words(asked: str, slug: str) -> None:
    found = Search(PAGES).find(asked)
    assert found.answered
    assert first(found) == slug


def test_words_that_stand_nowhere_are_not_answered() -> None:
    assert not Search(PAGES).find("quantenphysik vorlesung").answered


def test_entries_without_ways_of_asking_are_found_beside_those_with_them() -> None:
    faq = shipped().faq
    both = Search([*map(document, faq.entries.values()), *PAGES], faq.words)
    assert first(both.find("wer holt meinen sperrmüll ab, möbel und große dinge")) == "stadt/sperrmuell"
    assert first(both.find("wie hoch darf die kaution sein")) == "wohnen/kaution"
    assert both.find("wie hoch darf die kaution sein").answered
    assert not both.find("hi wie gehts").answered


def test_on_the_sample_of_questions_it_reaches_its_goals() -> None:
    """90 % first, 97 % among three, 90 % of what is no question left alone (docs/suche.md)."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    search = shipped().faq.search
    hits1, hits3, silent = [], [], []
    for row in rows:
        found = search.find(row["question"], 3)
        if row["accept"] == "-":
            silent.append(not found.answered)
            continue
        slugs = [hit.slug for hit in found.hits] if found.answered else []
        accepted = row["accept"].split("|")
        hits1.append(slugs[:1] != [] and slugs[0] in accepted)
        hits3.append(any(slug in accepted for slug in slugs))
    assert sum(hits1) / len(hits1) >= 0.9
    assert sum(hits3) / len(hits3) >= 0.97
    assert sum(silent) / len(silent) >= 0.9


def test_every_title_finds_its_own_entry() -> None:
    faq = shipped().faq
    lost = {
        title
        for entry in faq.entries.values()
        for answer in entry.answers.values()
        for title in (answer.head.title,)
        if entry.slug not in {hit.slug for hit in faq.search.find(title, 3).hits}
    }
    assert lost == set()


@pytest.mark.parametrize("chat", ["ok", "guten morgen", "Hab die Unterlagen abgegeben!", "bist du morgen im büro?"])
def test_everyday_chat_is_never_so_certain_that_an_answer_is_offered_unasked(chat: str) -> None:
    assert not shipped().faq.search.find(chat).certain


def test_every_process_reads_a_mistyped_word_the_same_way() -> None:
    known = "bank bang bans bant band bald balg ball"  # all of them equally like what is typed
    code = f"from bot.content.vocabulary import Vocabulary; print(Vocabulary([{known!r}]).terms('banx'))"
    read = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in "12345678"
    }
    assert len(read) == 1
    assert "ban" in read.pop()
