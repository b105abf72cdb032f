"""python-telegram-bot over the aiohttp client that our bot gives it; otherwise as bots/ptb.py."""

from telegram.ext import ApplicationBuilder

from benchmarks.bots import ptb
from bot.telegram.http import AiohttpRequest

if __name__ == "__main__":
    ptb.main(ApplicationBuilder().request(AiohttpRequest()).get_updates_request(AiohttpRequest()))
