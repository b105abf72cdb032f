"""Bots that only copy each message to the other one of a pair. Called with base URL, token, number of pairs."""

import sys
from typing import NamedTuple

AT_ONCE = 32
"""Updates each bare bot handles at the same time."""
FIRST_PERSON = 300_000_000


class Given(NamedTuple):
    """What a bare bot is called with."""

    base_url: str
    token: str
    partners: dict[int, int]


def partners(pairs: int) -> dict[int, int]:
    """Who talks to whom: chat -> chat. The even one is the young person."""
    return {FIRST_PERSON + number: FIRST_PERSON + (number ^ 1) for number in range(2 * pairs)}


def given() -> Given:
    """The arguments of this process."""
    base_url, token, pairs = sys.argv[1:]
    return Given(base_url, token, partners(int(pairs)))
