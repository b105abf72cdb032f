"""What must hold between the files of the FAQ, and what makes an answer good: each a function that names problems.

An error keeps the folder from being used: the answer could not be shown as it is meant. Everything else is a notice;
an entry or amount that has run out is one the person in charge has to see to, while the bot goes on and says so.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.content import amounts, markdown, readability
from bot.content.answer import compose
from bot.content.entry import LABEL, Answer, Note, sections
from bot.content.faq import Entry, Faq, key_of
from bot.content.german import fold
from bot.content.problems import Problem, Severity, suggestion
from bot.content.search import ENOUGH_WAYS
from bot.content.texts import GERMAN, Texts
from bot.styled import utf16

LONGEST_ANSWER: Final = 600
"""Characters of the short answer a tired person reads to the end."""
LONGEST_MESSAGE: Final = 4096
_PLACEHOLDER_VALUE: Final = "100 €"


Places = Mapping[str, tuple[Path, int]]  # where each amount is written


def amounts_wrong(faq: Faq, places: Places) -> Iterator[Problem]:
    """Amounts that cannot be worked out."""
    for name in faq.amounts:
        yield from _amount(faq, name, places)


def errors(faq: Faq, slugs: Collection[str], amounts_known: bool) -> Iterator[Problem]:
    """Where an answer could not be shown as it is meant. `slugs`: every entry there is, readable or not."""
    for entry in faq.entries.values():
        for answer in entry.answers.values():
            if not any(block.source.strip() for block in answer.body):
                yield Problem(answer.path, 1, "Die Antwort fehlt.", "Schreib sie unter die zweite Zeile mit ---.")
            yield from _related(slugs, answer)
        for written in entry.written:
            yield from _help(faq, written)
            for block in written.blocks:
                yield from _links(slugs, written.path, block)
                if amounts_known:
                    yield from _named_amounts(faq, written.path, block)
    yield from _keys(faq)


def notices(faq: Faq, files: Collection[tuple[str, str]], today: date, months: int) -> Iterator[Problem]:
    """What an editor should know beyond errors.

    `files`: slug and language of every entry there is, readable or not. `months`: how long a review holds.
    """
    for entry in faq.entries.values():
        for answer in entry.answers.values():
            yield from _label(answer)
            yield from _headings(answer)
            yield from _lead(answer)
            yield from _ways(answer)
            for block in answer.blocks:
                yield from _anchors(answer, block)
        for written in entry.written:
            yield from _trust(faq, written, today)
            yield from _review(written, today, months)
            for block in written.blocks:
                yield from _outside(faq, written.path, block)
                yield from _sentences(written.path, block, written.language)
    yield from _languages(faq, files)
    yield from _groups(faq)
    yield from _asked_twice(faq)


def shown_on(faq: Faq, texts: Texts, places: Places, today: date) -> Iterator[Problem]:
    """What only shows when amounts are filled in: what has run out, and how long a message is."""
    for name in faq.amounts:
        yield from _run_out(faq, name, places, today)
    for entry in faq.entries.values():
        yield from _length(faq, texts, entry, today)


def lost_notes(slugs: Collection[str], notes: Iterable[Note]) -> Iterator[Problem]:
    """Notes to entries there are not."""
    for note in notes:
        if note.slug not in slugs:
            what = f'Den Eintrag "{note.slug}", den diese Datei ergänzt, gibt es nicht.'
            yield Problem(note.path, 1, what, suggestion(note.slug, slugs))


def _related(slugs: Collection[str], answer: Answer) -> Iterator[Problem]:
    for slug in answer.head.related:
        line = _line(answer.path, slug)
        if slug == answer.slug:
            yield Problem(answer.path, line, "Der Eintrag verweist auf sich selbst.", "Lösch den Verweis.")
        elif slug not in slugs:
            what = f'related: Den Eintrag "{slug}" gibt es nicht.'
            yield Problem(answer.path, line, what, suggestion(slug, slugs))


def _help(faq: Faq, written: Answer | Note) -> Iterator[Problem]:
    for name in written.head.help:
        if name not in faq.topics:
            what = f'help: Das Thema "{name}" gibt es nicht.'
            yield Problem(written.path, _line(written.path, name), what, suggestion(name, faq.topics))


def _named_amounts(faq: Faq, path: Path, block: markdown.Block) -> Iterator[Problem]:
    for name, line in amounts.named(block.source):
        if name not in faq.amounts:
            what = f"Den Betrag {{ ${name} }} gibt es nicht."
            yield Problem(path, block.first_line + line, what, suggestion(name, faq.amounts, mark="$"))


def _links(slugs: Collection[str], path: Path, block: markdown.Block) -> Iterator[Problem]:
    """Links to other entries: such as begin like those of a group there is."""
    groups = {slug.partition("/")[0] for slug in slugs}
    for link in markdown.links(block.source, block.first_line):
        if link.slug and link.slug not in slugs and link.slug.partition("/")[0] in groups:
            what = f"Der Verweis auf {link.slug} führt ins Leere."
            yield Problem(path, link.line, what, suggestion(link.slug, slugs))


def _label(answer: Answer) -> Iterator[Problem]:
    title = answer.head.title
    if answer.head.label is None and len(title) > LABEL:
        what = f"Die Frage ist für einen Knopf zu lang ({len(title)} Zeichen)."
        hint = f"Ergänze die Zeile: label: … (höchstens {LABEL} Zeichen)"
        yield _hint(answer.path, _line(answer.path, "title:"), what, hint)


def _lead(answer: Answer) -> Iterator[Problem]:
    """What a person reads first."""
    lead = answer.body[0] if answer.body else None
    if lead and not lead.heading and (length := len(markdown.show(lead.source).text)) > LONGEST_ANSWER:
        hint = f"Höchstens {LONGEST_ANSWER}; Einzelnes gehört unter „Das kannst du tun“."
        yield _hint(answer.path, lead.first_line, f"Die Antwort hat {length} Zeichen.", hint)


def _ways(answer: Answer) -> Iterator[Problem]:
    """Without ways of asking an entry is found by its own words only, which few people use."""
    if len(answer.ways) < ENOUGH_WAYS:
        heading = sections(answer.language)["ways"]
        what = f'Unter "{heading}" stehen nur {len(answer.ways)} Sätze.' if answer.ways else f'"{heading}" fehlt.'
        yield _hint(answer.path, 1, what, "Schreib ein Dutzend und mehr dazu: Daran erkennt der Bot, was gemeint ist.")


def _trust(faq: Faq, written: Answer | Note, today: date) -> Iterator[Problem]:
    """What says how far an answer can be trusted."""
    path, head = written.path, written.head
    for source in head.sources:
        if isinstance(source, str) and source.startswith("§") and faq.law(source) is None:
            what = f'sources: Das Gesetz in "{source}" steht nicht in gesetze.yaml.'
            yield _hint(path, _line(path, source), what, "Ergänze es dort, oder prüf die Abkürzung.")
    if head.reviewed is None:
        yield _hint(
            path, 1, "reviewed fehlt: Niemand sieht, von wann das ist.", f"Ergänze die Zeile: reviewed: {today}"
        )
    elif head.reviewed > today:
        yield _hint(path, _line(path, "reviewed:"), "reviewed liegt in der Zukunft.", "Schreib den Tag der Prüfung.")
    if head.run_out(today):
        what = f"Das galt bis {head.valid_until}."
        hint = "Prüf den Inhalt, und setz reviewed und valid_until neu."
        yield _hint(path, _line(path, "valid_until:"), what, hint, "overdue")


def _review(written: Answer | Note, today: date, months: int) -> Iterator[Problem]:
    """Nobody has looked at it for so long."""
    if written.head.long_unseen(today, months):
        what = f"Zuletzt geprüft am {written.head.reviewed}, das ist über {months} Monate her."
        yield _hint(written.path, _line(written.path, "reviewed:"), what, "Prüf den Inhalt, und setz reviewed neu.")


@dataclass(frozen=True)
class Stale:
    """An answer or note somebody should look at again, and why: it has run out, or was last looked at long ago."""

    slug: str
    language: str
    path: Path
    reviewed: date | None
    valid_until: date | None
    run_out: bool


def stale(faq: Faq, today: date, months: int) -> list[Stale]:
    """Everything whose time is over, what has run out first."""
    found = []
    for entry in faq.entries.values():
        for written in entry.written:
            head = written.head
            run_out = head.run_out(today)
            if run_out or head.long_unseen(today, months):
                found.append(
                    Stale(entry.slug, written.language, written.path, head.reviewed, head.valid_until, run_out)
                )
    return sorted(found, key=lambda each: (not each.run_out, each.slug, each.language))


def _headings(answer: Answer) -> Iterator[Problem]:
    """A heading that was meant to be one with a meaning."""
    known = sections(answer.language).values()
    for block in answer.body:
        if block.heading and difflib.get_close_matches(block.heading, known, n=1, cutoff=0.75):
            what = f'Die Überschrift "{block.heading}" hat keine Bedeutung.'
            yield _hint(answer.path, block.line, what, suggestion(block.heading, known))


def _outside(faq: Faq, path: Path, block: markdown.Block) -> Iterator[Problem]:
    """Links that lead nowhere a phone could go."""
    for link in markdown.links(block.source, block.first_line):
        inside = link.slug is not None and link.slug.partition("/")[0] in faq.shelves
        if not inside and not re.match(r"https?://\S+\.|#|tel:|mailto:", link.target):
            what = f'Der Verweis "{link.target}" führt ins Leere.'
            yield _hint(path, link.line, what, "Schreib eine ganze Adresse (https://…) oder gruppe/name.")


def _sentences(path: Path, block: markdown.Block, language: str) -> Iterator[Problem]:
    filled = amounts.PLACEHOLDER.sub(_PLACEHOLDER_VALUE, block.source)
    for sentence, line in markdown.sentences(filled):
        if why := readability.too_hard(sentence, language):
            short = sentence if len(sentence) < 60 else f"{sentence[:57]}…"
            what = f"Schwerer Satz ({why}): {short}"
            yield _hint(path, block.first_line + line, what, "Teil ihn, und nimm kürzere Wörter.")


def _anchors(answer: Answer, block: markdown.Block) -> Iterator[Problem]:
    """Links to a heading of the same file."""
    headings = {_anchor(each.heading) for each in (*answer.body, *answer.parts.values()) if each.heading}
    for link in markdown.links(block.source, block.first_line):
        if link.target.startswith("#") and _anchor(link.target[1:]) not in headings:
            what = f'Die Überschrift zu "{link.target}" gibt es in dieser Datei nicht.'
            yield _hint(answer.path, link.line, what, suggestion(link.target[1:], headings, mark="#"))


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))


def _length(faq: Faq, texts: Texts, entry: Entry, today: date) -> Iterator[Problem]:
    for language, answer in entry.answers.items():
        length = utf16(compose(faq, texts, entry, language, today).text)
        if length > LONGEST_MESSAGE:
            what = f"Der Eintrag hat {length} Zeichen und passt nicht in eine Nachricht."
            hint = f"Höchstens {LONGEST_MESSAGE}; sonst kommt er in mehreren Teilen."
            yield _hint(answer.path, 1, what, hint)


def _languages(faq: Faq, files: Collection[tuple[str, str]]) -> Iterator[Problem]:
    """Entries that are missing in a language their group has, and such that are not there in German."""
    spoken: dict[str, set[str]] = defaultdict(set)
    for entry in faq.entries.values():
        spoken[entry.group] |= entry.answers.keys()
    for entry in faq.entries.values():
        first = next(iter(entry.answers.values()))
        for language in sorted(spoken[entry.group] - entry.answers.keys()):
            if (entry.slug, language) in files:
                continue  # it is there and has errors of its own
            what = f"Den Eintrag gibt es nicht auf {_NAMES.get(language, language)}, andere in {entry.group} schon."
            hint = f"Leg sie an: {first.path.name.partition('.')[0]}.{language}.md"
            if language == GERMAN:
                what = "Den Eintrag gibt es nicht auf Deutsch."
            yield _hint(first.path, 1, what, hint)


_NAMES: Final = {"de": "Deutsch", "en": "Englisch"}


def _groups(faq: Faq) -> Iterator[Problem]:
    for group, entries in faq.shelves.items():
        if group not in faq.groups:
            answer = next(iter(entries[0].answers.values()))
            yield _hint(
                answer.path, 1, f'Die Gruppe "{group}" steht nicht in gruppen.yaml.',
                f"Ergänze dort: {group}: {{icon: 📌, name: {{de: {group.capitalize()}}}}}",
            )  # fmt: skip


def _keys(faq: Faq) -> Iterator[Problem]:
    """Two entries whose buttons would be the same: one in a trillion, but then nobody would find out."""
    seen: dict[str, str] = {}
    for entry in faq.entries.values():
        other = seen.setdefault(key_of(entry.slug), entry.slug)
        if other != entry.slug:
            answer = next(iter(entry.answers.values()))
            yield Problem(answer.path, 1, f"Der Name ist mit {other} zu verwechseln.", "Nenn die Datei anders.")


def _asked_twice(faq: Faq) -> Iterator[Problem]:
    """The same way of asking leads to two answers, or stands twice in one."""
    first: dict[str, tuple[str, Path, int]] = {}
    for entry in faq.entries.values():
        for answer in entry.answers.values():
            for way, line in answer.ways:
                asked = fold(way)
                known = first.setdefault(asked, (entry.slug, answer.path, line))
                if known[1:] != (answer.path, line):
                    where = f"in Zeile {known[2]}" if known[1] == answer.path else f"bei {known[0]}"
                    what = f'"{way[:60]}" steht auch {where}.'
                    yield _hint(answer.path, line, what, "Lass es nur dort stehen, wo es hingehört.")


def _amount(faq: Faq, name: str, places: Places) -> Iterator[Problem]:
    path, line = _place(name, places)
    for part in sorted(faq.amounts.parts(name) - set(faq.amounts)):
        yield Problem(path, line, f"{name}: Den Betrag {part} gibt es nicht.", suggestion(part, faq.amounts))
    if faq.amounts.circular(name):
        yield Problem(path, line, f"{name} ergibt sich aus sich selbst.", "Gib einem der Beträge einen Wert.")


def _run_out(faq: Faq, name: str, places: Places, today: date) -> Iterator[Problem]:
    if faq.amounts.parts(name):
        return  # runs out together with what it is a share of
    first = faq.amounts.first_day(name)
    if first and first > today:
        what = f"{name}: Dieser Betrag gilt erst ab {first}."
        yield _hint(*_place(name, places), what, "Ergänze den Wert, der heute gilt.")
    last = faq.amounts.last_day(name, today)
    if last and last < today:
        what = f"{name}: Dieser Betrag galt bis {last}."
        yield _hint(*_place(name, places), what, "Ergänze den neuen Wert mit valid_from.", "overdue")


def _place(name: str, places: Places) -> tuple[Path, int]:
    return places.get(name, (Path("betraege.yaml"), 1))


def _hint(path: Path, line: int, what: str, hint: str, severity: Severity = "warning") -> Problem:
    return Problem(path, line, what, hint, severity)


def _line(path: Path, words: str) -> int:
    """The first line with these words; only asked for where something is wrong."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError:
        return 1
    return next((number for number, line in enumerate(lines, 1) if words in line), 1)
