"""What people asked the FAQ, without who asked: for those who write the answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import delete, insert, select, update

from bot.store.db import Tx
from bot.store.tables import questions

Outcome = Literal["asked", "unanswered", "unhelpful"]
ASKED: Final = "asked"
UNANSWERED: Final = "unanswered"
UNHELPFUL: Final = "unhelpful"
_COLUMN: Final = "questions.text"


@dataclass(frozen=True)
class Question:
    """A question nobody has answered well."""

    id: int
    text: str
    language: str
    outcome: str
    entry: str | None
    asked_at: datetime


async def keep(tx: Tx, text: str, language: str, outcome: Outcome, now: datetime) -> int:
    """Keep these words; whoever calls has taken out what tells of a person. Returns their number."""
    values = {"text": tx.keys.seal(_COLUMN, text), "language": language, "outcome": outcome, "asked_at": now}
    number: int = (await tx.execute(insert(questions).values(values).returning(questions.c.id))).scalar_one()
    return number


async def note(tx: Tx, question: int, outcome: Outcome, entry: str | None = None) -> None:
    """It turned out like this."""
    await tx.execute(update(questions).where(questions.c.id == question).values(outcome=outcome, entry=entry))


async def forget(tx: Tx, question: int) -> None:
    """It was answered."""
    await tx.execute(delete(questions).where(questions.c.id == question))


async def unsolved(tx: Tx, most: int) -> list[Question]:
    """What was not answered, or not well, the newest first."""
    rows = await tx.execute(
        select(questions).where(questions.c.outcome != ASKED).order_by(questions.c.id.desc()).limit(most)
    )
    return [
        Question(row.id, tx.keys.open(_COLUMN, row.text), row.language, row.outcome, row.entry, row.asked_at)
        for row in rows
    ]


async def tidy(tx: Tx, answered_before: datetime, asked_before: datetime) -> int:
    """Drop what was answered before the first moment, and everything before the second; returns how many."""
    answered = delete(questions).where(questions.c.outcome == ASKED, questions.c.asked_at < answered_before)
    gone = (await tx.execute(answered)).rowcount
    return gone + (await tx.execute(delete(questions).where(questions.c.asked_at < asked_before))).rowcount
