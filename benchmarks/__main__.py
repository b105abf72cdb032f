"""`python -m benchmarks`: measure, print, and keep the page if asked to."""

import argparse
import sys
from pathlib import Path
from typing import Final

from benchmarks import commits, crisis, due, parts, report, search, wave, week
from benchmarks.contest import NAMES, Plan, measure

QUICK: Final = Plan(pairs=100, messages=300, rounds=1, seconds=2.0)
LATE: Final = 0.05
"""Seconds a call takes at Telegram, from a data centre in Europe."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="some minutes: aiogram and our bot, small")
    parser.add_argument("--only", action="append", choices=NAMES, metavar="NAME", help=f"one of {', '.join(NAMES)}")
    parser.add_argument("--checkins", action="store_true", help="only the check-ins")
    parser.add_argument("--parts", action="store_true", help="only what a message costs, by part")
    parser.add_argument("--search", action="store_true", help="only the FAQ search")
    parser.add_argument("--crisis", action="store_true", help="only how surely danger is recognised")
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="pages in our format to try the search on")
    parser.add_argument("--asked", type=Path, metavar="TSV", help="questions about them, as benchmarks/questions/*.tsv")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the page here")
    given = parser.parse_args()
    if bool(given.pages) != bool(given.asked):
        parser.error("--pages and --asked belong together")
    foreign = (given.pages, given.asked) if given.pages else None
    if given.search:
        print(search.measure(foreign))
        return
    if given.checkins:
        print(_checkins(given.quick))
        return
    if given.parts:
        print(report.costs(parts.measure(QUICK if given.quick else Plan())))
        return
    if given.crisis:
        print(crisis.measure())
        return
    plan = QUICK if given.quick else Plan()
    names = given.only or (("bleibdran", "aiogram") if given.quick else NAMES)
    results = []
    for latency in (0.0, LATE):
        for name in names:
            print(f"{name}, {latency * 1000:.0f} ms late ...", file=sys.stderr, flush=True)
            results.append(measure(name, latency, plan))
    together = commits.measure(0.5 if given.quick else 2.0)
    print("what a message costs, by part ...", file=sys.stderr, flush=True)
    costs = parts.measure(plan)
    sections = [report.costs(costs), _checkins(given.quick), _weeks(costs[0].total / 1000), search.measure(foreign)]
    written = report.page(results, together, plan, sections)
    print(written)
    if given.write:
        given.write.write_text(written, encoding="utf-8")


def _checkins(quick: bool) -> str:
    plan = wave.QUICK if quick else wave.Wave()
    print(f"check-ins: who is due, then a wave of {plan.checkins:,} ...", file=sys.stderr, flush=True)
    found = due.measure((due.FEW,) if quick else (due.FEWEST, due.FEW, due.MANY))
    waves = [wave.measure(LATE, plan), wave.measure(LATE, plan if quick else wave.ON_POSTGRESQL, postgresql=True)]
    return report.checkins(found, waves, plan)


def _weeks(turn: float) -> str:
    print("a simulated week ...", file=sys.stderr, flush=True)
    return report.weeks([week.measure(turn, people) for people in (week.DISTRICT, week.GERMANY)], turn)


if __name__ == "__main__":
    main()
