"""One Fluent file -> its entries, each with its place; and what can be said about an entry without showing it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.content.problems import Problem
from bot.styled import utf16

_SYNTAX = {  # Fluent's error codes -> what an editor sees there, what to do
    "E0002": ("Hier beginnt kein Text.", "Schreib es so: schluessel = Text"),
    "E0004": ("Hier muss ein Buchstabe stehen.", "Namen beginnen mit einem Buchstaben: [keine] statt [-]."),
    "E0005": ("Hinter dem Gleichheitszeichen steht nichts.", "Schreib den Text in dieselbe Zeile, oder rück ihn ein."),
    "E0006": ("Hinter dem Gleichheitszeichen steht nichts.", "Schreib den Text in dieselbe Zeile, oder rück ihn ein."),
    "E0008": ("Diese Funktion gibt es nicht.", "Erlaubt: NUMBER, DATETIME"),
    "E0010": ("Der Auswahl fehlt der Normalfall.", "Setz vor eine der Möglichkeiten einen Stern: *[other]"),
    "E0011": ("Nach -> fehlen die Möglichkeiten.", "Schreib jede in eine eigene Zeile: [one] … und *[other] …"),
    "E0012": ("Hier fehlt ein Wert.", "Schreib den Text dahinter, oder lösch den Anfang."),
    "E0013": ("In den eckigen Klammern steht nichts.", "Schreib es so: [one] oder *[other]"),
    "E0015": ("Die Auswahl hat zwei Normalfälle.", "Lass nur vor einer Möglichkeit den Stern stehen."),
    "E0019": ("Ein Merkmal lässt sich nicht anzeigen.", "Merkmale wie -wort.fall stehen nur vor ->."),
    "E0020": ("Ein Anführungszeichen in { } wird nicht geschlossen.", 'Ergänze das ".'),
    "E0025": ("Dieses Zeichen nach \\ gibt es nicht.", 'Erlaubt: \\\\ und \\"'),
    "E0027": ("Diese } hat keine {.", 'Lösch sie, oder schreib {"}"}, wenn sie zu sehen sein soll.'),
    "E0028": ("In { } steht nichts, was sich anzeigen lässt.", "Schreib es so: { $name }"),
}
_OTHER_SYNTAX = ("Hier stimmt die Schreibweise nicht (Fluent).", "Schreib es so: schluessel = Text mit { $name }")
_EXPECTED = {  # the token that is missing -> the same
    "=": (
        'Das gehört zu keinem Text: Es fehlt " = ".',
        "Schreib es so: schluessel = Text.  Folgezeilen rückst du mit Leerzeichen ein.",
    ),
    "}": ("Eine { wird nicht geschlossen.", "Schreib es so: { $name }"),
    "]": ("Eine [ wird nicht geschlossen.", "Schreib es so: [one]"),
    " ": ("Nach # fehlt ein Leerzeichen.", "Schreib es so: # Kommentar"),
    "␤": ("Hier muss die Zeile zu Ende sein.", "Schreib jede Möglichkeit der Auswahl in eine eigene Zeile."),
}


class Parts(Visitor):
    """What an entry itself refers to."""

    def __init__(self) -> None:
        self.variables: list[ast.VariableReference] = []
        self.shown: set[str] = set()  # variables that are printed, not only chosen by
        self.references: list[ast.MessageReference | ast.TermReference] = []
        self.functions: list[ast.FunctionReference] = []
        self._choosing = False

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        self._choosing = True
        self.visit(node.selector)
        self._choosing = False
        for variant in node.variants:
            self.visit(variant)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.variables.append(node)
        if not self._choosing:
            self.shown.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        self.references.append(node)

    def visit_TermReference(self, node: ast.TermReference) -> None:
        self.references.append(node)
        self.generic_visit(node)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:
        self.functions.append(node)
        self.generic_visit(node)


@dataclass(frozen=True)
class Entry:
    """A message, or a term (its name begins with a dash), and where it is written."""

    name: str
    node: ast.Message | ast.Term
    path: Path
    source: str

    def line(self, node: ast.BaseNode | None = None) -> int:
        """The line of a part of this entry, or of its beginning."""
        span = getattr(node or self.node, "span", None)
        return _line(self.source, span.start) if span else 1

    @cached_property
    def parts(self) -> Parts:
        found = Parts()
        found.visit(self.node)
        return found

    @property
    def is_term(self) -> bool:
        return self.name.startswith("-")


Entries = Mapping[str, Entry]


@dataclass(frozen=True)
class FluentFile:
    """What could be read of one file. `broken` are names whose text could not: they exist, nothing else is known."""

    path: Path
    entries: dict[str, Entry]
    broken: frozenset[str]
    problems: list[Problem]


@dataclass(frozen=True)
class Language:
    """All files of one language, later ones over earlier ones, text by text."""

    code: str
    files: tuple[FluentFile, ...]

    @cached_property
    def entries(self) -> Entries:
        return {name: entry for file in self.files for name, entry in file.entries.items()}

    @cached_property
    def broken(self) -> frozenset[str]:
        return frozenset().union(*(file.broken for file in self.files))

    @property
    def path(self) -> Path:
        """Where to write what is missing."""
        return self.files[-1].path

    def has(self, name: str) -> bool:
        """Whether this text exists, readable or not."""
        return name in self.entries or name in self.broken


def parse(path: Path, text: str) -> FluentFile:
    """Every entry of a file, and every place where it is not Fluent."""
    entries: dict[str, Entry] = {}
    broken: set[str] = set()
    problems = []
    for node in FluentParser(with_spans=True).parse(text).body:
        if isinstance(node, ast.Junk):
            problems.append(_junk(path, text, node))
            broken.update(re.findall(r"\A-?[A-Za-z][\w-]*", node.content or ""))
        elif isinstance(node, ast.Message | ast.Term):
            entry = Entry(("-" if isinstance(node, ast.Term) else "") + node.id.name, node, path, text)
            first = entries.setdefault(entry.name, entry)
            if first is not entry:
                what = f'Den Text "{entry.name}" gibt es schon in Zeile {first.line()}.'
                problems.append(Problem(path, entry.line(), what, "Lösch einen von beiden."))
    return FluentFile(path, entries, frozenset(broken), problems)


def _junk(path: Path, text: str, junk: ast.Junk) -> Problem:
    start = junk.span.start if junk.span else 0
    last = _line(text, start + len((junk.content or "").rstrip()))
    if not junk.annotations:
        return Problem(path, _line(text, start), *_OTHER_SYNTAX)
    note = junk.annotations[0]
    line = min(_line(text, note.span.start), last) if note.span else _line(text, start)
    if note.code == "E0003":
        expected = str(note.arguments[0]) if note.arguments else ""
        return Problem(path, line, *_EXPECTED.get(expected, _OTHER_SYNTAX))
    return Problem(path, line, *_SYNTAX.get(note.code or "", _OTHER_SYNTAX))


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def target(reference: ast.MessageReference | ast.TermReference) -> str:
    """The name of the entry that is referred to."""
    return ("-" if isinstance(reference, ast.TermReference) else "") + reference.id.name


def variables(name: str, entries: Entries) -> frozenset[str]:
    """What has to be given to show this text, also for the texts it is made of.

    A term sees only what is written in the reference to it, so it asks for nothing.
    """
    texts = (entries[part] for part in made_of(name, entries) if part in entries and not part.startswith("-"))
    return frozenset(variable.id.name for text in texts for variable in text.parts.variables)


def made_of(name: str, entries: Entries) -> set[str]:
    """The names of a text and of everything it refers to, known or not; what terms are made of is their own affair."""
    found, waiting = {name}, [name]
    while waiting:
        entry = entries.get(waiting.pop())
        if entry and not entry.is_term:
            further = {target(reference) for reference in entry.parts.references} - found
            found |= further
            waiting += further
    return found


def is_circular(name: str, entries: Entries) -> bool:
    """Whether showing this text would need this text."""
    waiting, seen = [name], set()
    while waiting:
        entry = entries.get(waiting.pop())
        for reference in entry.parts.references if entry else ():
            if target(reference) == name:
                return True
            if target(reference) not in seen:
                seen.add(target(reference))
                waiting.append(target(reference))
    return False


def longest(name: str, entries: Entries) -> int:
    """Length of the longest form of a text as messengers count (UTF-16 units), variables not counted."""
    entry = entries.get(name)
    return _length(entry.node.value, entries, (name,)) if entry else 0


def _length(node: object, entries: Entries, inside: tuple[str, ...]) -> int:
    match node:
        case ast.Pattern():
            return sum(_length(element, entries, inside) for element in node.elements)
        case ast.TextElement():
            return utf16(node.value)
        case ast.StringLiteral():
            return utf16(node.parse()["value"])
        case ast.Placeable():
            return _length(node.expression, entries, inside)
        case ast.SelectExpression():
            return max(_length(variant.value, entries, inside) for variant in node.variants)
        case ast.MessageReference() | ast.TermReference():
            name = target(node)
            found = entries.get(name)
            return _length(found.node.value, entries, (*inside, name)) if found and name not in inside else 0
    return 0
