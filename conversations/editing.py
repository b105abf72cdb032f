"""Looking after the content: /inhalt, and what those who edit it are told without asking."""

from typing import Any

from bot.content.faq_checks import Stale, stale
from bot.store import questions
from bot.store.questions import UNHELPFUL, Question
from bot.turn import Turn

PROBLEMS = 10
"""Problems named in the chat; `bleibdran content check` has them all."""
QUESTIONS = 20
STALE = 20


async def show(turn: Turn) -> None:
    """/inhalt: what is in use, what is wrong with the newest edit, what waits for a look."""
    faq = turn.content.faq
    due = _stale(turn)
    unsolved = await questions.unsolved(turn.tx, QUESTIONS)
    state = turn.text("content-rejected", **_rejected(turn)) if turn.rejected else turn.text("content-fine")
    options = (
        (turn.option("content-unsolved-button", action="content-unsolved", count=len(unsolved)),),
        (turn.option("content-stale-button", action="content-stale", count=len(due)),),
    )
    turn.say("content-state", state=state, version=turn.content.version, entries=len(faq.entries), options=options)


async def show_unsolved(turn: Turn) -> None:
    """Questions nobody has answered well, without who asked."""
    unsolved = await questions.unsolved(turn.tx, QUESTIONS)
    if not unsolved:
        turn.say("content-unsolved-none")
        return
    days = turn.content.service.aufbewahrung.offene_fragen
    turn.say("content-unsolved", lines="\n".join(_line(turn, each) for each in unsolved), days=days)


async def show_stale(turn: Turn) -> None:
    """Answers somebody should look at again."""
    due = _stale(turn)
    if due:
        turn.say("content-stale", lines=_listed(turn, due), count=len(due))
    else:
        turn.say("content-stale-none")


async def edited(turn: Turn) -> None:
    """Somebody changed the content: it has errors and is not in use, or is in use again."""
    if turn.rejected:
        turn.say("content-rejected", **_rejected(turn))
    else:
        turn.say("content-changed", entries=len(turn.content.faq.entries))


async def review(turn: Turn) -> None:
    """Once a month: what is due for a look."""
    if due := _stale(turn):
        turn.say("content-review", lines=_listed(turn, due), count=len(due))


def _stale(turn: Turn) -> list[Stale]:
    return stale(turn.content.faq, turn.now.date(), turn.content.service.pruefung_monate)


def _rejected(turn: Turn) -> dict[str, Any]:
    """What the text about it is given."""
    lines = [f"• {each.path.name}:{each.line}: {each.what} {each.hint}" for each in turn.rejected[:PROBLEMS]]
    return {"problems": "\n".join(lines), "more": max(len(turn.rejected) - PROBLEMS, 0)}


def _listed(turn: Turn, due: list[Stale]) -> str:
    return "\n".join(
        turn.text(
            "content-stale-line", slug=f"{each.slug}.{each.language}",
            why="over" if each.run_out else "old", day=str((each.valid_until if each.run_out else each.reviewed) or ""),
        )
        for each in due[:STALE]
    )  # fmt: skip


def _line(turn: Turn, question: Question) -> str:
    if question.outcome == UNHELPFUL:
        return turn.text("content-unhelpful-line", text=question.text, entry=question.entry or "?")
    return turn.text("content-unanswered-line", text=question.text)
