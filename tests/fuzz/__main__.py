"""`make fuzz`: many broken updates. FUZZ=100000 says how many, SEED=1 repeats a run."""

import asyncio
import logging
import os
import secrets
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.machine import fuzz


def main() -> int:
    """1 if anything was found."""
    updates = int(os.environ.get("FUZZ") or 100_000)
    seed = int(os.environ.get("SEED") or secrets.randbelow(10**9))
    print(f"{updates} Updates mit SEED={seed} ...", flush=True)
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        findings = asyncio.run(fuzz(seed, updates, Path(folder)))
    for finding in findings:
        print(finding)
    seconds = time.monotonic() - began
    print(f"{len(findings)} Befunde in {seconds:.0f} s. Noch einmal dasselbe: make fuzz FUZZ={updates} SEED={seed}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
