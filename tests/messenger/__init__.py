"""The local messenger, held against Telegram's rules and against descriptions nobody here wrote."""
