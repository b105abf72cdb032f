"""Trouble on order: the network and the server failing in the ways they fail in life."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

KINDS = ("500", "timeout_after", "timeout_before", "reset", "429")


@dataclass(slots=True)
class Fault:
    """One order: which calls fail, how, and how often still."""

    method: str
    kind: str
    left: int | None  # how many still; None: without end
    every: int | None = None  # only each n-th such call
    retry_after: int = 3
    done: bool = False  # a reset connection: was the call carried out before?
    seen: int = 0

    @property
    def carried_out(self) -> bool:
        """Whether the world changes although the bot gets no answer."""
        return self.kind == "timeout_after" or (self.kind == "reset" and self.done)


class Faults:
    """What is still to go wrong."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []
        self._random: tuple[random.Random, float, tuple[str, ...]] | None = None

    def plan(
        self,
        method: str = "*",
        kind: str = "500",
        times: int | None = None,
        every: int | None = None,
        retry_after: int = 3,
        done: bool = False,
    ) -> Fault:
        """Let the next calls of this method fail: once, so many times, or each n-th without end."""
        _known(kind)
        if times is None and every is None:
            times = 1
        fault = Fault(method.lower(), kind, times, every, retry_after, done)
        self.planned.append(fault)
        return fault

    def random(self, seed: int, rate: float, kinds: Sequence[str] = ("500", "timeout_after", "reset")) -> None:
        """Let each call fail with this probability, the same calls for the same seed."""
        for kind in kinds:
            _known(kind)
        self._random = (random.Random(seed), rate, tuple(kinds))  # noqa: S311 - dice, not secrets

    def clear(self) -> None:
        self.planned.clear()
        self._random = None

    def draw(self, method: str) -> Fault | None:
        """The fault for this call, if it is to have one."""
        name = method.lower()
        for fault in self.planned:
            if fault.method not in ("*", name):
                continue
            fault.seen += 1
            if fault.every is not None and fault.seen % fault.every:
                continue
            if fault.left is not None:
                fault.left -= 1
                if fault.left <= 0:
                    self.planned.remove(fault)
            return fault
        if self._random is not None:
            rng, rate, kinds = self._random
            if rng.random() < rate:
                kind = rng.choice(kinds)
                return Fault(name, kind, 0, retry_after=1, done=rng.random() < 0.5)
        return None


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"There is no fault {kind!r}; there are {', '.join(KINDS)}.")
