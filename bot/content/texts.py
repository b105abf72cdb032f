"""Every sentence of the bot, by language and key, ready to be shown."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from fluent.runtime import FluentBundle, resolver
from fluent.syntax import ast

from bot.content import ftl
from bot.content.ftl import Entries
from bot.content.problems import suggestion
from bot.content.text_checks import LANGUAGE_NAME, Contract, given_by_code
from bot.errors import BleibdranError

GERMAN = "de"
Value: TypeAlias = str | int | float | Decimal | date

# Fluent cuts off any part over 2500 characters, to be safe from strangers' files; a message somebody writes may have
# 4096, and a text with it would not be shown at all.
resolver.MAX_PART_LENGTH = 1_000_000


class TextError(BleibdranError, LookupError):
    """A text cannot be shown: no such key, or not the variables it needs. The code is wrong, not the person."""


class _Form:
    """One text in one language. A text without variables is made once."""

    __slots__ = ("_bundle", "_fixed", "_pattern")

    def __init__(self, bundle: FluentBundle, key: str, variables: frozenset[str]) -> None:
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise TextError(f'Text "{key}" has no value.')
        self._bundle = bundle
        self._pattern = pattern
        self._fixed = None if variables else self._format(key, {})

    def show(self, key: str, variables: Mapping[str, Value]) -> str:
        return self._format(key, variables) if self._fixed is None else self._fixed

    def _format(self, key: str, variables: Mapping[str, Value]) -> str:
        text, errors = self._bundle.format_pattern(self._pattern, dict(variables))
        if errors or not isinstance(text, str):
            raise TextError(f'Text "{key}": {"; ".join(map(str, errors)) or "has no value"}.')
        return text


class Texts:
    """All texts in all languages; a text that a language lacks is shown in German."""

    def __init__(self, languages: Mapping[str, Entries], contract: Contract | None = None) -> None:
        """`contract`: what the code gives with each key; by default what the German text uses."""
        german = languages[GERMAN]
        self._own = {language: dict(entries) for language, entries in languages.items()}
        self._needs = {**given_by_code(german), **(contract or {})}
        own = {language: _forms(language, entries) for language, entries in languages.items()}
        self._forms = {language: own[GERMAN] | forms for language, forms in own.items()}

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes to choose from, German first."""
        return GERMAN, *sorted(self._own.keys() - {GERMAN})

    def language_name(self, language: str) -> str:
        """What the language calls itself."""
        return self.text(language, LANGUAGE_NAME)

    def closest(self, language: str | None) -> str:
        """The language to use for a messenger's code: `en` for `en-GB`, German for one without texts."""
        for code in (language or "", (language or "").partition("-")[0]):
            if code in self._forms:
                return code
        return GERMAN

    def keys(self, language: str = GERMAN) -> frozenset[str]:
        """The keys this language has texts of its own for."""
        return frozenset(name for name, entry in self._own[language].items() if not entry.is_term)

    def variables(self, key: str, language: str | None = None) -> frozenset[str]:
        """What `text` has to be given with this key; with a language, what its own text makes use of."""
        if language is None:
            return self._needs_of(key)
        return ftl.variables(key, self._own[language])

    def text(self, language: str, key: str, /, **variables: Value) -> str:
        """The text in this language, or in German; exactly the variables it needs, or TextError."""
        needed = self._needs_of(key)
        if variables.keys() != needed:
            raise TextError(_difference(key, needed, variables))
        forms = self._forms.get(language) or self._forms[self.closest(language)]
        return forms[key].show(key, variables)

    def needed(self, key: str, there: Mapping[str, Any]) -> dict[str, Any]:
        """Of all there is to say, what the text with this key needs: for a key that is one of several alike."""
        return {name: there[name] for name in self._needs_of(key) if name in there}

    def _needs_of(self, key: str) -> frozenset[str]:
        try:
            return self._needs[key]
        except KeyError:
            raise TextError(f'No text "{key}" in texte/de.ftl. {suggestion(key, self._needs)}') from None


def _forms(language: str, entries: Entries) -> dict[str, _Form]:
    bundle = FluentBundle([language, GERMAN], use_isolating=False)
    bundle.add_resource(ast.Resource([entry.node for entry in entries.values()]))
    return {
        name: _Form(bundle, name, ftl.variables(name, entries)) for name, entry in entries.items() if not entry.is_term
    }


def _difference(key: str, needed: frozenset[str], given: Iterable[str]) -> str:
    missing = ", ".join(sorted(needed - set(given)))
    unknown = ", ".join(sorted(set(given) - needed))
    parts = ([f"missing {missing}"] if missing else []) + ([f"unknown {unknown}"] if unknown else [])
    return f'Text "{key}": {"; ".join(parts)}.'
