"""Who plays in the scenes."""

from bot.store import people
from tests.scene import Scene


async def everybody(scene: Scene) -> Scene:
    """The usual cast.

    Tom is there for Mia and Jasmin. Ayse stands in for him with Mia. Sven is there for Kai, who has nothing to do with
    any of it: whatever happens, Kai and Sven see nothing. Frau Keller coordinates.
    """
    await scene.joined("Keller", people.COORDINATION)
    await scene.joined("Tom", people.WEGBEGLEITER)
    await scene.joined("Ayse", people.WEGBEGLEITER)
    await scene.joined("Sven", people.WEGBEGLEITER)
    await scene.joined("Mia", wegbegleiter="Tom", substitutes=("Ayse",))
    await scene.joined("Jasmin", wegbegleiter="Tom")
    await scene.joined("Kai", wegbegleiter="Sven")
    return scene
