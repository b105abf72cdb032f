"""What lies in deploy/ fits the bot as it is: settings, paths, the names of what is measured."""

import asyncio
import configparser
import json
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import supervisor, troubles
from bot.settings import NAMES, Settings, load_settings
from bot.store import facts
from bot.vitals import INGRESS, TOKEN
from tests import cast
from tests.health import SERVED, address, metrics
from tests.scene import Scene

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file() and path.suffix != ".env")


def read(name: str) -> str:
    """A file of deploy/."""
    return (DEPLOY / name).read_text("utf-8")


def unit() -> dict[str, dict[str, list[str]]]:
    """The unit by section and key; a key may come several times."""
    sections: dict[str, dict[str, list[str]]] = {}
    for line in read("bleibdran.service").splitlines():
        if line.startswith("["):
            here = sections.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            here.setdefault(key, []).append(value)
    return sections


# --- names ---


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_named_there_exists(path: Path) -> None:
    assert set(re.findall(r"BLEIBDRAN_[A-Z_]+", path.read_text("utf-8"))) - set(NAMES) == set()


async def test_dashboard_and_rules_use_what_is_served_and_nothing_else(tmp_path: Path) -> None:
    async with Scene.opened(tmp_path, environ=SERVED) as scene:
        await cast.everybody(scene)
        await scene.mia.writes("Hallo")
        async with scene.db.transaction() as tx:
            await facts.note(tx, troubles.BACKED_UP, "", scene.clock.now())
        served = await metrics(scene)
    names = {name.partition("{")[0] for name in served}
    labels = {(name.partition("{")[0], *pair) for name in served for pair in re.findall(r'([a-z]+)="([^"]*)"', name)}
    for expression in [*_dashboard_expressions(), *_rule_expressions()]:
        used = re.findall(r'(bleibdran_[a-z_]+)(?:\{([a-z]+)!?="([^"]*)"\})?', expression)
        assert used, expression
        for name, label, value in used:
            assert name in names, f"{name} is not served ({expression})"
            assert not label or (name, label, value) in labels, f"{name} has no {label}={value}"
    shown = set(re.findall(r"bleibdran_[a-z_]+", " ".join(_dashboard_expressions())))
    assert names - shown == set(), "measured, and on no panel"


def _dashboard_expressions() -> list[str]:
    dashboard = json.loads(read("grafana-dashboard.json"))
    return [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]


def _rule_expressions() -> list[str]:
    return [rule["expr"] for group in yaml.safe_load(read("alerts.yaml"))["groups"] for rule in group["rules"]]


def test_every_legend_and_every_sentence_of_a_rule_is_there() -> None:
    dashboard = json.loads(read("grafana-dashboard.json"))
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
    for group in yaml.safe_load(read("alerts.yaml"))["groups"]:
        for rule in group["rules"]:
            assert rule["annotations"].keys() == {"summary", "description"}
            assert rule["labels"]["severity"] in ("critical", "warning")


# --- systemd ---


def test_the_unit_gives_the_bot_no_more_than_it_needs() -> None:
    service = unit()["Service"]
    wanted = {
        "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
        "PrivateDevices": "yes", "Restart": "always", "CapabilityBoundingSet": "", "StateDirectory": "bleibdran",
        "Type": "notify", "User": "bleibdran",
    }  # fmt: skip
    assert {key: service[key][0] for key in wanted} == wanted
    assert float(service["WatchdogSec"][0]) >= 4 * supervisor.BEAT_SECONDS


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here: the unit is not verified")
def test_systemd_finds_nothing_wrong_with_the_unit() -> None:
    file = str(DEPLOY / "bleibdran.service")
    said = subprocess.run(["systemd-analyze", "verify", file], capture_output=True, text=True, check=False)
    complaints = [line for line in said.stderr.splitlines() if "bleibdran.service" in line]
    # The program is where docs/betrieb.md puts it, and not on this machine.
    assert [line for line in complaints if "is not executable" not in line] == []
    security = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=20", file],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert security.returncode == 0, security.stdout[-300:]


