"""Who is there and what is whose: pure, without a database."""

from bot.store.processes import Process
from bot.together import DEAD, FENCE, SLICES, Together, _part


class NoDatabase:
    is_sqlite = False


def together(began: float = 100.0) -> Together:
    it = Together(NoDatabase(), "here")  # type: ignore[arg-type]  # nothing here asks it
    it._last = began
    return it


def slices(me: int, everybody: tuple[int, ...]) -> set[int]:
    chats = _part(me, everybody).chats
    return set(range(SLICES)) if chats is None else {n for n in range(SLICES) if chats[n // 8] >> n % 8 & 1}


def test_every_chat_belongs_to_exactly_one_and_the_rate_is_shared() -> None:
    for everybody in ((1,), (1, 2), (3, 8, 9), (1, 2, 3, 4, 5)):
        owned = [slices(each, everybody) for each in everybody]
        assert sum(len(each) for each in owned) == SLICES == len(set().union(*owned))
        assert min(len(each) for each in owned) > SLICES / len(everybody) / 2, "fairly"
        assert sum(_part(each, everybody).share for each in everybody) == 1


def test_where_one_ends_or_joins_no_chat_changes_hands_between_the_others() -> None:
    assert slices(1, (1, 2)) >= slices(1, (1, 2, 3)) and slices(2, (1, 2)) >= slices(2, (1, 2, 3))
    assert slices(1, (1, 3)) >= slices(1, (1, 2, 3))


def test_whoever_does_not_beat_for_long_enough_has_ended() -> None:
    it = together()
    now, died = 100.0, []
    for beat in range(40):
        now += 0.5
        died += [(now, number) for number in it._watch([Process(1, min(beat, 10)), Process(2, beat)], now)]
        it._last = now
        if died:
            break
    assert [number for _, number in died] == [1]
    assert DEAD < died[0][0] - (100 + 0.5 * 11) <= DEAD + 0.5


def test_nobody_dies_while_nobody_can_beat() -> None:
    it = together()
    assert it._watch([Process(1, 7)], 100.5) == []
    it._last = 100.5
    after = 100.5 + 60  # the database was away for a minute
    assert it._watch([Process(1, 7)], after) == []
    it._last = after
    assert it._watch([Process(1, 7)], after + 0.5) == []


def test_a_newcomer_waits_until_everybody_has_beaten_twice() -> None:
    it = together()
    it._me = 2
    it._watch([Process(1, 7)], 100.5)
    assert it._awaiting
    it._watch([Process(1, 8)], 101.0)
    assert it._awaiting
    it._watch([Process(1, 9)], 101.5)
    assert not it._awaiting


def test_who_cannot_beat_stops_before_the_others_take_over() -> None:
    assert FENCE + 0.5 < DEAD
