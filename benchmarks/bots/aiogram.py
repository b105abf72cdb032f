"""aiogram as its documentation has it: polling, 32 updates at a time."""

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from benchmarks.bots import AT_ONCE, given


def main() -> None:
    asked = given()
    server = TelegramAPIServer.from_base(asked.base_url.removesuffix("/bot"))
    bot = Bot(asked.token, session=AiohttpSession(api=server))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def relay(message: Message) -> None:
        chat = message.chat.id
        await bot.copy_message(asked.partners[chat], chat, message.message_id)

    dispatcher.run_polling(bot, polling_timeout=30, tasks_concurrency_limit=AT_ONCE)  # uses uvloop by itself


if __name__ == "__main__":
    main()
