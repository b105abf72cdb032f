"""docs/betrieb.md is executed: every command of its shell blocks that this machine allows, in the order of the page.

The server of the page lies in a temporary folder; `bleibdran` talks to the local messenger. What cannot be run here is
listed with the reason, so that a new command has to be thought about.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import cli
from bot.store.db import Tx
from bot.store.people import CARELEAVER, COORDINATION, WEGBEGLEITER
from messenger import LocalMessenger
from tests.scenes.test_cli import Shell, add, messenger, shell
from tests.words import t

__all__ = ("messenger", "shell")  # fixtures

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "betrieb.md").read_text("utf-8")
NOT_HERE = {
    "apt-get": "installs packages on the machine",
    "git": "the project has no address here; what is to be fetched lies here already",
    "make": "would install into this checkout; the test suite was started by it",
    "useradd": "makes an account on the machine",
    "chown": "there is no such account",
    "systemctl": "systemd does not run here; the unit itself is checked in test_deploy.py",
    "journalctl": "the same",
    "nano": "a person types there",
    "docker": "needs a container engine; the files are checked in test_deploy.py",
    "scp": "needs a second machine",
    "curl": "the bot of this page does not run; test_health.py asks one that does",
}


def commands() -> list[str]:
    """Every line of every shell block, from top to bottom."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


class Server:
    """The page's server, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.here = folder
        for name in ("etc/systemd/system", "usr/local/bin", "var/lib", "root", "opt"):
            (folder / name).mkdir(parents=True)
        for name in ("deploy", "content"):
            self._copy(name)

    def _copy(self, name: str) -> None:
        (self.folder / "opt" / "bleibdran").mkdir(exist_ok=True)
        subprocess.run(["cp", "-r", ROOT / name, self.folder / "opt" / "bleibdran"], check=True)

    def path(self, word: str) -> str:
        """Where what the page calls so lies here."""
        if word == "/opt/bleibdran/.venv/bin/python":
            return sys.executable
        return f"{self.folder}{word}" if word.startswith("/") else word

    def run(self, command: str) -> None:
        """One line that is no `bleibdran ...`."""
        words = [self.path(word) for word in shlex.split(command)]
        if words[0] == "cd":
            self.here = Path(words[1])
            assert self.here.is_dir(), command
            return
        ended = subprocess.run(words, cwd=self.here, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, f"{command}: {ended.stderr}"


def test_every_command_of_the_page_that_can_be_run_here_works(
    shell: Shell, messenger: LocalMessenger, tmp_path: Path
) -> None:
    server = Server(tmp_path / "server")
    shell.uses(messenger)
    shell.set("BLEIBDRAN_DATA_DIR", server.path("/var/lib/bleibdran"))
    shell.set("BLEIBDRAN_CONTENT_DIR", server.path("/etc/bleibdran/content"))
    (tmp_path / "server/etc/bleibdran/content").mkdir(parents=True)
    shell.writes(_first_ones)
    ran = set()
    for command in commands():
        program, *words = shlex.split(command)
        if program in NOT_HERE:
            continue
        ran.add(program)
        if program == "bleibdran":
            ended = shell(*words)
            assert ended.code == 0, f"{command}: {ended.out}{ended.err}"
        else:
            server.run(command)
    assert ran == {"bleibdran", "install", "cp", "cd", "openssl", "rm", "tar", "/opt/bleibdran/.venv/bin/python"}
    settings = tmp_path / "server/etc/bleibdran/bleibdran.env"
    assert settings.read_text("utf-8") == (ROOT / "deploy/bleibdran.env.example").read_text("utf-8")
    assert settings.stat().st_mode & 0o777 == 0o600


async def _first_ones(tx: Tx) -> None:
    """Those whose numbers the page names have accepted their invitations."""
    for name, role in (("Uta", COORDINATION), ("Tom", WEGBEGLEITER), ("Mia", CARELEAVER)):
        await add(tx, name, role)


def test_nothing_is_excused_that_does_not_stand_on_the_page() -> None:
    assert set(NOT_HERE) == {shlex.split(command)[0] for command in commands()} & set(NOT_HERE)


def test_every_bleibdran_command_the_page_mentions_exists() -> None:
    known = {command.name or command.callback.__name__ for command in cli.cli.registered_commands if command.callback}
    known |= {group.name or "" for group in cli.cli.registered_groups}
    mentioned = set(re.findall(r"`bleibdran ([a-z-]+)", PAGE))
    assert mentioned and mentioned - known == set()


def test_every_file_and_every_section_the_page_leads_to_exists() -> None:
    anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in _titles()}
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        path, _, anchor = target.partition("#")
        assert not path or (ROOT / "docs" / path).exists(), target
        assert path or anchor in anchors, target
    for path in re.findall(r"`(deploy/[\w.-]+)`", PAGE):
        assert (ROOT / path).exists(), path


def _titles() -> Iterator[str]:
    for line in PAGE.splitlines():
        if found := re.match(r"#+ (.+)", line):
            yield found[1]


@pytest.mark.parametrize("key", ["database-full", "database-readonly", "database-locked", "database-broken", "token"])
def test_the_table_of_bad_days_has_what_the_log_says(key: str) -> None:
    first = t(f"trouble-{key}").split(".")[0]
    assert first in PAGE
