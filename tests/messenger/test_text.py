"""Text as Telegram takes it: marked up, measured, trimmed."""

from __future__ import annotations

from typing import Any

import pytest

from messenger import Phone
from messenger.formatting import formatted
from messenger.refusals import Refusal
from tests.messenger.conftest import RawBot


def marks(text: str, parse_mode: str = "HTML") -> tuple[str, list[tuple[str, str]]]:
    """The bare text and, per entity, its kind and the words it covers (no astral characters here)."""
    bare, entities = formatted(text, parse_mode)
    return bare, [(entity["type"], bare[entity["offset"] : entity["offset"] + entity["length"]]) for entity in entities]


@pytest.mark.parametrize(
    ("source", "bare", "entities"),
    [
        ("<b>fett</b> und <i>schräg</i>", "fett und schräg", [("bold", "fett"), ("italic", "schräg")]),
        ("<strong>a</strong><em>b</em><ins>c</ins><u>d</u>", "abcd",
         [("bold", "a"), ("italic", "b"), ("underline", "c"), ("underline", "d")]),
        ("<s>a</s><del>b</del><strike>c</strike>", "abc",
         [("strikethrough", "a"), ("strikethrough", "b"), ("strikethrough", "c")]),
        ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab", [("spoiler", "a"), ("spoiler", "b")]),
        ("<code>x = 1</code> <pre>y</pre>", "x = 1 y", [("code", "x = 1"), ("pre", "y")]),
        ("<blockquote>so</blockquote>", "so", [("blockquote", "so")]),
        ("<blockquote expandable>so</blockquote>", "so", [("expandable_blockquote", "so")]),
        ('<a href="https://example.org">hier</a>', "hier", [("text_link", "hier")]),
        ("<b>außen <i>innen</i></b>", "außen innen", [("bold", "außen innen"), ("italic", "innen")]),
        ("3 &lt; 4 &amp; 5 &gt; 2 &quot;x&quot; &#65; &#x42; &unknown;", '3 < 4 & 5 > 2 "x" A B &unknown;', []),
        ("<b></b>leer", "leer", []),
        ("  <b> Rand </b>  ", "Rand", [("bold", "Rand")]),
    ],
)  # fmt: skip
def test_html(source: str, bare: str, entities: list[tuple[str, str]]) -> None:
    assert marks(source) == (bare, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>auf", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>auf</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("zu</b>", "Unexpected end tag at byte offset 2"),
        ("ü<font>x</font>", 'Unsupported start tag "font" at byte offset 2'),
        ("1 <", "Unclosed start tag at byte offset 2"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(Refusal) as caught:
        formatted(source, "HTML")
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_code_with_a_language() -> None:
    _, entities = formatted('<pre><code class="language-python">print()</code></pre>', "HTML")
    assert entities == [{"type": "pre", "offset": 0, "length": 7, "language": "python"}]


@pytest.mark.parametrize(
    ("source", "bare", "entities"),
    [
        (r"*fett* _schräg_ __unter__ ~weg~ ||psst|| `code`", "fett schräg unter weg psst code",
         [("bold", "fett"), ("italic", "schräg"), ("underline", "unter"), ("strikethrough", "weg"),
          ("spoiler", "psst"), ("code", "code")]),
        (r"[hier](https://example.org/a\)b)", "hier", [("text_link", "hier")]),
        ("*außen _innen_*", "außen innen", [("bold", "außen innen"), ("italic", "innen")]),
        (r"1\. Punkt\!", "1. Punkt!", []),
        (">eins\n>zwei\ndrei", "eins\nzwei\ndrei", [("blockquote", "eins\nzwei")]),
        ("```x = 1.```", "x = 1.", [("pre", "x = 1.")]),
        ("```python\nx = 1.```", "x = 1.", [("pre", "x = 1.")]),
    ],
)  # fmt: skip
def test_markdown_v2(source: str, bare: str, entities: list[tuple[str, str]]) -> None:
    assert marks(source, "MarkdownV2") == (bare, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("Punkt.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("*auf", "Can't find end of Bold entity at byte offset 0"),
        ("[auf](https://a.de", "Can't find end of a URL at byte offset 4"),
    ],
)
def test_broken_markdown_v2_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(Refusal) as caught:
        formatted(source, "MarkdownV2")
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_the_older_markdown() -> None:
    assert marks("*fett* _schräg_ `x` [hier](https://a.de)", "Markdown") == (
        "fett schräg x hier",
        [("bold", "fett"), ("italic", "schräg"), ("code", "x"), ("text_link", "hier")],
    )
    with pytest.raises(Refusal, match="Can't find end of the entity starting at byte offset 0"):
        formatted("*auf", "Markdown")


def test_offsets_count_utf16_units() -> None:
    bare, entities = formatted("👩‍🚀 <b>fett</b> /hilfe", "HTML")
    assert bare == "👩‍🚀 fett /hilfe"
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in entities] == [
        ("bold", 6, 4),
        ("bot_command", 11, 6),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("erst /hilfe@bleibdran_bot dann", [("bot_command", "/hilfe@bleibdran_bot")]),
        ("siehe https://example.org/a?b=1.", [("url", "https://example.org/a?b=1")]),
        ("jobcenter.de oder (www.jugend.de/a)", [("url", "jobcenter.de"), ("url", "www.jugend.de/a")]),
        ("an jemand@example.org und @mia_2007 #wohnen", [
            ("email", "jemand@example.org"), ("mention", "@mia_2007"), ("hashtag", "#wohnen")]),
        ("und/oder 1/2 a@b #1", []),
    ],
)  # fmt: skip
def test_what_a_text_contains_by_itself(text: str, found: list[tuple[str, str]]) -> None:
    assert marks(text, "") == (text, found)


