"""How often a process looks for garbage."""

import subprocess
import sys

_ENDING = """
import atexit, gc
from spf_lib.publish.garbage import collect_seldom

class Kept: pass
kept = Kept()
atexit.register(lambda: print(any(one is kept for one in gc.get_objects())))
{}
"""
_THRESHOLDS = """
import gc
from spf_lib.publish.garbage import collect_seldom

print(gc.get_threshold()[0])
collect_seldom()
print(gc.get_threshold()[0])
"""


def _said(script: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_as_a_process_ends_nothing_it_made_is_looked_through_again():
    # What is asked for first runs last.
    assert _said(_ENDING.format("collect_seldom()")) == ["False"]
    assert _said(_ENDING.format("")) == ["True"]


def test_garbage_is_looked_for_seldom_until_then():
    of_python, ours = _said(_THRESHOLDS)
    assert int(ours) > int(of_python)
