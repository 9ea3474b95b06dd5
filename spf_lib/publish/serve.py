"""Opening the built site on localhost."""

import gzip
import re
from collections.abc import Callable
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from spf_lib.publish.layout import SITE_FOLDER

Handler = Callable[[Any, Any, ThreadingHTTPServer], SimpleHTTPRequestHandler]

_DIGEST = re.compile(r"[?&]v=|-[0-9a-f]{12}\.css$")
_COMPRESSED = {".html", ".css", ".js", ".json", ".ipynb", ".svg"}


class PortTaken(Exception):
    """Something else listens on the port."""


def site_server(root: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of the built site on localhost; port 0 takes any free one.

    Raises
    ------
    FileNotFoundError
        If nothing has been built yet.
    PortTaken
        If the port cannot be had.
    """
    site = root / SITE_FOLDER
    if not (site / "index.html").is_file():
        raise FileNotFoundError(f"no site in {SITE_FOLDER}: build one first with `spf build`")
    handler = partial(_CompressingHandler, directory=str(site))
    return local_server(port, handler)


def local_server(port: int, handler: Handler) -> ThreadingHTTPServer:
    """Return a server on localhost; port 0 takes any free one.

    Raises
    ------
    PortTaken
        If the port cannot be had.
    """
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise PortTaken(f"port {port} is taken ({error.strerror}): try another, or 0") from error


class _CompressingHandler(SimpleHTTPRequestHandler):
    """Answer as a council's web server does, so that the site's weight and speed can be measured.

    Text is sent compressed, a connection is kept for the next question, and a browser may keep what
    has a digest of its content in its name or address; all else it has to ask for again.
    """

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | BinaryIO | None:
        file = Path(self.translate_path(self.path))
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (wanted and file.suffix in _COMPRESSED and file.is_file()):
            return super().send_head()
        body = _compressed(file, file.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file.as_posix()))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        kept = "max-age=31536000, immutable" if _DIGEST.search(self.path) else "no-cache"
        self.send_header("Cache-Control", kept)
        super().end_headers()


@lru_cache(maxsize=256)
def _compressed(file: Path, changed: int) -> bytes:  # noqa: ARG001 a changed file is another one
    return gzip.compress(file.read_bytes(), mtime=0)
