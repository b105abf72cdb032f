"""Telegram: the only package that knows its types. Everything beyond it speaks Event and Message."""

import os

# Without this, python-telegram-bot warns whenever it constructs RetryAfter, and with warnings as errors a 429 would
# surface as that warning. It reads the variable when it is imported.
os.environ.setdefault("PTB_TIMEDELTA", "1")

MESSENGER = "telegram"
"""How addresses name this messenger."""
