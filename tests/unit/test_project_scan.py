"""The scan that keeps code and texts together, on small made-up code."""

from pathlib import Path

from tests import project_scan

HERE = Path("x.py")
TEXTS = {
    "hello": frozenset({"name"}),
    "bye": frozenset[str](),
    "role-admin": frozenset[str](),
    "role-careleaver": frozenset[str](),
}


def wrong(source: str) -> list[str]:
    return list(project_scan.wrong_uses(project_scan.uses(HERE, source), TEXTS))


def test_a_call_with_an_existing_key_and_its_variables_is_fine() -> None:
    assert wrong('turn.say("hello", name=x)\nsay("bye")\nawait_ = turn.alert("bye")\n') == []


def test_a_key_that_does_not_exist_is_found_with_its_line() -> None:
    assert wrong('x = 1\nturn.say("helo", name=x)\n') == ['x.py:2: "helo" is no key of de.ftl']


def test_missing_and_surplus_variables_are_found() -> None:
    assert wrong('say("hello")') == ['x.py:1: "hello" needs name; given: nothing']
    assert wrong('say("bye", name=x)') == ['x.py:1: "bye" needs nothing; given: name']


def test_keywords_of_the_function_itself_are_not_variables() -> None:
    assert wrong('turn.say("hello", name=x, options=[], to=y, silent=True)') == []


def test_variables_that_are_handed_through_are_not_judged() -> None:
    assert wrong('say("hello", **variables)') == []
    assert wrong('say("helo", **variables)') == ['x.py:1: "helo" is no key of de.ftl']


def test_a_key_with_holes_needs_at_least_one_key_of_that_shape() -> None:
    assert wrong('say(f"role-{role}")') == []
    assert wrong('say(f"roll-{role}")') == ['x.py:1: "roll-{…}" is no key of de.ftl']
    assert wrong('say(f"role-{role}", name=x)') == ['x.py:1: "role-{…}" needs nothing; given: name']


def test_each_key_of_a_choice_is_looked_at() -> None:
    assert wrong('say("bye" if x else "by")') == ['x.py:1: "by" is no key of de.ftl']
    assert wrong('say({1: "bye", 2: "by"}[x])') == ['x.py:1: "by" is no key of de.ftl']
    assert wrong('KEYS = {1: "bye", 2: "by"}\nsay(KEYS[x])') == ['x.py:2: "by" is no key of de.ftl']
    assert wrong('KEYS: dict[int, str] = {1: "by"}\nsay(KEYS[x])') == ['x.py:2: "by" is no key of de.ftl']
    assert wrong('KEY = "by"\nsay(KEY)') == ['x.py:2: "by" is no key of de.ftl']


def test_what_only_runs_can_tell_is_left_alone() -> None:
    assert wrong("say(key)\nsay(keys[x])\nsay(pick(x), name=y)\nsay()\n") == []


def test_the_key_is_looked_for_where_the_function_has_it() -> None:
    assert wrong('texts.text("de", "hello", name=x)\ncontent.texts.text(language, "bye")') == []
    assert wrong('texts.text(language, "helo")') == ['x.py:1: "helo" is no key of de.ftl']
    assert wrong('turn.say_to(mia, "helo")') == ['x.py:1: "helo" is no key of de.ftl']
    assert wrong('turn.say_at(address, "de", "helo")') == ['x.py:1: "helo" is no key of de.ftl']
    assert wrong('turn.text_for(mia, f"role-{x}")\nturn.say_to("helo")') == []


def test_functions_of_other_packages_are_not_ours() -> None:
    assert wrong('from sqlalchemy import text\ntext("SELECT 1")') == []
    assert wrong('import sqlalchemy as sa\nsa.text("SELECT 1")') == []
    assert wrong('from bot.turn import say\nsay("helo")') == ['x.py:2: "helo" is no key of de.ftl']


def test_a_key_is_used_when_it_stands_anywhere_in_quotes_or_fits_an_f_string() -> None:
    assert project_scan.unused(TEXTS, ['MENU = ("hello",)', 'say(f"role-{x}")']) == {"bye"}


def test_a_log_line_does_not_use_keys() -> None:
    assert project_scan.unused({"bye"}, ['f"{x}"', 'f"b{x} e"', '# "bye"']) == {"bye"}


def test_a_setting_is_not_documented_by_a_longer_name() -> None:
    names = ["BLEIBDRAN_SECRET_KEY", "BLEIBDRAN_SECRET_KEY_FILE"]
    assert project_scan.undocumented(names, ["`BLEIBDRAN_SECRET_KEY_FILE`"]) == {"BLEIBDRAN_SECRET_KEY"}
    assert project_scan.undocumented(names, ["`BLEIBDRAN_SECRET_KEY` / ", "BLEIBDRAN_SECRET_KEY_FILE"]) == set()
