"""How often a process looks for garbage."""

import subprocess
import sys

import pytest

# Says how often its own garbage was looked for, and whether Python will look through it at the end.
SCRIPT = """
import atexit, gc
from spf_lib.publish import garbage

found = []
gc.callbacks.append(lambda phase, about: found.append(phase))
# What is registered last is called first.
atexit.register(lambda: print(len(found), gc.get_freeze_count() > 0))
garbage.{how}()
found.clear()
kept = [[] for _ in range({objects})]
"""


def looked(how, objects):
    script = SCRIPT.format(how=how, objects=objects)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    times, spared = done.stdout.split()
    return int(times) // 2, spared == "True"


@pytest.mark.parametrize(("objects", "times"), [(50_000, 0), (150_000, 1)])
def test_seldom_is_once_in_a_hundred_thousand_objects(objects, times):
    assert looked("collect_seldom", objects)[0] == times


def test_never_is_never():
    assert looked("collect_never", 1_000_000)[0] == 0


@pytest.mark.parametrize("how", ["collect_seldom", "collect_never"])
def test_a_process_that_ends_does_not_look_through_what_it_kept(how):
    assert looked(how, 1)[1]
