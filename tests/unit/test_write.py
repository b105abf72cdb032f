"""Our messages as calls of the Bot API: texts that are too long, formatting, reactions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity

from bot.styled import utf16
from bot.telegram import write
from messenger.methods.marking import REACTIONS

letters = st.text(st.sampled_from("ab .\n!?ä🏠"), max_size=200)


def _bold(offset: int, length: int) -> MessageEntity:
    return MessageEntity("bold", offset, length)


def _marked(text: str, entity: MessageEntity) -> str:
    units = text.encode("utf-16-le")[2 * entity.offset : 2 * (entity.offset + entity.length)]
    return units.decode("utf-16-le")


@given(letters, st.integers(4, 60))
def test_a_long_text_is_cut_into_pieces_that_fit_and_nothing_is_missing(text: str, limit: int) -> None:
    pieces = write.parts(text, [], limit)
    assert "".join(piece.text for piece in pieces) == text
    assert all(utf16(piece.text) <= limit for piece in pieces)
    assert all(piece.text for piece in pieces) or text == ""


@given(letters, st.integers(4, 60), st.data())
def test_formatting_stays_on_its_words(text: str, limit: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    entity = _bold(utf16(text[:start]), utf16(text[start:end]))
    pieces = write.parts(text, [entity] if entity.length else [], limit)
    assert "".join(_marked(piece.text, each) for piece in pieces for each in piece.entities) == text[start:end]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Erster Satz. Zweiter Satz ist lang", "Erster Satz. "),
        ("Erste Zeile\nzweite Zeile ist lang.", "Erste Zeile\n"),
        ("Einwort zwei drei vier", "Einwort zwei drei "),
        ("Ohnejedeslückeaberlang", "Ohnejedeslückeaberla"),
        ("🏠🏠🏠🏠🏠🏠🏠🏠🏠🏠🏠", "🏠🏠🏠🏠🏠🏠🏠🏠🏠🏠"),
    ],
)
def test_it_is_cut_where_a_reader_would_pause(text: str, first: str) -> None:
    assert write.parts(text, [], 20)[0].text == first


def test_a_text_of_just_the_longest_length_is_one_message() -> None:
    assert len(write.parts("ä" * write.TEXT_UNITS, [])) == 1
    assert len(write.parts("ä" * (write.TEXT_UNITS + 1), [])) == 2
    assert len(write.parts("🏠" * (write.TEXT_UNITS // 2), [])) == 1
    assert len(write.parts("🏠" * (write.TEXT_UNITS // 2 + 1), [])) == 2


def test_the_messenger_takes_every_reaction_we_think_it_takes() -> None:
    assert write.REACTIONS == REACTIONS
    assert not [emoji for emoji in write.REACTIONS if "\ufe0f" in emoji]


def test_entities_come_back_as_they_were_stored() -> None:
    stored = '[{"type": "text_link", "offset": 1, "length": 2, "url": "https://example.org/"}]'
    (entity,) = write.entities(stored)
    assert (entity.type, entity.offset, entity.length, entity.url) == ("text_link", 1, 2, "https://example.org/")
    assert write.entities(None) == []


@pytest.mark.parametrize("kind", ["voice", "video_note", "sticker"])
def test_what_the_messenger_cannot_replace_is_left(kind: str) -> None:
    assert write.media(kind, "file", "", []) is None
