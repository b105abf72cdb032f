"""Whatever happens, log lines hold numbers and kinds: no word anybody wrote, no name, no address, no token."""

import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from bot import log
from tests.full_day import a_day, full_day

pytestmark = pytest.mark.usefixtures("logging_as_it_was")


@pytest.mark.parametrize("form", ["text", "json"])
async def test_a_whole_day_at_the_finest_level_tells_nothing(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    async with a_day(tmp_path) as scene:
        log.setup(form, level="DEBUG", secrets=scene.settings.secrets)
        day = await full_day(scene)
        await scene.pass_time(days=2)
    lines = written.getvalue()
    told = [(what, line) for what, secret in day.secrets.items() for line in lines.splitlines() if secret in line]
    assert told == []
    # The test can fail: what happened is there.
    for action in ("turn_failed", "send_defect", "unreadable_update", "mail_waits"):
        assert action in lines
    assert "RuntimeError" in lines and "ValueError" in lines
    if form == "json":
        for line in lines.splitlines():
            assert json.loads(line)["logger"]
