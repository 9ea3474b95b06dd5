"""The public address of the site: one setting, ``html: baseurl`` in ``_config.yml``."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from spf_lib.publish.settings import read_settings

# Names that nobody can own (RFC 2606, RFC 6761): an address under one says "put yours here".
_RESERVED = ("example", "invalid", "test", "localhost")
_RESERVED_HOSTS = ("example.com", "example.net", "example.org")


@dataclass(frozen=True)
class SiteAddress:
    """Where the site stands.

    Attributes
    ----------
    base : str
        Ends in a slash; empty if no address is set.
    """

    base: str

    @property
    def is_real(self) -> bool:
        """Whether the address is one that readers can open, and not a reserved example."""
        host = urlsplit(self.base).hostname or ""
        reserved = host.rsplit(".", 1)[-1] in _RESERVED or host.endswith(_RESERVED_HOSTS)
        return bool(host) and not reserved

    def of(self, path: str) -> str:
        """Return the address of a file of the site; relative if no address is set."""
        return self.base + path

    @property
    def public(self) -> str:
        """The address where it is real, else empty: for what readers follow."""
        return self.base if self.is_real else ""


def read_address(root: Path) -> SiteAddress:
    """Read the site's address from the book's settings."""
    base = (read_settings(root).get("html") or {}).get("baseurl") or ""
    return SiteAddress(f"{base.rstrip('/')}/" if base else "")
