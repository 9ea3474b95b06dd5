"""Following the files of a project with watchfiles, apart from the work they cause."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

from watchfiles import Change, watch

from spf_lib.publish.preview_changes import is_source, watched_folders

# Milliseconds of quiet that end a save, and the longest a run of saves is waited for: an editor's
# new file, rename and change of rights come within a few.
_QUIET, _LONGEST = 10, 200


class Watch:
    """The files saved and not yet taken."""

    def __init__(self) -> None:
        self._queue: Queue[frozenset[Path]] = Queue()

    def add(self, paths: frozenset[Path]) -> None:
        """Note files that were saved together."""
        self._queue.put(paths)

    def waiting(self) -> bool:
        """Say whether something was saved that has not been taken."""
        return not self._queue.empty()

    def take(self) -> frozenset[Path]:
        """Wait until something is saved, and return all that was."""
        found = self._queue.get()
        while not self._queue.empty():
            found |= self._queue.get()
        return found


@contextmanager
def watching(root: Path) -> Iterator[Watch]:
    """Follow the sources of a project while the context is open."""
    saved, end = Watch(), threading.Event()

    def follow(folders: list[Path], recursive: bool) -> None:
        def wanted(_: Change, path: str) -> bool:
            return is_source(root, Path(path))

        for batch in watch(
            *folders,
            watch_filter=wanted,
            step=_QUIET,
            debounce=_LONGEST,
            rust_timeout=200,
            stop_event=end,
            raise_interrupt=False,
            recursive=recursive,
        ):
            saved.add(frozenset(Path(path) for _, path in batch))

    # The settings stand in the project's own folder, below which there is far more than sources.
    for folders, recursive in ((watched_folders(root), True), ([root], False)):
        threading.Thread(target=follow, args=(folders, recursive), daemon=True).start()
    try:
        yield saved
    finally:
        end.set()
