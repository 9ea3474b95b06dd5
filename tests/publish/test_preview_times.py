"""How long a change took until it was seen."""

import re
import time

from spf_lib.publish.preview_times import Times


def steps(times):
    return {step: float(seconds) for step, seconds in re.findall(r"(\w+) (\d+\.\d+)", str(times))}


def test_each_step_is_counted_apart():
    times = Times()
    for _ in range(2):
        with times.of("assess"):
            time.sleep(0.02)
    with times.of("write"):
        pass
    assert steps(times)["assess"] >= 0.04
    assert steps(times)["write"] < 0.04


def test_items_count_while_they_are_made_not_while_they_are_used():
    times = Times()

    def made():
        time.sleep(0.02)
        yield 1

    for _ in times.each("execute", made()):
        time.sleep(0.1)
    assert 0.02 <= steps(times)["execute"] < 0.1


def test_items_nobody_wants_any_more_are_ended():
    ended = []

    def made():
        try:
            yield 1
            yield 2
        finally:
            ended.append(True)

    items = Times().each("execute", made())
    next(items)
    items.close()
    assert ended == [True]


def test_the_whole_time_comes_first():
    assert re.fullmatch(r"0\.\d s \(\)", str(Times()))
