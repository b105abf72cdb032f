"""The Bot API's methods, one small function each; `table.py` lists them with their parameters."""
