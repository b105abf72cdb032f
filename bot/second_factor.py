"""The second factor of coordination and admin: six digits from an app (TOTP, RFC 6238), before what cannot be undone.

It is set up on the command line only: the chat is what may be in the wrong hands. Shared by conversations.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import pyotp

from bot.event import Said
from bot.store import second_factors
from bot.store.people import ADMIN, COORDINATION
from bot.store.second_factors import Factor
from bot.turn import Turn

ROLES: Final = (COORDINATION, ADMIN)
"""Who has one."""
STEP: Final = "second_factor.typed"
REMEMBERED: Final = timedelta(minutes=15)
"""For so long no code is asked for again."""
TRIES: Final = 5
"""Wrong codes in LOCKED; after that none is taken for as long."""
LOCKED: Final = timedelta(minutes=15)
_PERIOD: Final = 30
_DIGITS: Final = 6


@dataclass(frozen=True)
class Then:
    """What goes on once the code was right."""

    action: str
    argument: str


def new_secret() -> str:
    """For somebody's app."""
    return pyotp.random_base32()


def url(secret: str, name: str, service: str) -> str:
    """What the app reads from the QR picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=service)


async def passed(turn: Turn, action: str, argument: str | int) -> bool:
    """Whether this person has just shown that it is they. If not they are asked, and `action` goes on afterwards."""
    factor = await second_factors.of(turn.tx, turn.me.id)
    if factor is None:
        turn.say("factor-none", number=str(turn.me.id))
    elif factor.passed_until and turn.now < factor.passed_until:
        return True
    elif _locked(factor, turn.now):
        turn.say("factor-locked")
    else:
        await _ask(turn, Then(action, str(argument)))
        turn.say("factor-ask", ask=True)
    return False


async def _ask(turn: Turn, then: Then) -> None:
    await turn.wait_for_named(STEP, then=then.action, argument=then.argument)


def is_answer(turn: Turn) -> bool:
    """Whether this is meant as a code: nothing but digits; in a group, where others write in between, as a reply."""
    event = turn.event
    if not isinstance(event, Said) or (event.group and event.reply_to is None):
        return False
    return bool(_digits(event.text))


def _digits(typed: str) -> str:
    """In any script, with blanks as apps show them ("123 456"); empty if there is anything else."""
    plain = "".join(typed.split())
    return "".join(str(int(character)) for character in plain) if plain.isdecimal() else ""


async def typed(turn: Turn) -> Then | None:
    """This should be the code: what goes on if it is right, else None."""
    factor = await second_factors.of(turn.tx, turn.me.id)
    step, code = turn.step, _digits(turn.event.text) if isinstance(turn.event, Said) else ""
    await turn.move_on()
    if factor is None or step is None:
        turn.say("factor-none", number=str(turn.me.id))
        return None
    then = Then(str(step.data["then"]), str(step.data["argument"]))
    if _locked(factor, turn.now):
        turn.say("factor-locked")
    elif len(code) != _DIGITS:
        await _ask(turn, then)
        turn.say("factor-digits", ask=True)
    elif await _right(turn, factor, code):
        turn.note("factor-passed")
        return then
    else:
        await _wrong(turn, factor, then)
    return None


def _locked(factor: Factor, now: datetime) -> bool:
    return factor.wrong >= TRIES and factor.wrong_since is not None and now < factor.wrong_since + LOCKED


async def _right(turn: Turn, factor: Factor, code: str) -> bool:
    """Of now, or of the half minute before or after it: clocks differ. All three are compared, in constant time."""
    totp, now = pyotp.TOTP(factor.secret), int(turn.now.timestamp()) // _PERIOD
    steps = [
        step for step in (now - 1, now, now + 1) if pyotp.utils.strings_equal(totp.generate_otp(step), code)
    ]  # fmt: skip
    return bool(steps) and await second_factors.passed(turn.tx, turn.me.id, steps[-1], turn.now + REMEMBERED)


async def _wrong(turn: Turn, factor: Factor, then: Then) -> None:
    turn.note("factor-failed")
    again = factor.wrong_since and factor.wrong < TRIES and turn.now - factor.wrong_since < LOCKED
    wrong = factor.wrong + 1 if again else 1
    locks = wrong >= TRIES
    since = factor.wrong_since if again and factor.wrong_since and not locks else turn.now
    await second_factors.failed(turn.tx, turn.me.id, wrong, since)
    if locks:
        turn.say("factor-locked")
    else:
        await _ask(turn, then)
        turn.say("factor-wrong", ask=True)
