"""Figures as tables of Markdown."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Its lines, and an empty one: what it is about on the left, figures on the right."""
    return [_row(head), _row(["---"] + ["---:"] * (len(head) - 1)), *map(_row, rows), ""]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
