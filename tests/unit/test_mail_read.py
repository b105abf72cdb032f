"""Which mails are bounces, of which thread, and whether the server has given up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.read import Bounce, parse
from tests import bounces
from tests.bounces import report

THREAD = "Tk9_x-1"


@pytest.mark.parametrize(
    ("raw", "status", "permanent"),
    [
        pytest.param(bounces.BOUNCE, "5.1.1", True, id="by the book"),
        pytest.param(report("Action: failed\nStatus: 5.7.1 (access denied)\n"), "5.7.1", True, id="comment"),
        pytest.param(report("Action: FAILED (gone)\nStatus: 4.4.7\n"), "4.4.7", True, id="given up after days"),
        pytest.param(report("Action: delayed\nStatus: 4.4.1\n"), "4.4.1", False, id="still trying"),
        pytest.param(report("Action: failed\n"), "5.0.0", True, id="no status"),
        pytest.param(report("Action: delayed\n"), "4.0.0", False, id="no status, still trying"),
        pytest.param(
            report("Action: failed\nDiagnostic-Code: smtp; 550 5.2.1 disabled\n"), "5.2.1", True, id="diagnostic"
        ),
        pytest.param(report("Status: 5.1.1\n"), "5.1.1", True, id="no action"),
        pytest.param(report("Status: 4.2.2\n"), "4.2.2", False, id="no action, still trying"),
        pytest.param(
            report("Action: relayed\nStatus: 2.0.0\n\nAction: failed\nStatus: 5.1.2\n"), "5.1.2", True, id="the second"
        ),
        pytest.param(report(original_type="text/rfc822-headers"), "5.1.1", True, id="headers only"),
        pytest.param(report(kind="multipart/mixed"), "5.1.1", True, id="called something else"),
        pytest.param(
            report(original="Subject: ohne", headers=f"In-Reply-To: {bounces.MESSAGE_ID}\n"), "5.1.1", True,
            id="known by what it answers",
        ),
        pytest.param(bounces.QMAIL, "5.1.1", True, id="qmail"),
        pytest.param(bounces.EXCHANGE, "5.1.10", True, id="Exchange"),
        pytest.param(bounces.EXIM, "5.0.0", True, id="Exim"),
        pytest.param(bounces.EXIM_WAITING, "4.0.0", False, id="Exim, still trying"),
        pytest.param(bounces.SENDMAIL_WAITING, "4.0.0", False, id="sendmail, still trying"),
        pytest.param(bounces.VAGUE, "5.0.0", True, id="no word of how bad it is"),
        pytest.param(bounces.BOUNCE.replace(b"\n", b"\r\n"), "5.1.1", True, id="lines as they travel"),
        pytest.param(bounces.BOUNCE[:-60], "5.1.1", True, id="cut short"),
    ],
)  # fmt: skip
def test_a_bounce_is_known_in_all_its_forms(raw: bytes, status: str, permanent: bool) -> None:
    assert parse(raw) == Bounce(THREAD, status, permanent)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(bounces.REPLY, id="reply"),
        pytest.param(bounces.OUT_OF_OFFICE, id="out of office"),
        pytest.param(bounces.OUT_OF_OFFICE_OF_THE_POSTMASTER, id="the postmaster is on holiday"),
        pytest.param(bounces.read_receipt(), id="read receipt"),
        pytest.param(bounces.forwarded(), id="somebody forwards a bounce"),
        pytest.param(report("Action: delivered\nStatus: 2.1.5\n"), id="delivery receipt"),
        pytest.param(report("Action: relayed\nStatus: 2.1.9\n"), id="passed on"),
        pytest.param(report(original="Message-ID: <abc@other.example>\n"), id="another program's bounce"),
        pytest.param(report(original="Message-ID: <Tk9_x-1@landkreis.example>\n"), id="not a form of ours"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_everything_else_is_none(raw: bytes) -> None:
    assert parse(raw) is None


@given(st.binary(max_size=400))
def test_no_mail_however_broken_stops_the_reading(noise: bytes) -> None:
    parse(noise)
    assert parse(bounces.BOUNCE + noise) == Bounce(THREAD, "5.1.1", True)


@given(st.data())
def test_a_bounce_damaged_anywhere_does_not_stop_the_reading(data: st.DataObject) -> None:
    raw = data.draw(st.sampled_from([bounces.BOUNCE, bounces.EXCHANGE, bounces.QMAIL, bounces.read_receipt()]))
    place = data.draw(st.integers(0, len(raw)))
    parse(raw[:place] + data.draw(st.binary(max_size=40)) + raw[place + data.draw(st.integers(0, 40)) :])
