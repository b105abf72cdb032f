"""Somebody copies the data folder, without the key: it tells them nothing about anybody."""

from collections.abc import Iterator
from pathlib import Path

from bot.store import invitations
from bot.store.people import CARELEAVER
from tests.scene import Scene
from tests.words import t

CODE = invitations.new_code()
SECRETS = {
    "first name": "Larissa", "last name": "Kowalczyk", "username": "lari_2007", "chosen name": "Schneckerl",
    "colleague's name": "Hildegard", "text": "Vermieterin", "answer": "Donnerstagabend", "file name": "raeumung.pdf",
    "caption": "Zwangsvollzug", "file": "KUENDIGUNG-INHALT", "kept text": "Unentschlossen", "new name": "Pünktchen",
    "recovery code": CODE, "bare code": invitations.normalise(CODE) or "",
}  # fmt: skip


def forms(secret: str) -> Iterator[bytes]:
    """How it might stand in a file."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield secret.encode(encoding)
    yield secret.encode("ascii", "backslashreplace")


async def test_a_copy_of_the_data_folder_without_the_key_tells_nothing(stage: Scene, tmp_path: Path) -> None:
    tom = await stage.joined("Hildegard", "wegbegleiter")
    code = await stage.invited(CARELEAVER, wegbegleiter=stage.numbers["hildegard"], name="Larissa")
    lea = stage.phone("Larissa", last_name="Kowalczyk", username="lari_2007", language_code="de")
    await lea.opens(code)
    await lea.taps(t("start-yes"))
    await lea.writes("Schneckerl")
    await lea.writes("Meine Vermieterin hat gekündigt")
    await lea.sends("document", b"KUENDIGUNG-INHALT", name="raeumung.pdf", caption="Zwangsvollzug")
    await tom.writes("Donnerstagabend?", reply_to=tom.find("Vermieterin"))
    await lea.writes("/menu")
    await lea.taps(t("menu-name"))
    await lea.writes("Pünktchen")
    await lea.writes("/stopp")
    await lea.taps(t("stop-yes"))
    await lea.writes("Unentschlossen")  # kept
    stranger = stage.phone("Eve", username="eve_4711")
    await stranger.opens(CODE)
    async with stage.db.transaction() as tx:  # something that is on its way, with a question open
        assert await invitations.by_code(tx, invitations.normalise(code) or "")
    tom.saw("Vermieterin", "Zwangsvollzug")
    lea.saw("Donnerstagabend")

    secrets = dict(SECRETS) | {"invitation": code, "bare invitation": invitations.normalise(code) or ""}
    for name, actor in (("Mia", lea), ("Tom", tom), ("Eve", stranger)):
        secrets[f"{name}'s chat id"] = str(actor.phone.chat_id)
    folder = tmp_path / "data"
    key = (folder / "schluessel").read_text("ascii").strip()
    found = [
        f"{what} in {path.name}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "schluessel"
        for what, secret in (secrets | {"key": key}).items()
        for form in forms(secret)
        if form in path.read_bytes()
    ]
    assert found == []
    # The test can fail: what is no secret is to be found, in the database itself or its log.
    assert any(b"careleaver" in path.read_bytes() for path in folder.iterdir() if path.is_file())
