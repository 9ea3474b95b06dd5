"""Asking whether processes run."""

import time
from pathlib import Path


def runs(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    # One that has ended, but that nobody has asked for its status, runs no more.
    return state != "Z"


def wait_until(done, seconds=20):
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(0.05)
    return done()
