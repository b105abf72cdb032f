"""How fast the bot is, beside bare bots of python-telegram-bot and aiogram that only call `copy_message`.

`make bench`, or `python -m benchmarks [--quick] [--only NAME] [--write docs/benchmarks.md]`;
`--checkins` and `--search` measure only these.

stage.py     the local messenger in a process of its own; the phones that write are in there, too
bots/        the bare bots, each a whole program; ours is `bleibdran run` and nothing else
contest.py   one contestant against the stage: start-up, saturation, moderate load, memory
parts.py     what a relayed message costs, by part
commits.py   what a durable transaction costs
due.py       what grows with the people, up to a million; on SQLite and on PostgreSQL
wave.py      ten thousand check-ins at once, and who chats meanwhile
week.py      a simulated week of a district, and of Germany
search.py    the FAQ search
report.py    the figures as one page
markdown.py  tables
"""
