"""What is stored about somebody, as files they can keep: a page to read, and JSON for programs.

Which columns the page shows and how stands in `fields.py`; the words are content's.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot import fields, html, privacy, wording
from bot.content.faq import in_language
from bot.content.model import Content
from bot.event import Address
from bot.html import Html
from bot.store import tables
from bot.store.people import CARELEAVER
from bot.store.requests import WEGBEGLEITER, YOUNG_PERSON

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

OPEN_END: Final = 3000
"""Days from which on a time ahead means "until you say so"."""
MANY: Final = 6
"""Rows from which on the page shows how many there are, and the rows on a tap."""
_BETWEEN: Final = frozenset({"companionships", "topics"})


def as_json(found: Rows) -> str:
    """For programs; nothing is left out."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_page(
    found: Rows, content: Content, language: str, now: datetime, zone: ZoneInfo, roles: Mapping[int, str]
) -> str:
    """To read, in any browser, also without a network. `zone`: of who has chosen none; `roles`: see `mentioned`."""
    return _Page(found, content, language, now.astimezone(_zone(found, zone)), roles).whole()


def mentioned(found: Rows) -> set[int]:
    """The numbers of all people these rows name."""
    numbers: set[int] = set()
    for table, rows in found.items():
        shown = fields.SHOWN.get(table, {})
        for row in rows:
            numbers |= {row[name] for name, kind in shown.items() if kind == "person" and row.get(name)}
            numbers |= {
                int(each) for name, kind in shown.items() if kind == "people" for each in str(row.get(name, "")).split()
            }
    return numbers