async def test_systemd_hears_that_the_bot_is_ready_alive_and_stopping(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        async with Scene.opened(tmp_path):
            assert systemd.recv(100) == b"READY=1"
            assert systemd.recv(100) == b"WATCHDOG=1"
        assert systemd.recv(100) == b"STOPPING=1"


async def test_a_supervisor_that_is_gone_is_no_reason_to_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    async with Scene.opened(tmp_path) as scene:
        await cast.everybody(scene)
        await scene.mia.writes("Hallo")
        scene.tom.saw("Hallo")


def test_the_example_of_settings_can_be_used_as_it_is(tmp_path: Path) -> None:
    lines = [line.split("=", 1) for line in read("bleibdran.env.example").splitlines() if line and line[0] != "#"]
    given = dict(lines) | {"BLEIBDRAN_CONTENT_DIR": str(tmp_path)}
    settings = load_settings(given)
    defaults = Settings.model_fields
    assert settings.link_listen == defaults["link_listen"].default
    assert settings.health_listen == defaults["health_listen"].default


def test_the_wrapper_runs_the_same_program_with_the_same_settings_as_the_unit() -> None:
    wrapper, service = read("bleibdran"), unit()["Service"]
    assert service["ExecStart"][0].removesuffix(" run") in wrapper
    for key in ("User", "EnvironmentFile", "WorkingDirectory"):
        assert f"--property={key}={service[key][0]}" in wrapper
    assert (DEPLOY / "bleibdran").stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", DEPLOY / "bleibdran"], check=False).returncode == 0


# --- containers ---


def test_the_image_is_built_from_what_is_in_the_project_and_runs_as_nobody_special() -> None:
    lines = read("Containerfile").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert len(bases) == 2 and len(set(bases)) == 1 and re.search(r":\d+\.\d+\.\d+-", bases[0])
    for line in lines:
        if line.startswith("COPY ") and "--from" not in line:
            assert all((ROOT / source).exists() for source in line.split()[1:-1]), line
    user = next(line.split()[1] for line in lines if line.startswith("USER "))
    assert user.split(":")[0].isdecimal() and user.split(":")[0] != "0"
    packages = ["bot", "conversations", "messenger", "content"]
    assert [line for line in packages if f"COPY {line} {line}" not in lines] == []
    assert 'ENTRYPOINT ["bleibdran"]' in lines and 'CMD ["run"]' in lines


async def test_the_healthcheck_of_the_image_believes_health(tmp_path: Path) -> None:
    command = re.search(r"^HEALTHCHECK .*\\\n  CMD (\[.*\])$", read("Containerfile"), re.MULTILINE)
    assert command
    _, flag, code = json.loads(command[1])

    async def check(url: str) -> int:
        assert "http://127.0.0.1:8090/health" in code
        program = code.replace("http://127.0.0.1:8090/health", url)
        process = await asyncio.create_subprocess_exec(sys.executable, flag, program, stderr=asyncio.subprocess.DEVNULL)
        return await process.wait()

    async with Scene.opened(tmp_path, environ=SERVED) as scene:
        await scene.until(lambda: scene.bot and scene.bot.vitals.stage == "running")
        assert await check(address(scene, "/health")) == 0
        assert scene.bot
        scene.bot.vitals.trouble(INGRESS, TOKEN, scene.clock.now())
        assert await check(address(scene, "/health")) != 0
    assert await check("http://127.0.0.1:9/health") != 0


def test_the_compose_file_holds_together() -> None:
    compose: dict[str, Any] = yaml.safe_load(read("compose.yaml"))
    bot, database = compose["services"]["bot"], compose["services"]["database"]
    assert (DEPLOY / bot["build"]["context"] / bot["build"]["dockerfile"]).resolve() == DEPLOY / "Containerfile"
    for service in (bot, database):
        assert service["read_only"] is True and service["restart"] == "always"
        assert (DEPLOY / f"{service['env_file']}.example").exists()
    assert bot["depends_on"]["database"]["condition"] == "service_healthy" and database["healthcheck"]["test"]
    assert all(port.startswith("127.0.0.1:") for port in bot["ports"]) and "ports" not in database
    named = {volume.split(":")[0] for service in (bot, database) for volume in service["volumes"]}
    assert set(compose["volumes"]) == {name for name in named if not name.startswith(".")}
    example = dict(line.split("=", 1) for line in read("compose.env.example").splitlines() if line and line[0] != "#")
    url = load_settings({"BLEIBDRAN_DATABASE_URL": example["BLEIBDRAN_DATABASE_URL"]}).database_url
    where = f"{database['environment']['POSTGRES_USER']}:PASSWORT@database/{database['environment']['POSTGRES_DB']}"
    assert url == f"postgresql+asyncpg://{where}" and example["POSTGRES_PASSWORD"] == ""


def test_secrets_are_not_checked_in_and_not_sent_to_the_builder() -> None:
    for ignore in (".gitignore", ".dockerignore"):
        assert "deploy/*.env" in (ROOT / ignore).read_text("utf-8").splitlines()


def test_the_reverse_proxy_leads_where_the_bot_listens_and_shows_nobody_its_health() -> None:
    caddy = read("Caddyfile")
    settings = dict(re.findall(r"(BLEIBDRAN_[A-Z_]+)=(\S+)", caddy))
    load_settings(settings)
    body = caddy[caddy.index("bot.landkreis.example {") :]
    for path, listen in (("/telegram", "WEBHOOK"), ("/anliegen/*", "LINK")):
        upstream = settings[f"BLEIBDRAN_{listen}_LISTEN"]
        assert re.search(rf"handle {re.escape(path)} {{\s+reverse_proxy {re.escape(upstream)}\s+}}", body)
        assert settings[f"BLEIBDRAN_{listen}_URL"].endswith(path.removesuffix("/*"))
    assert "8090" not in body and body.count("{") == body.count("}")


def test_the_parser_of_this_file_reads_what_systemd_reads() -> None:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys as they are written
    parser.read_string(read("bleibdran.service"))
    assert {section: set(parser[section]) for section in parser.sections()} == {
        section: set(keys) for section, keys in unit().items()
    }
