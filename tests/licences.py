"""Which licence each package has that the bot runs with, as the installed packages say themselves.

python -m tests.licences --write
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
LOCKED: Final = ROOT / "requirements.txt"
PAGE: Final = ROOT / "docs" / "licences.md"
_LINE: Final = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)
_HEAD: Final = """\
# Licences

What the bot runs with (`requirements.txt`), and under which licence its authors give it away.
Written by `make licences`; a test fails when a package is missing.

The bot itself: EUPL-1.2, see [LICENSE](../LICENSE).

| package | licence |
|---|---|
"""


def locked() -> list[str]:
    """The name of every package."""
    return sorted(set(_LINE.findall(LOCKED.read_text("utf-8"))), key=str.lower)


def licence(package: Distribution) -> str:
    """In the words of its authors: the expression, the classifiers, or the field of old."""
    about = package.metadata
    if "License-Expression" in about:
        return about["License-Expression"]
    known = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if each.startswith("License :: ")]
    named = [each for each in known if each != "OSI Approved"]
    return ", ".join(named) or (about["License"].strip().partition("\n")[0] if "License" in about else "") or "not said"


def page() -> str:
    """The whole list."""
    rows = []
    for name in locked():
        try:
            said = licence(distribution(name))
        except PackageNotFoundError:
            said = "for another system; not installed here"
        rows.append(f"| {name} | {said} |")
    return _HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")
