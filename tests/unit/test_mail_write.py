"""How a mail to a service looks: the same words as text and as HTML, one conversation, nothing to be injected."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.mail import ids
from bot.mail.write import write
from bot.message import Link, Mail

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MAIL = Mail(
    subject="Ein Anliegen für die Fachstelle wartet",
    text="Guten Tag,\n\nein <b>junger</b> Mensch & sein Anliegen.\nZweite Zeile.\n\n\nBleib dran",
    links=(
        Link("Anliegen öffnen", "https://bot.example/anliegen/abc?a=1&b=2"),
        Link("Übernehmen", "https://bot.example/x"),
    ),
    thread="Tk9_x-1",
)


def arrived(mail: Mail, sender: str = "Bleib dran <bot@landkreis.example>") -> EmailMessage:
    """As the reader's program sees it."""
    raw = write(mail, "u25@jobcenter.example", sender, NOW).as_bytes(policy=SMTP)
    assert raw.isascii() and all(len(line) <= 998 for line in raw.split(b"\r\n"))
    return message_from_bytes(raw, policy=default)


def part(message: EmailMessage, subtype: str) -> str:
    body = message.get_body((subtype,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


class Page(HTMLParser):
    """What a browser makes of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_text_has_the_paragraphs_and_below_them_the_links() -> None:
    assert part(arrived(MAIL), "plain") == (
        "Guten Tag,\n\nein <b>junger</b> Mensch & sein Anliegen.\nZweite Zeile.\n\nBleib dran\n\n"
        "Anliegen öffnen:\n  https://bot.example/anliegen/abc?a=1&b=2\n\nÜbernehmen:\n  https://bot.example/x\n"
    )


def test_the_html_says_the_same_and_loads_nothing() -> None:
    text = part(arrived(MAIL), "html")
    page = Page(text)
    assert page.links == ["https://bot.example/anliegen/abc?a=1&b=2", "https://bot.example/x"]
    assert page.tags.count("p") == 3 and "br" in page.tags
    assert not {"img", "script", "link", "style", "b"} & set(page.tags) and "url(" not in text
    for words in ("ein <b>junger</b> Mensch & sein Anliegen.", "Anliegen öffnen", "Bleib dran"):
        assert words in page.words


def test_the_text_comes_before_the_html_so_that_readers_choose_the_richer_one() -> None:
    message = arrived(MAIL)
    assert message.get_content_type() == "multipart/alternative"
    assert [each.get_content_type() for each in message.iter_parts()] == ["text/plain", "text/html"]


def test_the_headers_say_who_when_and_that_a_machine_wrote_it() -> None:
    message = arrived(MAIL, '"Bleib dran, Jürgens Landkreis" <bot@landkreis.example>')
    assert message["From"] == '"Bleib dran, Jürgens Landkreis" <bot@landkreis.example>'
    assert message["To"] == "u25@jobcenter.example" and message["Subject"] == MAIL.subject
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] == "auto-generated" and message["Content-Language"] == "de"
    suppressed = message["X-Auto-Response-Suppress"].split(", ")
    assert "OOF" in suppressed and not {"NDR", "All"} & set(suppressed)  # bounces must come


def test_mails_of_one_thread_are_one_conversation_and_each_has_its_own_id() -> None:
    first, second = arrived(MAIL), arrived(MAIL)
    assert first["In-Reply-To"] == first["References"] == second["References"] == "<Tk9_x-1@landkreis.example>"
    assert first["Message-ID"] != second["Message-ID"]
    assert re.fullmatch(r"<Tk9_x-1\.[0-9a-f]{16}@landkreis\.example>", first["Message-ID"])
    assert ids.thread_of(first["Message-ID"]) == "Tk9_x-1"


def test_a_mail_without_a_thread_answers_nothing() -> None:
    message = arrived(Mail(subject="Probe", text="Hallo"))
    assert message["In-Reply-To"] is None and message["References"] is None
    assert ids.thread_of(message["Message-ID"]) is None


@example("a" * 64)
@example("a" * 47)
@given(st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True))
def test_every_thread_survives_the_way(thread: str) -> None:
    mail = Mail(subject="x", text="y", thread=thread)
    message = arrived(mail)
    raw = write(mail, "a@b.example", "bot@landkreis.example", NOW).as_bytes(policy=SMTP)
    assert raw.count(f" <{thread}@landkreis.example>".encode()) == 2  # as it is: not all programs would decode it
    assert ids.thread_of(str(message["Message-ID"])) == thread
    assert str(message["References"]).split() == [f"<{thread}@landkreis.example>"]  # perhaps on a line of its own


@pytest.mark.parametrize("thread", ["a b", "a.b", "a@b", "a>\r\nBcc: x", "ä", "a" * 65])
def test_a_thread_that_cannot_stand_in_an_id_is_refused(thread: str) -> None:
    with pytest.raises(ValueError, match="thread"):
        write(Mail(subject="x", text="y", thread=thread), "a@b.example", "c@d.example", NOW)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_subject_begins_another_header(subject: str) -> None:
    raw = write(Mail(subject=f"A{subject}\r\nBcc: x@y.example", text="y"), "a@b.example", "c@d.example", NOW).as_bytes()
    message = message_from_bytes(raw, policy=default)
    assert set(message.keys()) == set(arrived(Mail(subject="x", text="y")).keys())
    assert "\n" not in message["Subject"] and "\r" not in message["Subject"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_no_word_becomes_a_tag(words: str) -> None:
    message = arrived(Mail(subject="x", text=words, links=(Link(words, "https://bot.example/x"),)))
    plain = Page(part(arrived(Mail(subject="x", text="y", links=(Link("y", "https://bot.example/x"),))), "html"))
    page = Page(part(message, "html"))
    assert {*page.tags} <= {*plain.tags} and page.links == plain.links
