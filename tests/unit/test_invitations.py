"""One-time codes: slips of the finger are noticed, and nothing but hashes is kept."""

from hypothesis import given
from hypothesis import strategies as st

from bot.store import invitations
from bot.store.invitations import ALPHABET, normalise

PLAIN = st.text(ALPHABET, min_size=12, max_size=12)


def complete(plain: str) -> str:
    """With the check character that makes it a code."""
    (code,) = {plain + last for last in ALPHABET if normalise(plain + last)}
    return code


def test_a_code_looks_as_described_and_no_two_are_alike() -> None:
    codes = {invitations.new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert [len(part) for part in code.split("-")] == [4, 4, 4, 1]
        assert not set(code) & set("01ILO")


@given(PLAIN)
def test_every_single_wrong_character_is_noticed(plain: str) -> None:
    code = complete(plain)
    for place, right in enumerate(code):
        for wrong in ALPHABET:
            if wrong != right:
                assert normalise(code[:place] + wrong + code[place + 1 :]) is None


@given(PLAIN)
def test_every_swap_of_two_characters_is_noticed(plain: str) -> None:
    code = complete(plain)
    for first in range(len(code)):
        for second in range(first + 1, len(code)):
            swapped = list(code)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            assert (normalise("".join(swapped)) is None) == (code[first] != code[second])


def test_swaps_and_slips_exhaustively_where_only_two_characters_matter() -> None:
    for one in ALPHABET:
        for other in ALPHABET:
            code = complete("7" * 5 + one + other + "7" * 5)
            assert (normalise(code[:5] + other + one + code[7:]) is None) == (one != other)
            assert (normalise(code[:5] + other + code[6:]) is None) == (one != other)


@given(PLAIN, st.sampled_from(["{}", " {} ", "{}\n"]), st.booleans())
def test_spaces_dashes_and_small_letters_do_not_matter(plain: str, around: str, small: bool) -> None:
    code = complete(plain)
    typed = around.format(invitations.shown(code).replace("-", " – "))
    assert normalise(typed.lower() if small else typed) == code


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    code = normalise(typed)
    assert code is None or (len(code) == 13 and set(code) <= set(ALPHABET))
    invitations.resembles_code(typed)
    assert invitations.code_in(typed) is None or typed


def test_a_code_is_found_however_it_is_typed() -> None:
    for _ in range(300):
        code = invitations.new_code()
        bare = invitations.normalise(code) or ""
        for typed in (code, code.lower(), code.lower().replace("-", " "), bare.lower(), f" {bare} "):
            assert invitations.normalise(invitations.code_in(typed) or "") == bare, typed


def test_where_a_code_is_found_and_where_not() -> None:
    code = invitations.new_code()
    for text in (
        code,
        code.lower(),
        f"https://t.me/bleibdran_bot?start={code}",
        f"Öffne diesen Link: https://t.me/bleibdran_bot?start={code}\nGeht er nicht: {code}",
        f"Mein Code ist {code}.",
        f"https://t.me/bleibdran_bot?startgroup={code}",
    ):
        assert normalise(invitations.code_in(text) or "") == normalise(code), text
    for text in ("Hallo", "Ich such den Brief noch", "ok", "Wohngeldbescheid", "https://example.org/?start="):
        assert invitations.code_in(text) is None, text
