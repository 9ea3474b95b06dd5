"""What the preview's server and its work know of one another."""

import hashlib
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

_BANNER = Markup(
    '<div role="alert" style="position: sticky; top: 0; z-index: 2000; max-height: 60vh;'
    " overflow: auto; padding: 1em; border-bottom: 4px solid #b00020; background: #fff;"
    ' color: #000"><strong>{}</strong><pre style="white-space: pre-wrap; margin: .5em 0 0;'
    ' background: none; color: inherit; border: 0">{}</pre></div>'
)


class PreviewState:
    """What a page looks like now, what is wrong, and which page is read; for several threads."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._changed = threading.Condition()
        self._count = 0
        self._title = "The preview is being made"
        self._trouble = ""
        self._looks = ""
        self._read = ""

    def tell(self, title: str, trouble: str = "") -> None:
        """Show words on top of every page until something else is told; nothing for no title."""
        with self._changed:
            self._title, self._trouble = title, trouble
            self._notify()

    def renew(self, looks: str = "") -> None:
        """Let open pages look whether they changed; with new ``looks``, all of them did."""
        with self._changed:
            self._looks = looks or self._looks
            self._notify()

    def _notify(self) -> None:
        self._count += 1
        self._changed.notify_all()

    @property
    def count(self) -> int:
        """How often something changed so far."""
        return self._count

    def wait(self, count: int, seconds: float) -> None:
        """Wait until more has changed than this often, no longer than some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._count != count, seconds)

    def banner(self) -> Markup:
        """Return what stands on top of every page, with nothing of it read as markup."""
        title, trouble = self._title, self._trouble
        return _BANNER.format(title, trouble) if title else Markup("")

    def file(self, address: str) -> Path | None:
        """Return the file of the site that an address asks for, if there is one."""
        path = unquote(urlsplit(address).path).lstrip("/")
        file = (self.site / path).resolve()
        if file.is_dir():
            file = file / "index.html"
        inside = file.is_relative_to(self.site.resolve())
        return file if inside and file.is_file() else None

    def version(self, address: str) -> str:
        """Return a mark of how a page would be shown now: another one means to load it anew."""
        file = self.file(address)
        content = file.read_bytes() if file else b""
        digest = hashlib.sha256(content)
        digest.update(f"{self._looks}\0{self.banner()}".encode())
        return digest.hexdigest()[:16]

    def opened(self, address: str) -> None:
        """Note that a reader has a page open."""
        file = self.file(address)
        if file and file.suffix == ".html":
            self._read = file.relative_to(self.site.resolve()).with_suffix("").as_posix()

    @property
    def page_read(self) -> str:
        """The page opened last, relative to the site and without ending; empty at first."""
        return self._read
