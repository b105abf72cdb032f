"""Promise 2: nobody gets somebody else's message.

Random people, random companionships that change all the time, random senders doing random things. Every message says
who wrote it and for whom it could be at that moment; at the end nothing stands on any screen that was not meant for it.
"""

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.store import companionships, people
from bot.store.people import CARELEAVER, COORDINATION, WEGBEGLEITER
from messenger.screen import PhoneError
from tests.scene import Actor, Scene

pytestmark = pytest.mark.both_stores

STEPS = 120
YOUNG = ("Ada", "Ben", "Cem", "Dua")
STAFF = ("Rosa", "Sami", "Tilo")
TEAM = "Keller"


@dataclass
class Play:
    """What has been written so far, and who may have seen it."""

    scene: Scene
    dice: random.Random
    written: int = 0
    #: number of the message -> everybody who may see it
    audience: dict[int, set[str]] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return self.scene.actors[name.lower()]

    async def who_may_read(self, author: str) -> set[str]:
        """By what stands in the database at this moment: the ways open to the author."""
        numbers = {number: name for name, number in self.scene.numbers.items()}
        async with self.scene.db.transaction() as tx:
            me = await people.by_id(tx, self.scene.numbers[author.lower()])
            assert me
            if me.role == CARELEAVER:
                ways = await companionships.of_careleaver(tx, me)
                team = await people.everybody(tx, COORDINATION)
                return {numbers[way.staff.id] for way in ways} | {numbers[person.id] for person in team}
            return {numbers[way.careleaver.id] for way in await companionships.of_staff(tx, me)}

    async def words(self, author: str) -> str:
        """A text that nobody else has written."""
        self.written += 1
        self.audience[self.written] = await self.who_may_read(author)
        return f"#{self.written} von {author}"

    # --- what may happen ---

    async def young_writes(self) -> None:
        name = self.dice.choice(YOUNG)
        await self.actor(name).writes(await self.words(name), **self._quoting(name))

    async def staff_writes(self) -> None:
        name = self.dice.choice((*STAFF, TEAM))
        await self.actor(name).writes(await self.words(name), **self._quoting(name))

    async def staff_writes_by_name(self) -> None:
        name, other = self.dice.choice((*STAFF, TEAM)), self.dice.choice(YOUNG)
        words = await self.words(name)
        self.audience[self.written] &= {other.lower()}
        await self.actor(name).writes(f"/an {other} {words}")

    async def somebody_answers_to_whom(self) -> None:
        name = self.dice.choice((*STAFF, TEAM))
        actor = self.actor(name)
        buttons = [
            b for shown in actor.screen for row in shown.buttons for b in row if (b.data or "").startswith("to:")
        ]
        if buttons:
            button = self.dice.choice(buttons)
            shown = next(s for s in actor.screen if any(button in row for row in s.buttons))
            await actor.does(actor.phone.press, shown, button)

    async def somebody_edits(self) -> None:
        name = self.dice.choice((*YOUNG, *STAFF))
        actor = self.actor(name)
        own = [shown for shown in actor.screen if shown.sender == "me" and shown.text.startswith("#")]
        if own:
            shown = self.dice.choice(own)
            number = _number(shown.text)
            assert number
            # An edit may go where the message went, and only if there is still a way.
            before, now = self.audience[number], await self.who_may_read(name)
            text = await self.words(name)
            self.audience[self.written] = before & now
            await actor.does(actor.phone.edit, shown, text=text)

    async def somebody_reacts(self) -> None:
        actor = self.actor(self.dice.choice((*YOUNG, *STAFF, TEAM)))
        if actor.screen:
            await actor.does(actor.phone.react, self.dice.choice(actor.screen), "❤")

    async def somebody_takes_back(self) -> None:
        actor = self.actor(self.dice.choice(STAFF))
        own = [shown for shown in actor.screen if shown.sender == "me" and shown.text.startswith("#")]
        if own:
            await actor.writes("/zurueck", reply_to=self.dice.choice(own))

    async def a_companionship_changes(self) -> None:
        young, staff = self.dice.choice(YOUNG), self.dice.choice(STAFF)
        kind = self.dice.choice((companionships.MAIN, companionships.MAIN, companionships.SUBSTITUTE))
        numbers = self.scene.numbers
        async with self.scene.db.transaction() as tx:
            await companionships.begin(tx, numbers[young.lower()], numbers[staff.lower()], kind, self.scene.clock.now())

    async def somebody_blocks_or_comes_back(self) -> None:
        actor = self.actor(self.dice.choice((*YOUNG, *STAFF)))
        await actor.does(actor.phone.unblock if actor.phone.blocked else actor.phone.block)

    def _quoting(self, name: str) -> dict[str, object]:
        """Sometimes as a reply to anything on the screen."""
        screen = [shown for shown in self.actor(name).screen if shown.kind == "text"]
        return {"reply_to": self.dice.choice(screen)} if screen and self.dice.random() < 0.4 else {}

    def check(self) -> None:
        """Whatever stands on a screen was meant for it."""
        for name, actor in self.scene.actors.items():
            for shown in actor.received:
                number = _number(shown.text)
                if number is not None:
                    meant = self.audience[number]
                    assert name in meant, f"{name} sees {shown.text!r}, meant for {sorted(meant)}"


def _number(text: str) -> int | None:
    found = re.search(r"#(\d+) von", text)
    return int(found[1]) if found else None


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("topics", [False, True], ids=["replies", "topics"])
async def test_what_people_see_was_meant_for_them(tmp_path: Path, seed: int, topics: bool) -> None:
    dice = random.Random(seed)
    async with Scene.opened(tmp_path, topics=topics) as scene:
        await scene.joined(TEAM, COORDINATION)
        for name in STAFF:
            await scene.joined(name, WEGBEGLEITER)
        for name in YOUNG:
            await scene.joined(name, wegbegleiter=dice.choice(STAFF))
        stranger = scene.phone("Fremd")
        stranger.phone.start()
        await scene.settle()
        stranger.phone.clear_chat()
        play = Play(scene, dice)
        happenings = [
            *(play.young_writes, play.young_writes, play.young_writes, play.staff_writes, play.staff_writes),
            *(play.staff_writes_by_name, play.somebody_answers_to_whom, play.somebody_edits, play.somebody_reacts),
            *(play.somebody_takes_back, play.a_companionship_changes, play.somebody_blocks_or_comes_back),
        ]
        for _ in range(STEPS):
            happening = dice.choice(happenings)
            try:
                await happening()
            except PhoneError:
                continue  # whoever blocks the bot cannot write to it
            play.check()
        stranger.saw_nothing()
        arrived = {_number(shown.text) for actor in scene.actors.values() for shown in actor.received}
        assert len(arrived - {None}) > STEPS / 8, "too little arrived for this to mean anything"
