"""Folders of content as small as there can be, for tests that are about one file of them."""

from collections.abc import Mapping
from pathlib import Path

CRISIS = """kinds:
  suizid: {name: {de: Suizid}, numbers: [notruf]}
numbers:
  notruf: {name: {de: Notruf}, call: "112", what: {de: Hilfe}}
expressions:
  suizid: {de: {say: [will nicht mehr leben]}}
"""
PLAN = """name: {de: Plan, en: Plan, uk: План}
default: true
rhythm: {then: 1 month}
topics: {ich: {de: Du, en: You, uk: Ти}}
questions:
  gut: {topic: ich, kind: words, ask: {de: Was ist gut?, en: What is good?, uk: Що добре?}}
"""
SMALLEST = {
    "bleibdran.yaml": "name: A\nkontakt: B\n",
    "texte/de.ftl": "language-name = Deutsch\n",
    "checkins/plan.yaml": PLAN,
    "dienste/koordination.yaml": "name: Koordination\n",
    "krise.yaml": CRISIS,
}


def put(folder: Path, files: Mapping[str, str | None]) -> Path:
    """Write these files, but for those that are None."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_text(text, "utf-8")
    return folder
