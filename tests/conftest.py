"""What all tests share."""

import logging
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests import cast, store
from tests.postgres import NoPostgres
from tests.scene import Scene

_STORES = {"sqlite": [store.SQLITE], "postgresql": [store.POSTGRESQL], "both": [store.SQLITE, store.POSTGRESQL]}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--store", choices=("some", *_STORES), default="some",
        help="some: everything on SQLite, what is marked `both_stores` on PostgreSQL, too",
    )  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    wanted = metafunc.config.getoption("store")
    if wanted == "some":
        wanted = "both" if metafunc.definition.get_closest_marker("both_stores") else "sqlite"
    if wanted != "sqlite" and "_store" in metafunc.fixturenames:
        metafunc.parametrize("_store", _STORES[wanted], indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests run beside each other on every core; those in the browser one after the other, with one browser."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))


def pytest_sessionfinish() -> None:
    store.end()


@pytest.fixture(autouse=True)
def _store(request: pytest.FixtureRequest) -> Iterator[str]:
    """The database this test uses. Where there can be no PostgreSQL, its tests are skipped, and that shows."""
    wanted = getattr(request, "param", store.SQLITE)
    only = request.node.get_closest_marker("sqlite_only")
    if only and wanted != store.SQLITE:
        pytest.skip(f"SQLite only: {only.args[0]}")
    try:
        store.use(wanted)
    except NoPostgres as error:
        if request.config.getoption("store") == store.POSTGRESQL:
            raise
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {error}")
    yield wanted
    store.forget()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A bot configured on this machine must not reach into the tests."""
    for name in list(os.environ):
        if name.startswith("BLEIBDRAN_") and not name.startswith("BLEIBDRAN_TEST_"):
            monkeypatch.delenv(name)


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    """A test may set up logging as it likes."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    filters = {handler: handler.filters[:] for handler in handlers}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for handler in handlers:
        handler.filters[:] = filters[handler]


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