def test_nothing_is_found_inside_code() -> None:
    assert marks("<code>/start</code> <pre>a.de</pre>")[1] == [("code", "/start"), ("pre", "a.de")]


async def test_entities_can_be_given_as_a_list(bot: RawBot, mia: Phone) -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 3},
        {"type": "bot_command", "offset": 0, "length": 3},  # Telegram finds those itself
        {"type": "text_link", "offset": 4, "length": 2, "url": "example.org"},
        {"type": "text_mention", "offset": 7, "length": 3, "user": mia.user},
    ]
    sent = await bot("sendMessage", chat_id=mia.chat_id, text="Das da Mia", entities=entities)
    assert sent["entities"] == [
        {"type": "bold", "offset": 0, "length": 3},
        {"type": "text_link", "offset": 4, "length": 2, "url": "http://example.org/"},
        {"type": "text_mention", "offset": 7, "length": 3, "user": mia.user},
    ]
    broken: list[Any] = [{"type": "bold", "offset": "0", "length": 3}]
    refused = await bot.refused("sendMessage", chat_id=mia.chat_id, text="Das", entities=broken)
    assert refused == 'Bad Request: can\'t parse MessageEntity: Field "offset" must be of type Number'


async def test_length_is_counted_in_utf16_after_the_tags_are_gone(bot: RawBot, mia: Phone) -> None:
    chat = mia.chat_id
    sent = await bot("sendMessage", chat_id=chat, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(sent["text"]) == 4096
    await bot("sendMessage", chat_id=chat, text="😀" * 2048)
    too_long = "Bad Request: message is too long"
    assert await bot.refused("sendMessage", chat_id=chat, text="x" * 4097) == too_long
    assert await bot.refused("sendMessage", chat_id=chat, text="😀" * 2049) == too_long


async def test_empty_text_is_refused(bot: RawBot, mia: Phone) -> None:
    assert await bot.refused("sendMessage", chat_id=mia.chat_id) == "Bad Request: message text is empty"
    assert await bot.refused("sendMessage", chat_id=mia.chat_id, text="") == "Bad Request: message text is empty"
    assert await bot.refused("sendMessage", chat_id=mia.chat_id, text=" \n ") == "Bad Request: text must be non-empty"
    html = {"text": "<b> </b>", "parse_mode": "HTML"}
    assert await bot.refused("sendMessage", chat_id=mia.chat_id, **html) == "Bad Request: text must be non-empty"
    unknown = await bot.refused("sendMessage", chat_id=mia.chat_id, text="x", parse_mode="BBCode")
    assert unknown == "Bad Request: unsupported parse_mode"
