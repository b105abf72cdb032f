"""The content in use, and the watch over its folders: a good edit is in use within seconds, a bad one changes nothing.

A bot that starts with a bad edit in its folders takes the last good state of them instead, so that a restart at night
does not end the channel. Reading happens in a thread, learning in a process; then the new content is swapped in whole.
"""

import asyncio
import contextlib
import json
import logging
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from bot.content import learning, load, memory
from bot.content.faq_load import File
from bot.content.load import SHIPPED
from bot.content.model import Content
from bot.content.problems import Problem

log = logging.getLogger(__name__)

SECONDS: Final = 2.0
"""How often the folders are looked at."""
_GOOD: Final = "inhalt-zuletzt-gut.json"

Print = tuple[tuple[str, int, int], ...]


class LiveContent:
    """What the bot says at the moment."""

    def __init__(self, folders: Sequence[Path], data_dir: Path) -> None:
        """Raises ContentError if neither the folders nor what was good before can be used."""
        self._folders = tuple(folders)
        self._good = data_dir / _GOOD
        self._data_dir = data_dir
        self._print = _fingerprint(self._folders)
        #: The municipality's files as they last were good.
        self._theirs: tuple[File, ...] = ()
        #: What is wrong with the newest edit, which is therefore not in use.
        self.rejected: tuple[Problem, ...] = ()
        self.content = self._first()
        self._recall(self.content)

    def _check(self) -> tuple[Content | None, list[Problem]]:
        files, unread = load.read(self._folders)
        content, problems = load.build(self._folders, files, unread=unread)
        if content is not None:
            self._theirs = tuple(file for file in files if SHIPPED not in file.path.parents)
        return content, problems

    def _first(self) -> Content:
        content, problems = self._check()
        if content is not None:
            return content
        self.rejected = tuple(problem for problem in problems if problem.blocks)
        content = self._last_good()
        if content is None:
            raise load.unusable(problems)
        _report(self.rejected)
        return content

    def _last_good(self) -> Content | None:
        """Our own files as they are, over them the municipality's as they last were good."""
        try:
            kept = json.loads(self._good.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        ours, unread = load.read([SHIPPED])
        theirs = [File(name, Path(path), text) for name, path, text in kept]
        return load.build([SHIPPED], [*ours, *theirs], unread=unread)[0]

    def remember(self) -> None:
        """Keep the municipality's files as they were found to be good, for a start at a bad moment."""
        if self.rejected or self._folders == (SHIPPED,):
            return
        kept = [[file.name, str(file.path), file.text] for file in self._theirs]
        memory.write(self._good, json.dumps(kept, ensure_ascii=False).encode())

    async def watch(self, on_change: Callable[[], Awaitable[None]]) -> None:
        """Until cancelled; `on_change` is called after each edit, good or bad."""
        await self._learn(self.content)
        while True:
            await asyncio.sleep(SECONDS)
            try:
                if await self.look():
                    await on_change()
            except Exception:  # the next look may succeed; what is in use stays in use
                log.exception("the content folders could not be read", extra={"action": "content_unread"})

    async def look(self) -> bool:
        """Whether there was an edit since the last look; it is in use now, or known to be bad."""
        now = await asyncio.to_thread(_fingerprint, self._folders)
        if now == self._print:
            return False
        self._print = now
        content, problems = await asyncio.to_thread(self._check)
        if content is None:
            self.rejected = tuple(problem for problem in problems if problem.blocks)
            _report(self.rejected)
            return True
        if content.version == self.content.version and not self.rejected:
            return False
        self.rejected = ()
        await self._learn(content)
        await asyncio.to_thread(self.remember)  # before it is in use: what people see survives a crash
        self.content = content
        log.info("content is in use", extra={"action": "content_changed", "version": content.version})
        return True

    async def _learn(self, content: Content) -> None:
        """Make the search's index before somebody waits for it, in a process of its own."""
        if await asyncio.to_thread(self._recall, content):
            return
        file = learning.place(self._data_dir, content)
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.content.learning", str(file), *map(str, self._folders)),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            ended = await child.wait()
        except asyncio.CancelledError:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
            raise
        if not await asyncio.to_thread(self._recall, content):
            log.warning(
                "the search was not learned beforehand; the first question will take some seconds",
                extra={"action": "not_learned", "ended": ended},
            )

    def _recall(self, content: Content) -> bool:
        """Whether the index is there, if need be from what was learned before."""
        if content.faq.ready:
            return True
        file = learning.place(self._data_dir, content)
        known = memory.load(file)
        if known is None:
            return False
        content.faq.learn(known)
        for other in self._data_dir.glob(learning.PATTERN):
            if other != file:
                other.unlink(missing_ok=True)
        return True


def _report(problems: Sequence[Problem]) -> None:
    log.error("the content has errors; the last good state stays in use", extra={"action": "content_rejected"})
    for problem in problems:
        log.error("%s", problem, extra={"action": "content_problem"})


def _fingerprint(folders: Sequence[Path]) -> Print:
    """What changes when any file of content does."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in load.SUFFIXES:
                try:
                    stat = path.stat()
                except OSError:
                    continue  # gone between listing and looking: the next look will tell
                found.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(found)
