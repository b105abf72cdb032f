"""Writes corpus.json: one update of each shape the local messenger sends while scenes are played.

python -m tests.fuzz.record
"""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bot.store import people
from tests.full_day import a_day, full_day
from tests.scene import Scene

CORPUS: Final = Path(__file__).with_name("corpus.json")
Update = dict[str, Any]


async def record() -> list[Update]:
    """Play, and keep one of each shape."""
    found: dict[object, Update] = {}
    with TemporaryDirectory() as folder:
        async with a_day(Path(folder)) as scene:
            push = scene.world.updates.push

            def noting(kind: str, what: Update, chat_id: int = 0) -> None:
                if what.get("date") != "nie":  # broken on purpose
                    found.setdefault((kind, *_shape(what)), {"update_id": len(found) + 1, kind: what})
                push(kind, what, chat_id)

            scene.world.updates.push = noting  # type: ignore[method-assign]  # listened to, then done as always
            await full_day(scene)
            await _odd_things(scene)
    return list(found.values())


async def _odd_things(scene: Scene) -> None:
    """Whatever else a phone can do."""
    mia, tom = scene.larissa, scene.hildegard
    for kind in ("photo", "video", "video_note", "voice", "audio", "animation", "sticker"):
        await mia.sends(kind)
    await mia.does(mia.phone.send_album, [("photo", b"1"), ("video", b"2")], caption="Zwei")
    await mia.does(mia.phone.send_location, 52.1, 9.9, True)
    await mia.does(mia.phone.send_venue, 52.1, 9.9, "Amt", "Straße 1")
    await mia.does(mia.phone.send_poll, "Was?", ["dies", "das"])
    await mia.does(mia.phone.send_dice)
    await mia.does(mia.phone.send_uncopyable, "story")
    photo = await mia.sends("photo", caption="Foto")
    await mia.does(mia.phone.edit, photo, "Foto, besser")
    await mia.does(mia.phone.react, mia.received[-1], "🔥")
    await mia.does(mia.phone.react, mia.received[-1], None)
    await tom.writes("fett", entities=[{"type": "bold", "offset": 0, "length": 4}])
    await tom.does(tom.phone.forward, tom.received[-1])
    await tom.does(tom.phone.pin, tom.received[-1])
    await mia.does(mia.phone.block)
    await mia.does(mia.phone.unblock)
    group = await scene.group_joined("Team", people.COORDINATION, "Uta")
    await scene.uta.writes("/offen")
    await scene.uta.writes("Hallo zusammen")
    scene.world.upgrade_group(group)
    await scene.settle()


def _shape(what: Any, depth: int = 0) -> Iterator[object]:
    """Which fields there are; of a pressed button also what it does, of a text whether it is a command."""
    if isinstance(what, dict) and depth < 3:
        for key in sorted(what):
            yield key
            if key == "data" and isinstance(what[key], str):
                yield what[key].partition(":")[0]
            if key == "text" and depth == 0:
                yield str(what[key]).startswith("/") and str(what[key]).split()[0]
            yield from _shape(what[key], depth + 1)


if __name__ == "__main__":
    corpus = asyncio.run(record())
    lines = ",\n".join(json.dumps(update, ensure_ascii=False, separators=(",", ":")) for update in corpus)
    CORPUS.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(corpus)} Updates")
