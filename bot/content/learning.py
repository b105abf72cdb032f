"""`python -m bot.content.learning FILE FOLDER...`: learns from the ways of asking, and keeps what was learned.

A process of its own, because it takes seconds of work and a hundred megabytes that nobody needs afterwards.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.content import load, memory
from bot.content.examples import METHOD
from bot.content.model import Content

PATTERN: Final = "suche-*.npz"


def place(folder: Path, content: Content) -> Path:
    """The file for what is learned from just this content."""
    return folder / f"suche-{METHOD}-{content.version}.npz"


def main(arguments: Sequence[str]) -> int:
    """0 if the file is there now."""
    file, *folders = map(Path, arguments)
    content, _ = load.check(folders)
    if content is None or place(file.parent, content) != file:
        return 1  # somebody is editing: whoever asked will look again
    learned = content.faq.search.learned
    if learned is not None:
        memory.save(file, learned)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
