"""python-telegram-bot as its documentation has it: Application, its own HTTP client, 32 updates at a time."""

import asyncio
import sys
from typing import Any

import uvloop
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

from benchmarks.bots import AT_ONCE, Given, given


def application(given: Given, builder: Any) -> Application[Any, Any, Any, Any, Any, Any]:
    """The bot, on whatever HTTP client the builder brings."""

    async def relay(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.effective_chat and update.effective_message:
            chat = update.effective_chat.id
            await context.bot.copy_message(given.partners[chat], chat, update.effective_message.message_id)

    built: Application[Any, Any, Any, Any, Any, Any] = (
        builder.token(given.token).base_url(given.base_url).concurrent_updates(AT_ONCE).build()
    )
    built.add_handler(MessageHandler(filters.ALL, relay))
    return built


def main(builder: Any) -> None:
    asyncio.set_event_loop(uvloop.new_event_loop())  # aiogram and we use it, too
    application(given(), builder).run_polling(timeout=30, allowed_updates=[Update.MESSAGE])


if __name__ == "__main__":
    main(ApplicationBuilder())
    sys.exit(0)
