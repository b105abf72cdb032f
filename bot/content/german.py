"""Words as the search compares them. Pure.

Phones and haste leave out capitals, umlauts and doubled letters, so these count for nothing. Endings go, too: `stem`
follows the idea of CISTEM (Weissweiler and Fraser 2017: take endings off again and again until three letters are left),
on folded words, and serves English well enough not to ask which language somebody writes in.
"""

import re
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_DOUBLED: Final = re.compile(r"([^\W\d])\1+")
_FOLDED: Final = (("ß", "ss"), ("ä", "a"), ("ö", "o"), ("ü", "u"), ("ae", "a"), ("oe", "o"), ("ue", "u"))


def fold(text: str) -> str:
    """Small letters, no umlauts however they are written, no doubled letters; words with one space between."""
    text = text.lower()
    for written, folded in _FOLDED:
        text = text.replace(written, folded)
    return " ".join(_WORD.findall(_DOUBLED.sub(r"\1", text)))


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return fold(text).split()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A folded word without its endings."""
    if len(word) > 6 and word.startswith("ge"):
        word = word[2:]
    while len(word) > 3:
        if len(word) > 5 and word[-2:] in ("em", "er", "nd"):
            word = word[:-2]
        elif word[-1] in "esnt" and not word.isdigit():
            word = word[:-1]
        else:
            break
    return word


COMMON: Final = frozenset(
    words(
        "ich du er sie es wir ihr mich dich mir dir uns euch mein meine meinen meinem meiner dein deine der "
        "die das den dem des ein eine einen einem einer und oder aber wenn dann dass als wie was wer wo wann "
        "warum welche welcher welches welchen wieviel viel ist sind war bin hat habe haben hatte wird werden "
        "wurde kann können muss müssen darf dürfen soll sollte will würde möchte mit von zu zum zur in im an "
        "am auf für aus bei nach über unter vor um so auch noch nur nicht kein keine keinen man sich da hier "
        "jetzt mal denn doch ja nein gibt eigentlich etwas the a an i you he she it we they me my your is are "
        "was do does did have has can could should to of in on at for and or but with what how when where who "
        "why this that not no "
    )
)
"""Folded words so frequent that they tell no page from another."""
