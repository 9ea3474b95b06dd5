"""Opening the built site on localhost."""

import gzip
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from spf_lib.publish.layout import SITE_FOLDER

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
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise PortTaken(f"port {port} is taken ({error.strerror}): try another, or 0") from error


class _CompressingHandler(SimpleHTTPRequestHandler):
    """Send text compressed, as a council's web server does, so that its weight can be measured."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        file = Path(self.translate_path(self.path))
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (wanted and file.suffix in _COMPRESSED and file.is_file()):
            return super().send_head()
        body = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file.as_posix()))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)
