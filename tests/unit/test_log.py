"""Log lines: readable, parseable, and without any token."""

import json
import logging

import pytest

from bot import log

TOKEN = "123456789:AAH-secret_part_of_a_token_0123456"
logger = logging.getLogger("bot.sender")
pytestmark = pytest.mark.usefixtures("logging_as_it_was")

Screen = pytest.CaptureFixture[str]


def test_a_line_is_a_sentence_with_its_figures(capsys: Screen) -> None:
    log.setup("text")
    logger.info("Sent a message.", extra={"message_id": 17, "action": "sent", "why": "a b", "chat": None})
    line = capsys.readouterr().err
    assert line[10] == "T" and line[23] == "Z"
    assert line[25:] == 'INFO bot.sender: Sent a message. action=sent message_id=17 why="a b" chat=None\n'


def test_a_json_line_has_the_same(capsys: Screen) -> None:
    log.setup("json")
    logger.warning("Grüße an %s", "Mia", extra={"action": "sent", "message_id": 17})
    entry = json.loads(capsys.readouterr().err)
    assert entry.pop("time").endswith("Z")
    assert entry == {
        "level": "WARNING",
        "logger": "bot.sender",
        "message": "Grüße an Mia",
        "action": "sent",
        "message_id": 17,
    }


def fail() -> None:
    raise ConnectionError(f"cannot POST https://api.telegram.org/bot{TOKEN}/getMe")


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_token_appears_nowhere(format: str, capsys: Screen) -> None:
    log.setup(format, secrets=["the password", "the key"])
    logger.info("GET /bot%s/getUpdates", TOKEN)
    logger.info(f"GET /bot{TOKEN}/getUpdates", extra={"url": TOKEN, "sent": ["the password"]})
    logger.info("encoded %s and the password", TOKEN.replace(":", "%3A"))
    logger.warning("%r", {"token": TOKEN, "key": "the key"})
    try:
        fail()
    except ConnectionError:
        logger.exception("It failed.", stack_info=True)
    said = capsys.readouterr().err
    assert "AAH-secret" not in said and "password" not in said and "the key" not in said
    assert said.count("[geheim]") >= 7
    assert "ConnectionError: cannot POST https://api.telegram.org/bot[geheim]/getMe" in said


def test_the_configured_token_is_hidden_whatever_it_looks_like(capsys: Screen) -> None:
    log.setup("text", secrets=["1:LOCAL-short", "", "abc"])
    logger.info("token 1:LOCAL-short, abc")
    assert capsys.readouterr().err.endswith("token [geheim], abc\n")


def test_others_handlers_on_the_root_do_not_see_it_either(caplog: pytest.LogCaptureFixture) -> None:
    log.setup("text")
    logging.getLogger("some.library").warning(f"called with {TOKEN}")
    assert caplog.text.rstrip().endswith("called with [geheim]")


@pytest.mark.parametrize("format", ["text", "json"])
def test_what_others_put_into_their_sentences_is_not_kept(format: str, capsys: Screen) -> None:
    log.setup(format, level="DEBUG")
    logging.getLogger("telegram.Bot").debug("Calling sendMessage with %s", {"text": "Vermieterin"})
    logging.getLogger("telegram.request").error('Can not load invalid JSON data: "%s"', "Vermieterin")
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: ValueError('Vermieterin')")
    logging.getLogger().warning("%s", "Vermieterin")
    said = capsys.readouterr().err
    assert "Vermieterin" not in said and "Calling" not in said
    assert "Can not load invalid JSON data" in said and "Task exception was never retrieved" in said


def quote(words: str) -> None:
    try:
        raise KeyError(words)
    except KeyError as error:
        raise ExceptionGroup(words, [ValueError(words), error]) from error


@pytest.mark.parametrize("format", ["text", "json"])
def test_an_exception_tells_its_kind_and_place_and_not_what_it_quotes(format: str, capsys: Screen) -> None:
    log.setup(format)
    try:
        quote("Vermieterin")
    except ExceptionGroup:
        logger.exception("It failed.")
    said = capsys.readouterr().err
    assert said.count("Vermieterin") == 1, "the line of this test that calls it, and nothing else"
    assert "KeyError" in said and "ValueError" in said and "ExceptionGroup" in said and "test_log.py" in said


def test_an_exception_is_below_its_line(capsys: Screen) -> None:
    log.setup("text")
    try:
        fail()
    except ConnectionError:
        logger.exception("It failed.", extra={"action": "failed"})
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].endswith("ERROR bot.sender: It failed. action=failed")
    assert lines[1] == "Traceback (most recent call last):"


def test_a_message_cannot_pretend_to_be_two(capsys: Screen) -> None:
    log.setup("text")
    logger.info("one\ntwo")
    assert capsys.readouterr().err.count("\n") == 1


def test_a_wrong_format_string_is_logged_not_raised(capsys: Screen) -> None:
    log.setup("text")
    logger.info("%d messages", "many")
    assert capsys.readouterr().err.endswith("%d messages ('many',)\n")


def test_noisy_libraries_are_heard_from_warning_on(capsys: Screen) -> None:
    log.setup("text", level="DEBUG")
    for name in ("httpx", "aiohttp.access", "apscheduler.executors.default", "aiosqlite"):
        logging.getLogger(name).info("chatter")
        logging.getLogger(name).warning("trouble")
    said = capsys.readouterr().err
    assert "chatter" not in said
    assert said.count("trouble") == 4


def test_the_level_is_kept(capsys: Screen) -> None:
    log.setup("text", level="WARNING")
    logger.info("chatter")
    assert capsys.readouterr().err == ""


def test_setting_up_again_does_not_double_lines(capsys: Screen) -> None:
    log.setup("text")
    log.setup("json")
    logger.info("once")
    assert len(capsys.readouterr().err.splitlines()) == 1
