"""Makes every Python of a build see folders in reverse order; put on its path by ``reproduce``.

File systems list a folder in an order of their own, which a second build on one machine would
share. Python imports this module at its start, kernels and Sphinx included.
"""

import os

_listdir, _scandir = os.listdir, os.scandir


class _ReversedScan:
    def __init__(self, *arguments):
        with _scandir(*arguments) as entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._entries = iter(())


def _listed(*arguments):
    return sorted(_listdir(*arguments), reverse=True)


os.listdir, os.scandir = _listed, _ReversedScan
