"""Asking a running bot how it is, over HTTP as a monitoring does."""

import re
from typing import Any, NamedTuple

import aiohttp

from tests.scene import Scene

#: A bot that serves /health where the system has room.
SERVED = {"BLEIBDRAN_HEALTH_LISTEN": "127.0.0.1:0"}
_SAMPLE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\]|\\.)*",?)*)\})? (\S+)')


class Answer(NamedTuple):
    """What /health said."""

    code: int
    body: dict[str, Any]

    @property
    def status(self) -> str:
        said: str = self.body["status"]
        return said

    @property
    def kinds(self) -> set[str]:
        return {reason["kind"] for reason in self.body["reasons"]}


def address(scene: Scene, path: str) -> str:
    """Where this page is."""
    assert scene.bot and scene.bot.health
    host, port = scene.bot.health
    return f"http://{host}:{port}{path}"


async def health(scene: Scene) -> Answer:
    """GET /health."""
    async with aiohttp.ClientSession() as session, session.get(address(scene, "/health")) as answer:
        return Answer(answer.status, await answer.json())


async def metrics_text(scene: Scene) -> str:
    """GET /metrics, as it comes."""
    async with aiohttp.ClientSession() as session, session.get(address(scene, "/metrics")) as answer:
        assert answer.status == 200 and answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        return await answer.text()


def read_metrics(text: str) -> dict[str, float]:
    """`name{labels}` -> value; every line has to be one Prometheus understands."""
    found, described = {}, set()
    for line in text.splitlines():
        if line.startswith("# "):
            _, what, name, *_ = line.split(" ")
            assert what in ("HELP", "TYPE")
            described.add((what, name))
            continue
        sample = _SAMPLE.fullmatch(line)
        assert sample, line
        assert {("HELP", sample[1]), ("TYPE", sample[1])} <= described, line
        found[sample[1] + (f"{{{sample[2]}}}" if sample[2] else "")] = float(sample[3])
    return found


async def metrics(scene: Scene) -> dict[str, float]:
    """GET /metrics, read."""
    return read_metrics(await metrics_text(scene))
