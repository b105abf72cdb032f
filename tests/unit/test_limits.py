"""The messenger's limits, kept by us: never more than allowed in any window, and nobody waits for ever."""

from collections import defaultdict
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.limits import BURST, GROUP_A_MINUTE, Limits

CHATS = (b"mia", b"tom", b"group")
Wish = tuple[float, bytes, int]

#: Who wants to send how much, and how long after the one before.
wishes = st.lists(
    st.tuples(st.floats(0, 3), st.sampled_from(CHATS), st.sampled_from([1, 1, 1, 2, 10])), min_size=1, max_size=80
)
rates = st.integers(1, 30)


def _play(limits: Limits, wanted: list[Wish]) -> list[Wish]:
    """What was sent when, if everybody waits exactly as long as they are told."""
    sent: list[Wish] = []
    now = 1_000.0
    for pause, chat, messages in wanted:
        now += pause
        for _ in range(200):
            group = chat == b"group"
            wait = max(limits.delay_all(now, messages), limits.delay(chat, group, now, messages))
            if wait <= 0:
                break
            now += wait + 1e-6
        else:
            raise AssertionError(f"{chat!r} is never let through")
        limits.spend(chat, chat == b"group", now, messages)
        limits.answered(chat, now, now, messages)
        sent.append((now, chat, messages))
    return sent


def _most_in(seconds: float, sent: list[Wish]) -> int:
    return max(
        sum(messages for at, _, messages in sent if start <= at < start + seconds) for start, _, _ in sent
    )  # fmt: skip


@given(wishes, rates)
def test_never_more_than_the_rate_in_any_second(wanted: list[Wish], rate: int) -> None:
    sent = _play(Limits(rate), wanted)
    album = max(messages for _, _, messages in wanted)
    assert _most_in(1.0, sent) <= max(rate, album), "more only where one album alone is more"


@given(wishes)
def test_a_group_never_gets_more_than_its_share_in_any_minute(wanted: list[Wish]) -> None:
    sent = [one for one in _play(Limits(1000), wanted) if one[1] == b"group"]
    assert not sent or _most_in(60.0, sent) <= GROUP_A_MINUTE < 20


@given(wishes, st.floats(1, 30))
def test_a_chat_gets_a_burst_and_then_one_a_second(wanted: list[Wish], seconds: float) -> None:
    singles = [(pause, chat, 1) for pause, chat, _ in wanted]
    by_chat: defaultdict[bytes, list[Wish]] = defaultdict(list)
    for one in _play(Limits(1000), singles):
        by_chat[one[1]].append(one)
    for sent in by_chat.values():
        assert _most_in(seconds, sent) <= BURST + seconds


@given(wishes, rates)
def test_everybody_is_let_through_in_the_end(wanted: list[Wish], rate: int) -> None:
    assert len(_play(Limits(rate), wanted)) == len(wanted)


def test_a_busy_chat_does_not_hold_up_another() -> None:
    limits = Limits(30)
    for _ in range(10):
        limits.spend(b"mia", False, 0.0)
    assert limits.delay(b"mia", False, 1.0) > 0
    assert limits.delay(b"tom", False, 1.0) == limits.delay_all(1.0) == 0


def test_a_storm_leaves_evenly_and_not_thirty_at_once() -> None:
    limits, now = Limits(30), 0.0
    left: list[float] = []
    while len(left) < 90:
        if (wait := limits.delay_all(now)) > 0:
            now += max(wait, 0.001)
        else:
            limits.spend(b"%d" % len(left), False, now)
            limits.answered(b"%d" % len(left), now, now)
            left.append(now)
    together = max(sum(1 for other in left if abs(other - one) < 0.02) for one in left)
    assert together <= 6, "the messenger would count the last of one second and the first of the next as one"
    assert left[-1] < 3.1, "and hardly slower than allowed"


def test_one_group_does_not_use_up_the_minute_of_another() -> None:
    limits = Limits(1000)
    for second in range(GROUP_A_MINUTE):
        limits.spend(b"one", True, float(second))
    assert limits.delay(b"one", True, 30.0) == pytest.approx(30.0)
    assert limits.delay(b"other", True, 30.0) == 0


def test_what_the_messenger_asks_for_is_waited_exactly() -> None:
    limits = Limits(30)
    limits.rest(b"mia", 7.0, 100.0)
    assert limits.delay(b"mia", False, 100.0) == limits.resting(b"mia", 100.0) == 7.0
    assert limits.delay(b"tom", False, 100.0) == limits.delay_all(100.0) == 0
    assert limits.delay(b"mia", False, 107.0) == 0


def test_when_three_chats_are_told_to_wait_it_is_meant_for_all() -> None:
    limits = Limits(30)
    for chat in CHATS:
        limits.rest(chat, 5.0, 100.0)
    assert limits.delay_all(100.0) == 5.0
    assert limits.delay_all(105.0) == 0


# --- many are asked at once, and somebody chats ---


def _wave(checkins: int, chats_every: float) -> tuple[float, list[float]]:
    """A wave of check-ins and one who writes meanwhile: when the last was sent, and how long each message waited."""
    limits, now, way = Limits(30), 0.0, 0.05
    answers: list[tuple[float, bytes]] = []
    waited: list[float] = []
    written, sent = chats_every, 0
    while sent < checkins:
        while answers and answers[0][0] + way <= now:
            left, chat = answers.pop(0)
            limits.answered(chat, left, left + way)
        bulk = written > now
        if (wait := limits.delay_all(now, bulk=bulk)) > 0:
            now = min(now + wait, written if bulk else now + wait, *(left + way for left, _ in answers)) + 1e-6
            continue
        to = b"%d" % sent if bulk else b"tom"
        limits.spend(to, False, now, bulk=bulk)
        answers.append((now, to))
        if bulk:
            sent += 1
        else:
            waited.append(now - written)
            written = now + chats_every
    return now, waited


