"""What a long-lived process worked out last, so that it is not worked out again from the same."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Result = TypeVar("Result")


class Memory:
    """Results by name, each with the key of what it follows from; only the last of a name.

    Whoever keeps it hands it on; a result is to be read, not changed.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Hashable, Any]] = {}

    def recall(self, name: str, key: Hashable, make: Callable[[], Result]) -> Result:
        """Return a result, which is made only if what it follows from differs.

        Parameters
        ----------
        name : str
            What the result is.
        key : hashable
            Stands for everything it follows from.
        make : callable
            Works it out. Nothing is kept if it raises.
        """
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            kept = (key, make())
            self._kept[name] = kept
        result: Result = kept[1]
        return result

    def forget(self) -> None:
        """Keep nothing: what stood when a key was made may not be what was read."""
        self._kept.clear()
