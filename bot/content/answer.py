"""An entry as one message: answer, steps, deadline, what to have at hand, who helps, and where it is written."""

from collections.abc import Iterator
from datetime import date

from bot.content import markdown
from bot.content.entry import Answer, Checked
from bot.content.faq import Entry, Faq, in_language
from bot.content.texts import Texts
from bot.styled import Styled, bold, covered, join, link, styled


def compose(faq: Faq, texts: Texts, entry: Entry, language: str, day: date) -> Styled:
    """The whole answer in this language, or in German with a word that it is; amounts as of this day.

    A sensitive one is covered, below a line that says how to read it and nothing else.
    """
    answer = entry.answer(language)
    whole = join("\n\n", _parts(faq, texts, entry, answer, language, day))
    return styled(texts.text(language, "faq-covered")) + "\n\n" + covered(whole) if entry.sensitive else whole


def _parts(faq: Faq, texts: Texts, entry: Entry, answer: Answer, language: str, day: date) -> Iterator[Styled | str]:
    yield bold(answer.head.title)
    if answer.language != texts.closest(language):
        yield texts.text(language, "faq-other-language", language=texts.language_name(answer.language))
    if entry.valid_until and entry.valid_until < day:
        yield texts.text(language, "faq-expired", day=_day(texts, language, entry.valid_until))
    for block in answer.blocks:
        words = markdown.show(faq.amounts.fill(block.source, answer.language, day))
        yield join("\n", (bold(block.heading), words))
    if note := entry.note(language):
        words = markdown.show(faq.amounts.fill(note.body.source, note.language, day))
        yield bold(texts.text(language, "faq-local")) + "\n" + words
    topics = dict.fromkeys((*(note.head.help if note else ()), *answer.head.help))
    if known := [faq.topics[name] for name in topics if name in faq.topics]:
        lines = (styled("• ") + f"{in_language(t.name, language)}: {in_language(t.who, language)}" for t in known)
        yield bold(texts.text(language, "faq-who-helps")) + "\n" + join("\n", lines)
    yield _where(faq, texts, answer.head, language)


def _where(faq: Faq, texts: Texts, head: Checked, language: str) -> Styled:
    sources = [
        (link(source, url) if (url := faq.law(source)) else styled(source))
        if isinstance(source, str)
        else link(source.name, source.url)
        for source in head.sources
    ]
    named = styled(texts.text(language, "faq-sources")) + " " + join(" · ", sources) if sources else styled("")
    if head.reviewed:
        checked = texts.text(language, "faq-checked", day=_day(texts, language, head.reviewed))
    else:
        checked = texts.text(language, "faq-unchecked")
    return join("\n", (named, checked))


def _day(texts: Texts, language: str, day: date) -> str:
    return texts.text(language, "date", day=str(day.day), month=str(day.month), year=str(day.year))
