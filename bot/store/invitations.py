"""One-time codes: invitations, recovery codes, and how many wrong ones somebody has tried.

A code has 12 characters of 31 (59 bits; no 0/O, no 1/I/L) and a check character, so that a slip of the finger is known
as one without asking the database. Only keyed hashes are stored. Whoever has a real code may know that it is expired or
used; whoever guesses learns nothing and is slowed down.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update

from bot.event import Address
from bot.store.db import Tx
from bot.store.tables import attempts, invitations

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH: Final = 12

_IN_LINK: Final = re.compile(r"[?&]start(?:group)?=([A-Za-z0-9_-]{1,64})")
_IN_GROUPS: Final = re.compile(r"(?<![\w-])([A-Za-z0-9]{4}(?:-[A-Za-z0-9]{4}){2}-[A-Za-z0-9])(?![\w-])")

TRIES_PER_CHAT: Final = 5
TRIES_OVERALL: Final = 100
TRIES_THEN: Final = 1
TRY_WINDOW: Final = timedelta(hours=1)
"""Wrong codes allowed in this time: from one chat, and from one chat once all together have tried TRIES_OVERALL.

Guessing with many accounts is slowed down, and yet nobody can lock out the others: a real code works at the first try.
"""


def new_code() -> str:
    """A fresh code, as it is shown: K7QM-2XRD-9HTW-C. A digit in it tells it from words, however it is typed."""
    plain = ""
    while not any(character.isdigit() for character in plain):
        plain = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    return shown(plain + _check(plain))


def shown(code: str) -> str:
    """In groups of four, as people read it."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def normalise(typed: str) -> str | None:
    """The code somebody typed, without spaces, dashes and small letters; None if it cannot be one."""
    plain = "".join(character for character in typed.upper() if character.isalnum())
    if len(plain) != _LENGTH + 1 or any(character not in ALPHABET for character in plain):
        return None
    return plain if plain[-1] == _check(plain[:-1]) else None


def resembles_code(typed: str) -> bool:
    """Whether this was meant as a code, even if a character is wrong."""
    plain = "".join(character for character in typed if character.isalnum())
    return _LENGTH - 1 <= len(plain) <= _LENGTH + 3 and plain.isascii() and any(c in "-0123456789" for c in typed)


def code_in(text: str) -> str | None:
    """What was meant as a code in this text: typed, in a link that was pasted, in an invitation that was passed on."""
    if found := _IN_LINK.search(text) or _IN_GROUPS.search(text):
        return found[1]
    return text if resembles_code(text) else None


def _check(plain: str) -> str:
    # Weighted by place, modulo a prime (31): every single wrong character and every swap of two is noticed.
    total = sum(place * ALPHABET.index(character) for place, character in enumerate(plain, 1))
    return ALPHABET[total % len(ALPHABET)]


@dataclass(frozen=True)
class Invitation:
    """What a code lets somebody do."""

    id: int
    role: str
    name: str | None
    wegbegleiter: int | None
    bezirk: str | None
    created_by: int | None
    expires_at: datetime
    used_by: int | None
    used: bool
    #: A Fachkraft's service.
    service: str | None = None
    #: The day a young person's care ended, if it is known.
    care_ended: date | None = None


async def create(
    tx: Tx, *, role: str, name: str | None, wegbegleiter: int | None, bezirk: str | None, created_by: int | None,
    now: datetime, expires_at: datetime, service: str | None = None, care_ended: date | None = None,
) -> str:  # fmt: skip
    """A new invitation; returns its code, which is not kept."""
    code = new_code()
    await tx.execute(
        insert(invitations).values(
            code_index=tx.keys.index("invitation", normalise(code) or ""),
            role=role,
            name=name and tx.keys.seal("invitations.name", name),
            wegbegleiter=wegbegleiter,
            bezirk=bezirk,
            service=service,
            care_ended=care_ended and care_ended.isoformat(),
            created_by=created_by,
            created_at=now,
            expires_at=expires_at,
        )
    )
    return code


async def by_code(tx: Tx, code: str) -> Invitation | None:
    """The invitation with this (normalised) code, whatever its state.

    It is looked up by a keyed hash: how long that takes depends on a hash that nobody without the key can choose, so
    that measuring it tells nothing about codes that are nearly right.
    """
    for index in tx.keys.indexes("invitation", code):
        row = (await tx.execute(select(invitations).where(invitations.c.code_index == index))).first()
        if row:
            return _from(tx, row)
    return None


async def by_id(tx: Tx, invitation: int) -> Invitation | None:
    """The invitation with this id."""
    row = (await tx.execute(select(invitations).where(invitations.c.id == invitation))).first()
    return row and _from(tx, row)


def _from(tx: Tx, row: Any) -> Invitation:
    return Invitation(
        id=row.id,
        role=row.role,
        name=None if row.name is None else tx.keys.open("invitations.name", row.name),
        wegbegleiter=row.wegbegleiter,
        bezirk=row.bezirk,
        created_by=row.created_by,
        expires_at=row.expires_at,
        used_by=row.used_by,
        used=row.used_at is not None,
        service=row.service,
        care_ended=date.fromisoformat(row.care_ended) if row.care_ended else None,
    )


async def use(tx: Tx, invitation: int, person: int, now: datetime) -> bool:
    """Spend it; False if somebody was faster."""
    result = await tx.execute(
        update(invitations)
        .where(invitations.c.id == invitation, invitations.c.used_at.is_(None), invitations.c.expires_at > now)
        .values(used_at=now, used_by=person, name=None)
    )
    return result.rowcount == 1


async def may_try(tx: Tx, address: Address, now: datetime) -> bool:
    """Whether this chat may try another code now."""
    recent = attempts.c.at > now - TRY_WINDOW
    mine = attempts.c.address_index == tx.keys.index("address", str(address))
    here = (await tx.execute(select(func.count()).where(recent, mine))).scalar_one()
    everywhere = (await tx.execute(select(func.count()).where(recent))).scalar_one()
    return bool(here < (TRIES_PER_CHAT if everywhere < TRIES_OVERALL else TRIES_THEN))


async def wrong(tx: Tx, address: Address, now: datetime) -> None:
    """This chat tried a code that is none."""
    await tx.execute(insert(attempts).values(address_index=tx.keys.index("address", str(address)), at=now))


async def forget(tx: Tx, now: datetime, expired_before: datetime) -> int:
    """Drop old attempts, and invitations that ran out long ago; returns how many."""
    old = await tx.execute(delete(attempts).where(attempts.c.at <= now - TRY_WINDOW))
    out = await tx.execute(delete(invitations).where(invitations.c.expires_at < expired_before))
    return old.rowcount + out.rowcount