def span(content: Content, language: str, days: int) -> str:
    """Ten years, 180 days."""
    if days % 365 == 0:
        return content.texts.text(language, "data-span-years", count=days // 365)
    return content.texts.text(language, "data-span-days", count=days)


def _zone(found: Rows, zone: ZoneInfo) -> ZoneInfo:
    chosen = [row["zone"] for row in found.get("rhythms", ()) if row.get("zone")]
    return ZoneInfo(chosen[0]) if chosen else zone


@dataclass(frozen=True)
class _Page:
    """One person's page while it is being written."""

    found: Rows
    content: Content
    language: str
    now: datetime
    roles: Mapping[int, str]

    def _text(self, key: str, /, **values: str | int) -> str:
        return self.content.texts.text(self.language, key, **values)

    def whole(self) -> str:
        service = self.content.service
        parts = [html.line(self._text("data-heading", service=service.name), "h1")]
        parts.append(html.line(self._text("data-intro"), kind="soft"))
        for group, names in fields.GROUPS.items():
            there = [name for name in names if self.found.get(name)]
            if there:
                parts.append(html.line(self._text(f"data-group-{group}"), "h2"))
                parts += [self._table(name, self.found[name]) for name in there]
        parts.append(html.line(self._text("data-foot", contact=service.kontakt), kind="soft"))
        return html.page(self.language, service.name, parts)

    def _table(self, table: str, rows: Sequence[Row]) -> Html:
        about = f"{self._text(fields.purpose(table))} {self._stays(table)}"
        lists = [html.listed(pairs) for row in rows if (pairs := list(self._row(table, row)))]
        if len(lists) > MANY:
            lists = [html.folded(self._text("data-all", count=len(lists)), lists)]
        return html.box([html.line(self._text(fields.title(table)), "h3"), html.line(about, kind="soft"), *lists])

    def _stays(self, table: str) -> str:
        stays = privacy.PERSONAL[tables.metadata.tables[table]].stays
        key = f"data-stays-{stays.replace('_', '-')}"
        days = getattr(self.content.service.aufbewahrung, stays, None)
        return self._text(key) if days is None else self._text(key, span=span(self.content, self.language, days))

    def _row(self, table: str, row: Row) -> Iterator[tuple[str, str]]:
        for column, kind in fields.SHOWN[table].items():
            stored = row.get(column)
            if stored is None or stored == "" or (kind in ("flag", "number") and not stored):
                continue
            if kind == "person" and table in _BETWEEN and stored == self._me.get("id"):
                continue  # it is their own page: only who else
            yield self._text(fields.label(table, column)), self._said(kind, table, column, stored, row)

    def _said(self, kind: fields.Kind, table: str, column: str, stored: Any, row: Row) -> str:
        if kind == "value":
            return self._text(fields.value(table, column, stored))
        if kind in ("question", "answer"):
            return self._asked(row) if kind == "question" else self._answered(row, json.loads(stored))
        ways: Mapping[str, Callable[[Any], str]] = {
            "flag": lambda _: self._text("data-yes"), "time": self._time, "day": self._day,
            "hour": lambda hour: self._text("checkin-hour", hour=hour),
            "weekday": lambda day: self._text(f"weekday-{day}"),
            "request": lambda number: self._text("data-request", number=str(number)),
            "language": self.content.texts.language_name, "chat": self._chat, "person": self._person,
            "people": lambda numbers: ", ".join(dict.fromkeys(map(self._person, map(int, numbers.split())))),
            "service": self._service, "services": lambda keys: ", ".join(map(self._service, keys.split())),
            "hands": self._hands, "topic": self._topic, "checkin-topic": self._checkin_topic,
            "written": lambda words: self._message(json.loads(words)),
            "passed": lambda message: self._message(json.loads(message)),
        }  # fmt: skip
        return ways.get(kind, str)(stored)

    # --- people and services ---

    @property
    def _me(self) -> Row:
        return next(iter(self.found.get("people", ())), {})

    def _person(self, number: int) -> str:
        """What that person is for the reader."""
        role = self.roles.get(number)
        if number == self._me.get("id"):
            return self._text("data-person-you")
        if role is None:
            return self._text("data-person-gone")
        return self._text(f"data-person-{role}" if self._me.get("role") == CARELEAVER else f"role-{role}")

    def _hands(self, key: str) -> str:
        if key == YOUNG_PERSON:
            return self._text("data-person-you")
        return self._text("data-person-wegbegleiter") if key == WEGBEGLEITER else self._service(key)

    def _service(self, key: str) -> str:
        return self.content.services.get(key).name

    def _chat(self, address: str) -> str:
        messenger, chat = Address.parse(address)
        return self._text("data-chat", messenger=messenger.capitalize(), number=chat)

    # --- times ---

    def _time(self, written: str) -> str:
        moment = datetime.fromisoformat(written).astimezone(self.now.tzinfo)
        if (moment - self.now).days > OPEN_END:
            return self._text("data-open-end")
        return self._text(
            "data-time", day=moment.day, month=self._text("month", month=moment.month), year=str(moment.year),
            time=f"{moment:%H:%M}",
        )  # fmt: skip

    def _day(self, written: str) -> str:
        day = date.fromisoformat(written)
        return self._text("data-day", day=day.day, month=self._text("month", month=day.month), year=str(day.year))

    # --- what was asked, answered, written ---

    def _topic(self, key: str) -> str:
        return wording.topic(self.content, key, self.language)

    def _checkin_topic(self, key: str) -> str:
        plans = self.content.checkins.plans.values()
        names = next((plan.topics[key] for plan in plans if key in plan.topics), None)
        return in_language(names, self.language) if names else self._text("request-topic-other")

    def _checkin(self, row: Row) -> Row:
        return next((each for each in self.found.get("checkins", ()) if each["id"] == row.get("checkin")), {})

    def _asked(self, row: Row) -> str:
        """The question as it was put; one there is not any more by what it was about."""
        checkin = self._checkin(row)
        plan = self.content.checkins.get(checkin.get("plan"))
        if row["question"] not in plan.questions:
            return self._checkin_topic(row["topic"])
        return plan.wording(row["question"], checkin.get("number", 0), self.language)

    def _answered(self, row: Row, given: Mapping[str, Any]) -> str:
        question = self.content.checkins.get(self._checkin(row).get("plan")).questions.get(row["question"])
        said = list(wording.chosen(self.content, question, given.get("chosen", ()), self.language))
        said += [given["words"]] if given.get("words") else []
        return ", ".join(said) or self._text("request-part-other")

    def _message(self, given: Mapping[str, Any]) -> str:
        """The words, or what kind of thing it is with the words under it."""
        words = str(given.get("text") or given.get("caption") or "")
        kind = given.get("kind") or (None if words else "other")
        return wording.passage(self.content, kind, words, self.language)
