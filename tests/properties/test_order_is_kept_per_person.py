"""One person's events are handled and delivered in the order they came; others do not wait for them."""

import re
from pathlib import Path

import pytest

from bot.store import people
from bot.turn import Turn
from conversations import relay
from tests.scene import Scene

pytestmark = pytest.mark.both_stores

MANY = 12


async def _pairs(scene: Scene, number: int) -> None:
    for each in range(number):
        await scene.joined(f"Tom{each}", people.WEGBEGLEITER)
        await scene.joined(f"Mia{each}", wegbegleiter=f"Tom{each}")


def _numbers(scene: Scene, reader: str) -> list[int]:
    return [int(found[1]) for text in scene.actors[reader].texts if (found := re.fullmatch(r"Nr\. (\d+)", text))]


async def test_many_people_at_once_with_duplicates_and_trouble_stay_in_order(tmp_path: Path) -> None:
    async with Scene.opened(tmp_path) as scene:
        await _pairs(scene, MANY)
        scene.world.duplicate_updates = 0.3
        scene.world.faults.random(7, 0.1, ["500", "429"])
        for number in range(1, 9):
            for each in range(MANY):
                scene.actors[f"mia{each}"].phone.write(f"Nr. {number}")
        await scene.settle()
        for each in range(MANY):
            assert _numbers(scene, f"tom{each}") == list(range(1, 9)), f"what Mia{each} wrote"


@pytest.mark.sqlite_only("the first pause is a second, and a database beside other tests may take longer")
async def test_an_event_that_fails_first_keeps_its_place_and_nobody_else_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Scene.opened(tmp_path) as scene:
        await _pairs(scene, 2)
        handle, failures, order = relay.message, 2, []

        async def stumbling(turn: Turn) -> None:
            nonlocal failures
            text = getattr(turn.event, "text", "")
            if turn.me.name == "Mia0" and text == "Nr. 1" and failures:
                failures -= 1
                raise RuntimeError("stumbled")
            order.append((turn.me.name, text))
            await handle(turn)

        monkeypatch.setattr(relay, "message", stumbling)
        for number in (1, 2, 3):
            scene.actors["mia0"].phone.write(f"Nr. {number}")
            scene.actors["mia1"].phone.write(f"Nr. {number}")
        await scene.settle()
        assert _numbers(scene, "tom0") == [1, 2, 3] == _numbers(scene, "tom1")
        assert failures == 0
        assert order.index(("Mia1", "Nr. 3")) < order.index(("Mia0", "Nr. 1")), "Mia1 did not wait for Mia0"
