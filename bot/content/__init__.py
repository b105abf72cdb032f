"""Reads `content/`: every word the bot says, checked; and finds the answer to a question in it."""

import os

# The search multiplies small matrices. One thread does that fastest; several wait for each other where others work,
# too. numpy's library reads this when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
