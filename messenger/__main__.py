"""`python -m messenger`: the local messenger alone, for any bot."""

from __future__ import annotations

import argparse
import asyncio

from messenger.server import LocalMessenger
from messenger.world import DEFAULT_TOKEN


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m messenger", description=__doc__)
    parser.add_argument("--port", type=int, default=8085)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    parser.add_argument("--topics", action="store_true", help="the bot has topics in private chats")
    parser.add_argument("--limits", action="store_true", help="answer 429 to a bot that sends too much")
    parser.add_argument("--latency", type=float, default=0.0, metavar="SECONDS", help="answer that much later")
    parser.add_argument("--mail", action="store_true", help="take e-mail too, for anybody")
    parser.add_argument(
        "--phone", action="append", default=[], metavar="NAME", help="a person; may be given several times"
    )
    given = parser.parse_args()
    messenger = LocalMessenger(
        given.port,
        given.host,
        given.limits,
        topics=given.topics,
        latency=given.latency,
        token=given.token,
        mail=given.mail,
    )
    for name in given.phone or ["Mia"]:
        messenger.world.phone(name)
    async with messenger:
        print(f"page      {messenger.page_url}")
        print(f"base url  {messenger.base_url}")
        print(f"file url  {messenger.file_url}")
        if given.mail:
            print(f"smtp      {messenger.smtp_url}")
        print(f"token     {messenger.token}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        print()
