"""Amounts by name: what the law and offices set and change. Answers name them, so that 1 January is one edit.

`{ $regelbedarf-1 }` in an answer is shown as "563 €". What is shown is the value of the day it is shown on.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field, RootModel, model_validator

from bot.content.problems import wrong
from bot.content.written import Line, Written

PLACEHOLDER: Final = re.compile(r"\{\s*\$([A-Za-z0-9_-]+)\s*\}")


class Value(Written):
    """What an amount is in one period; or what share of another amount it is."""

    value: Annotated[Decimal, Field(ge=0, strict=False)] | None = Field(
        default=None, description="Betrag in Euro, mit Punkt vor den Cent", examples=["563"]
    )
    percent: Annotated[Decimal, Field(gt=0, strict=False)] | None = Field(
        default=None, description="Statt value: so viel Prozent des Betrags, der bei of steht"
    )
    of: str | None = Field(default=None, description="Name des Betrags, von dem percent gilt")
    valid_from: date | None = Field(default=None, description="Erster Tag, an dem der Wert gilt")
    valid_until: date | None = Field(
        default=None, description="Letzter Tag, an dem der Wert sicher gilt; ohne Angabe, bis ein neuer beginnt"
    )
    source: Line | None = Field(default=None, description="Wo der Betrag steht", examples=["§ 20 SGB II"])

    @model_validator(mode="after")
    def _fits(self) -> "Value":
        if (self.value is None) == (self.percent is None):
            raise wrong("Es fehlt value, der Betrag in Euro.", "Ergänze zum Beispiel: value: 563")
        if (self.percent is None) != (self.of is None):
            raise wrong("percent und of gehören zusammen.", "Schreib es so: percent: 30, of: regelbedarf-1")
        if self.percent is None and self.valid_from is None:
            raise wrong("Es fehlt valid_from, ab wann der Betrag gilt.", "Ergänze zum Beispiel: valid_from: 2027-01-01")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise wrong("valid_until liegt vor valid_from.", "Vertausch die beiden Daten.")
        return self


class AmountsFile(RootModel[dict[str, Annotated[tuple[Value, ...], Field(strict=False)]]]):
    """`betraege.yaml`."""

    @model_validator(mode="after")
    def _none_is_empty(self) -> "AmountsFile":
        for name, values in self.root.items():
            if not values:
                raise wrong(
                    f"{name}: Hier steht nichts.", "Schreib es so: - {value: 563, valid_from: 2026-01-01}", (name,)
                )
        return self


@dataclass(frozen=True)
class Shown:
    """An amount on a day; `year` is set where it has run out and no newer one is known."""

    euro: Decimal
    year: int | None = None


class Amounts:
    """All amounts, ready to be looked up."""

    def __init__(self, amounts: Mapping[str, tuple[Value, ...]]) -> None:
        self._values = {
            name: tuple(sorted(values, key=lambda value: value.valid_from or date.min))
            for name, values in amounts.items()
        }

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def of(self, name: str, day: date) -> Shown:
        """What it is on this day: the last value that has begun; before any has, the first. KeyError if unknown."""
        value = self._values[name][self._position(name, day)]
        if value.of is not None and value.percent is not None:
            whole = self.of(value.of, day)
            return Shown(whole.euro * value.percent / 100, whole.year)
        over = value.valid_until is not None and value.valid_until < day
        return Shown(value.value or Decimal(0), value.valid_until.year if over and value.valid_until else None)

    def last_day(self, name: str, day: date) -> date | None:
        """The last day its value of this day is known to hold; None if no end is known."""
        values, position = self._values[name], self._position(name, day)
        value = values[position]
        if value.of is not None:
            return self.last_day(value.of, day)
        following = position + 1 < len(values)
        return None if following else value.valid_until

    def _position(self, name: str, day: date) -> int:
        begun = (n for n, value in enumerate(self._values[name]) if value.valid_from is None or value.valid_from <= day)
        return max(begun, default=0)

    def first_day(self, name: str) -> date | None:
        """The day its first value begins; None if it has always been so."""
        return self._values[name][0].valid_from

    def circular(self, name: str) -> bool:
        """Whether it is, by way of others, a share of itself."""
        seen, waiting = set[str](), [name]
        while waiting:
            for value in self._values.get(waiting.pop(), ()):
                if value.of == name:
                    return True
                if value.of and value.of not in seen:
                    seen.add(value.of)
                    waiting.append(value.of)
        return False

    def parts(self, name: str) -> set[str]:
        """The amounts it is a share of."""
        return {value.of for value in self._values[name] if value.of}

    def fill(self, text: str, language: str, day: date) -> str:
        """The text with every known amount in its place."""

        def shown(found: re.Match[str]) -> str:
            return euro(self.of(found[1], day), language) if found[1] in self._values else found[0]

        return PLACEHOLDER.sub(shown, text)


def euro(shown: Shown, language: str) -> str:
    """`1.590 €` in German, `€1,590` elsewhere; with the year where it may not be true any more."""
    cents = shown.euro.quantize(Decimal("0.01"))
    figure = f"{cents:,.2f}".removesuffix(".00")
    if language == "de":
        figure = figure.translate(str.maketrans(",.", ".,")) + " €"
        return f"{figure} (Stand {shown.year})" if shown.year else figure
    return f"€{figure} (as of {shown.year})" if shown.year else f"€{figure}"


def named(text: str) -> Iterator[tuple[str, int]]:
    """The amounts a text names, each with its line, counted from 0."""
    for found in PLACEHOLDER.finditer(text):
        yield found[1], text.count("\n", 0, found.start())
