"""How long a change took until it was seen, and with what."""

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")


class Times:
    """Seconds since a change was taken up, and the steps they went into."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._spent: dict[str, float] = {}

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """Count the time until the context is left as spent on a step."""
        began = time.monotonic()
        try:
            yield
        finally:
            self._spent[step] = self._spent.get(step, 0) + time.monotonic() - began

    def each(self, step: str, items: Iterator[Item]) -> Generator[Item, None, None]:
        """Hand items on, counting the time it takes to make them, not to use them."""
        try:
            while True:
                with self.of(step):
                    try:
                        item = next(items)
                    except StopIteration:
                        return
                yield item
        finally:
            # Whatever still runs for items that nobody wants any more is ended now.
            if isinstance(items, Generator):
                items.close()

    def __str__(self) -> str:
        steps = ", ".join(f"{step} {seconds:.2f}" for step, seconds in self._spent.items())
        return f"{time.monotonic() - self._began:.1f} s ({steps})"
