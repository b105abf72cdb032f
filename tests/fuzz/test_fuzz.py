"""A short run of what `make fuzz` does at length: the bot never stops, nothing stays behind, nobody gets what is not
theirs, and Kai and Sven see nothing."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fuzz.machine import ACTORS, CHATS, Machine, corpus, fuzz, marker
from tests.fuzz.mutate import broken


@pytest.mark.parametrize("seed", [1, 2])
async def test_three_hundred_broken_updates_do_no_harm(seed: int, tmp_path: Path) -> None:
    assert [str(finding) for finding in await fuzz(seed, 150, tmp_path)] == []


async def test_coordination_may_do_more_and_breaks_nothing_either(tmp_path: Path) -> None:
    """They write to whom they like and assign whom they like: that Kai sees something is no finding."""
    findings = await fuzz(3, 60, tmp_path, actors=("Keller",))
    assert [str(each) for each in findings if " got " not in each.what] == []


@pytest.fixture
async def machine(tmp_path: Path) -> AsyncIterator[Machine]:
    machine = await Machine.anew(tmp_path, 0)
    yield machine
    await machine.db.close()


async def test_the_corpus_as_it_is_is_understood(machine: Machine) -> None:
    for number, update in enumerate(corpus()):
        await machine.takes({**update, "update_id": number})
    assert [str(finding) for finding in machine.findings] == [] and not machine.asides


async def test_the_machine_finds_what_must_not_be(machine: Machine) -> None:
    """The test can fail: words that reach somebody they are not for, and an update nobody understands."""
    text = {"message_id": 1, "date": 1_772_442_000, "chat": {"id": CHATS["Keller"], "type": "private"},
            "from": {"id": CHATS["Keller"], "is_bot": False, "first_name": "K"},
            "text": f"/an kai {marker('Mia')}"}  # fmt: skip
    await machine.takes({"update_id": 1, "message": text})
    assert {finding.what for finding in machine.findings} >= {"Kai got what Mia wrote", "Kai got something"}
    machine.findings.clear()
    await machine.takes({"update_id": 2, "message": text | {"date": None}})
    assert machine.asides == 1 and machine.findings == []


def test_the_same_seed_breaks_the_same_way_and_never_speaks_for_kai() -> None:
    real, chats = corpus(), list(CHATS.values())
    one, two = (random.Random(7), random.Random(7))
    for _ in range(300):
        update = broken(one, real, CHATS["Mia"], chats, marker("Mia"))
        assert repr(update) == repr(broken(two, real, CHATS["Mia"], chats, marker("Mia")))
        chat = (update.get("message") or {}).get("chat") if isinstance(update.get("message"), dict) else None
        assert not isinstance(chat, dict) or chat.get("id") != CHATS["Kai"]
    assert "Kai" not in ACTORS and "Sven" not in ACTORS
