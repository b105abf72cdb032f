"""What all tests share."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import cast
from tests.scene import Scene


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A bot configured on this machine must not reach into the tests."""
    for name in list(os.environ):
        if name.startswith("BLEIBDRAN_") and not name.startswith("BLEIBDRAN_TEST_"):
            monkeypatch.delenv(name)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    """A bot that nobody has joined yet."""
    async with Scene.opened(tmp_path) as scene:
        yield scene


@pytest.fixture
async def scene(stage: Scene) -> AsyncIterator[Scene]:
    """The usual cast, without topics: replies, headers and /an."""
    await cast.everybody(stage)
    yield stage
    # Whatever was played: it never reached those who have nothing to do with it.
    if "kai" in stage.actors:
        stage.kai.saw_nothing()
        stage.sven.saw_nothing()


@pytest.fixture
async def scene_with_topics(tmp_path: Path) -> AsyncIterator[Scene]:
    """The usual cast, with a topic for each young person in the Wegbegleiter's chat."""
    async with Scene.opened(tmp_path, topics=True) as scene:
        await cast.everybody(scene)
        yield scene
        scene.kai.saw_nothing()
        scene.sven.saw_nothing()
