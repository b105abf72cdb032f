"""The Markdown of answers, as a messenger shows it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.content import markdown
from bot.content.readability import lix, too_hard
from bot.styled import Mark, Styled, bold, join, link, utf16


def test_emphasis_and_outer_links_stay_and_inner_links_are_words() -> None:
    shown = markdown.show("Das ist **wichtig** und [hier](https://example.org) und [dort](wohnen/kaution).")
    assert shown.text == "Das ist wichtig und hier und dort."
    assert shown.marks == (Mark("bold", 8, 15), Mark("text_link", 20, 24, "https://example.org"))


def test_lists_get_their_signs() -> None:
    assert markdown.show("1. eins\n2. zwei\n\n- a\n- b").text == "1. eins\n2. zwei\n\n• a\n• b"


def test_what_looks_like_html_is_words() -> None:
    assert markdown.show("<b>fett</b> & <script>").text == "<b>fett</b> & <script>"


def test_blocks_know_their_lines() -> None:
    first, second = markdown.blocks("\nOben.\n\n## Frist\n\nEin Monat.\n", first_line=10)
    assert (first.heading, first.source, first.first_line) == ("", "Oben.", 11)
    assert (second.heading, second.line, second.source, second.first_line) == ("Frist", 13, "Ein Monat.", 15)


def test_offsets_are_counted_as_telegram_counts_them() -> None:
    assert (Styled("😀 ") + bold("x")).entities == '[{"type": "bold", "offset": 3, "length": 1}]'


def test_joining_moves_marks() -> None:
    joined = join(" · ", [link("a", "https://a.example"), "", bold("b")])
    assert joined.text == "a · b"
    assert [(mark.kind, joined.text[mark.start : mark.end]) for mark in joined.marks] == [
        ("text_link", "a"),
        ("bold", "b"),
    ]


@given(st.text())
def test_any_text_can_be_shown_and_its_marks_lie_inside(text: str) -> None:
    shown = markdown.show(text)
    assert all(0 <= mark.start <= mark.end <= len(shown.text) for mark in shown.marks)
    assert utf16(shown.text) >= len(shown.text)


@given(st.text())
def test_no_line_of_a_text_is_lost_between_its_blocks(text: str) -> None:
    found = markdown.blocks(text)
    assert found[0].heading == ""
    assert [block.line for block in found] == sorted(block.line for block in found)


def test_lix_is_words_plus_the_share_of_long_ones() -> None:
    assert lix("Du gehst heute hin.") == 4
    assert lix("Grundsicherungsgeld beantragen") == 2 + 100
    assert lix("") == 0


def test_short_sentences_are_never_too_hard_and_long_ones_always() -> None:
    assert too_hard("Beantrage Grundsicherungsgeld beim Jobcenter.", "de") is None
    assert too_hard(" ".join(["du"] * 21), "de") == "21 Wörter"
    assert too_hard(" ".join(["du"] * 20), "de") is None
