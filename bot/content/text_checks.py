"""What must hold among the texts of one language, and between German and the others."""

from collections.abc import Iterable, Iterator, Mapping

from fluent.syntax import ast

from bot.content import ftl
from bot.content.ftl import Entries, Entry, Language
from bot.content.problems import Problem, Severity, suggestion

LANGUAGE_NAME = "language-name"
LONGEST_MESSAGE = 4096
_FUNCTIONS = ("NUMBER", "DATETIME")

Contract = Mapping[str, frozenset[str]]  # key -> the variables the code gives with it


def within(language: Language) -> Iterator[Problem]:
    """Problems a language has by itself."""
    entries = language.entries
    if not language.has(LANGUAGE_NAME):
        what = f'Der Text "{LANGUAGE_NAME}" fehlt: wie die Sprache sich selbst nennt.'
        example = {"de": "Deutsch", "en": "English"}.get(language.code, "…")
        yield Problem(language.path, 1, what, f"Ergänze die Zeile: {LANGUAGE_NAME} = {example}")
    for entry in entries.values():
        yield from _references(entry, language)
        yield from _functions(entry)
        if entry.is_term:
            continue
        if isinstance(entry.node, ast.Message) and entry.node.attributes:
            attribute = entry.node.attributes[0]
            what = f'Das Merkmal ".{attribute.id.name}" zeigt niemand an.'
            yield _at(entry, attribute, what, "Mach daraus einen Text mit eigenem Schlüssel.")
        length = ftl.longest(entry.name, entries)
        if length > LONGEST_MESSAGE:
            what = f'Der Text "{entry.name}" hat {length} Zeichen.'
            yield _at(entry, None, what, f"Höchstens {LONGEST_MESSAGE}, sonst kommt er nicht an.")


def _references(entry: Entry, language: Language) -> Iterator[Problem]:
    entries = language.entries
    for reference in entry.parts.references:
        name = ftl.target(reference)
        found = entries.get(name)
        if found is None:
            if not language.has(name):
                same_kind = [known for known in entries if known.startswith("-") == name.startswith("-")]
                yield _at(entry, reference, f"{{ {name} }} gibt es hier nicht.", suggestion(name, same_kind))
        else:
            yield from _use(entry, reference, found)
    if ftl.is_circular(entry.name, entries):
        what = f'Der Text "{entry.name}" enthält sich selbst.'
        yield _at(entry, None, what, "Nimm den Verweis auf einem der Wege heraus.")


def _use(entry: Entry, reference: ast.MessageReference | ast.TermReference, found: Entry) -> Iterator[Problem]:
    """An existing entry, referred to in a way that shows all of it?"""
    name = found.name
    if entry.is_term and not found.is_term:
        what = f"Der Baustein {entry.name} darf keinen Text enthalten: {{ {name} }}."
        yield _at(entry, reference, what, "In Bausteinen stehen nur andere Bausteine.")
    if reference.attribute:
        known = [attribute.id.name for attribute in found.node.attributes]
        if reference.attribute.name not in known:
            what = f"{name} hat kein Merkmal .{reference.attribute.name}."
            yield _at(entry, reference, what, suggestion(reference.attribute.name, known, mark="."))
    if isinstance(reference, ast.TermReference):
        given = {argument.name.name for argument in reference.arguments.named} if reference.arguments else set()
        for missing in sorted(found.parts.shown - given):
            what = f"{{ {name} }} braucht hier eine Angabe: {missing}."
            yield _at(entry, reference, what, f'Schreib es so: {{ {name}({missing}: "…") }}')


def _functions(entry: Entry) -> Iterator[Problem]:
    for function in entry.parts.functions:
        if function.id.name not in _FUNCTIONS:
            yield _at(entry, function, f"Die Funktion {function.id.name}() gibt es nicht.", "Erlaubt: NUMBER, DATETIME")


def translation(language: Language, german: Language, contract: Contract) -> Iterator[Problem]:
    """Problems of a language beside German: more than German has is an error, less is a gap."""
    for name in german.entries:
        if not name.startswith("-") and not language.has(name):
            what, hint = f'Der Text "{name}" fehlt.', "Bis er da ist, erscheint er auf Deutsch."
            yield Problem(language.path, 1, what, hint, "warning")
    for name, entry in language.entries.items():
        if entry.is_term or not german.broken.isdisjoint(ftl.made_of(name, german.entries)):
            continue
        if name in german.entries:
            allowed = contract[name] if name in contract else ftl.variables(name, german.entries)
            yield from _variables(entry, language.entries, allowed)
        else:
            what = f'Den Text "{name}" gibt es auf Deutsch nicht.'
            hint = _close(name, given_by_code(german.entries)) or "Ergänze ihn in de.ftl, oder lösch ihn hier."
            yield _at(entry, None, what, hint)


def overlay(german: Language, contract: Contract) -> Iterator[Problem]:
    """Problems of German texts that replace shipped ones: the code gives each key only its own variables."""
    used = {ftl.target(reference) for entry in german.entries.values() for reference in entry.parts.references}
    for name, entry in german.entries.items():
        if entry.is_term or name in german.files[0].broken:
            continue
        if name in contract:
            yield from _variables(entry, german.entries, contract[name])
        elif name not in used:
            what = f'Den Text "{name}" benutzt der Bot nicht.'
            yield _at(entry, None, what, _close(name, contract) or "Lösch ihn.", "warning")


def given_by_code(german: Entries) -> Contract:
    """What the code gives with each key: just what the German text it was written for uses."""
    return {name: ftl.variables(name, german) for name, entry in german.items() if not entry.is_term}


def _variables(entry: Entry, entries: Entries, allowed: frozenset[str]) -> Iterator[Problem]:
    """Each variable the text uses, on its own or through another text, is one that is given with its key."""
    here = {variable.id.name: variable for variable in reversed(entry.parts.variables)}
    for name in sorted(ftl.variables(entry.name, entries) - allowed):
        what = f"{{ ${name} }} gibt es hier nicht."
        hint = suggestion(name, allowed, mark="$") or "Dieser Text hat keine Platzhalter."
        yield _at(entry, here.get(name), what, hint)


def _close(name: str, known: Iterable[str]) -> str:
    hint = suggestion(name, known)
    return hint if hint.startswith("Meinst") else ""


def _at(entry: Entry, node: ast.BaseNode | None, what: str, hint: str, severity: Severity = "error") -> Problem:
    return Problem(entry.path, entry.line(node), what, hint, severity)
