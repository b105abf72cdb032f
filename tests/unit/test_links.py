"""Links in mails: only we can write them, they say what they are for, and they run out."""

import string
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import Expired, Link, LinkSigner
from bot.store.crypto import new_key, parse_keys

OLD, NEW, FOREIGN = new_key(), new_key(), new_key()
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
UNTIL = NOW + timedelta(days=14)
ALPHABET = string.ascii_letters + string.digits + "_-."


def signer(*keys: str) -> LinkSigner:
    return LinkSigner(parse_keys(keys, "test"))


def link(token: str, *keys: str) -> Link:
    read = signer(*keys).read(token, NOW)
    assert isinstance(read, Link)
    return read


@given(
    st.integers(1, 2**53),
    st.text(max_size=40),
    st.text(max_size=20),
    st.datetimes(datetime(2026, 11, 25), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - zone below
)
def test_a_link_says_what_was_put_into_it(request: int, service: str, action: str, until: datetime) -> None:
    token = signer(NEW).make(request, service, action, until)
    read = link(token, NEW)
    assert (read.request, read.service, read.action) == (request, service, action)
    assert read.until == until.replace(microsecond=0)
    assert set(token) <= set(ALPHABET)


def test_no_two_links_are_alike() -> None:
    tokens = [signer(NEW).make(7, "jobcenter", "take", UNTIL) for _ in range(50)]
    assert len(set(tokens)) == 50 and len({link(token, NEW).nonce for token in tokens}) == 50


def test_every_other_character_at_every_place_is_noticed() -> None:
    ours = signer(NEW)
    token = ours.make(7, "jobcenter", "take", UNTIL)
    for place, character in enumerate(token):
        for other in set(ALPHABET) - {character}:
            assert ours.read(token[:place] + other + token[place + 1 :], NOW) is None
        assert ours.read(token[:place] + token[place + 1 :], NOW) is None
        assert ours.read(token[:place] + "ä" + token[place:], NOW) is None


@given(st.text(max_size=120) | st.text(ALPHABET, max_size=120))
def test_what_we_did_not_write_is_none(token: str) -> None:
    assert signer(NEW, OLD).read(token, NOW) is None


def test_decoration_around_a_link_is_noticed() -> None:
    token = signer(NEW).make(7, "jobcenter", "take", UNTIL)
    for other in (f"{token}\n", f" {token}", f"{token}=", token.replace(".", ".."), token.upper()):
        assert signer(NEW).read(other, NOW) is None


def test_one_link_says_nothing_about_another() -> None:
    first, second = (signer(NEW).make(number, "jobcenter", "take", UNTIL).split(".") for number in (7, 8))
    assert signer(NEW).read(f"{first[0]}.{second[1]}", NOW) is None


def test_a_link_of_another_ring_is_none_and_one_of_an_older_key_still_works() -> None:
    token = signer(OLD).make(7, "jobcenter", "take", UNTIL)
    assert signer(FOREIGN).read(token, NOW) is None
    assert link(token, NEW, OLD).request == 7
    assert signer(NEW).read(token, NOW) is None
    assert link(signer(NEW, OLD).make(8, "jobcenter", "take", UNTIL), NEW).request == 8


def test_a_link_runs_out_and_still_says_what_it_was_for() -> None:
    token = signer(NEW).make(7, "jobcenter", "take", UNTIL)
    assert isinstance(signer(NEW).read(token, UNTIL - timedelta(seconds=1)), Link)
    for late in (UNTIL, UNTIL + timedelta(days=400)):
        assert signer(NEW).read(token, late) == Expired(link(token, NEW))


@pytest.mark.parametrize("said", ["", "[]", "[1,2]", '[1,"a","b","c","morgen"]', '{"a":1}', "nichts", "\xff"])
def test_what_another_version_signed_is_none(said: str) -> None:
    body = urlsafe_b64encode(said.encode("latin-1")).decode().rstrip("=")
    signature = urlsafe_b64encode(parse_keys([NEW], "test").index("link", body)).decode().rstrip("=")
    assert signer(NEW).read(f"{body}.{signature}", NOW) is None