def test_a_wave_takes_hardly_longer_than_it_must() -> None:
    seconds, _ = _wave(3000, chats_every=2.3)
    assert seconds < 1.03 * 3000 / 30


def test_whoever_chats_hardly_waits_for_a_wave() -> None:
    _, waited = _wave(3000, chats_every=2.3)
    assert len(waited) > 40
    assert max(waited) < 0.045, "a message of the wave takes 34 ms"


def test_bulk_does_not_use_up_what_may_leave_at_once() -> None:
    limits = Limits(30)
    while not limits.delay_all(0.0, bulk=True):
        limits.spend(b"mia", False, 0.0, bulk=True)
    assert limits.delay_all(0.0) == 0


# --- how long messages travel ---


class Way:
    """A messenger that counts what comes in, and the way there: mostly quick, sometimes not."""

    BACK = 0.02

    def __init__(self) -> None:
        self.counted: list[float] = []
        self.answers: list[tuple[float, float, bytes]] = []  # when it comes back, when it had left, where it went

    def takes(self, chat: bytes, left: float, seconds: float) -> None:
        self.counted.append(left + seconds)
        self.answers.append((left + seconds + self.BACK, left, chat))

    def tells(self, limits: Limits, now: float) -> None:
        for back, left, chat in sorted(self.answers):
            if back <= now:
                limits.answered(chat, left, back)
                self.answers.remove((back, left, chat))


@given(
    st.lists(st.sampled_from([0.02, 0.02, 0.03, 0.1, 0.4, 1.7]), min_size=20, max_size=120),
    st.sampled_from([0, 60]),
    st.booleans(),
)
def test_what_was_held_up_on_its_way_is_not_counted_too_early(ways: list[float], quick: int, bulk: bool) -> None:
    limits, way, now = Limits(10), Way(), 0.0
    for seconds in [0.02] * quick + ways:
        while (wait := limits.delay_all(now, bulk=bulk)) > 0:
            now += min(wait, 0.01) + 1e-6
            way.tells(limits, now)
        limits.spend(b"%d" % len(way.counted), False, now, bulk=bulk)
        way.takes(b"%d" % len(way.counted), now, seconds)
    assert all(sum(start <= other < start + 0.999 for other in way.counted) <= 10 for start in way.counted)


@given(st.lists(st.sampled_from([0.02, 0.02, 0.1, 2.5]), min_size=10, max_size=40))
def test_a_chat_s_messages_are_counted_when_they_arrive_and_not_when_they_leave(ways: list[float]) -> None:
    limits, way, now = Limits(1000), Way(), 0.0
    for seconds in ways:
        now += limits.delay(b"mia", False, now) + 1e-6
        limits.spend(b"mia", False, now)
        way.takes(b"mia", now, seconds)
        now = way.answers[-1][0]  # a chat's messages go one after the other
        way.tells(limits, now)
    for length in (0.0, 1.0, 3.0, 10.0):
        assert all(
            sum(start <= other <= start + length for other in way.counted) <= BURST + length for start in way.counted
        )


def test_until_something_is_answered_it_may_still_come() -> None:
    limits = Limits(2)
    for chat in (b"mia", b"tom"):
        limits.spend(chat, False, 100.0)
    assert limits.delay_all(109.0) == inf
    limits.answered(b"mia", 100.0, 109.0)
    assert 109.0 + limits.delay_all(109.0) == pytest.approx(110.01)
    limits.stayed(109.5)
    assert 109.5 + limits.delay_all(109.5) == pytest.approx(110.01)


def test_a_messenger_that_answers_at_once_is_not_waited_for_longer_than_a_second() -> None:
    limits = Limits(2)
    for number in range(2):
        limits.spend(b"%d" % number, False, 100.0)
        limits.answered(b"%d" % number, 100.0, 100.001)
    assert limits.delay_all(100.0 + 1.0) > 0
    assert limits.delay_all(100.0 + 1.011) == pytest.approx(0)


def test_what_others_sent_to_a_chat_counts_there_and_each_has_its_share_of_the_rate() -> None:
    limits = Limits(30)
    limits.share(1 / 3, 0.0, 1 / 3)
    for at in (97.0, 98.5, 99.9, 100.0, 100.0, 100.0):
        limits.left(b"chat", False, at)
    assert limits.delay(b"chat", False, 100.0) > 0 == limits.delay(b"other", False, 100.0)
    limits.forget(b"chat")
    assert limits.delay(b"chat", False, 100.0) == 0
    for _ in range(19):
        limits.left(b"group", True, 90.0)
    assert limits.delay(b"group", True, 149.0) == 1
    sent, now = 0, 200.0
    while now < 210.0:
        if not limits.delay_all(now):
            limits.spend(str(sent).encode(), False, now)
            limits.answered(str(sent).encode(), now, now)
            sent += 1
        now += 0.01
    assert 95 <= sent <= 104


def test_a_share_that_grows_is_used_when_what_others_had_of_it_is_over() -> None:
    limits = Limits(30)
    limits.share(1 / 3, 0.0, 1 / 3)
    limits.share(1, 100.0, 1 / 3)
    sent, now = [], 100.0
    while now < 103.0:
        if not limits.delay_all(now):
            limits.spend(str(now).encode(), False, now)
            limits.answered(str(now).encode(), now, now)
            sent.append(now)
        now += 0.01
    assert sum(at < 101.0 for at in sent) <= 10 < sum(102.0 <= at < 103.0 for at in sent)
