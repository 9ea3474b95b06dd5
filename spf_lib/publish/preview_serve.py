"""Serving the preview on localhost: the site's files, and the script that loads pages anew.

The script and the words on top are added as a page is sent; they stand in no file of the site.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from importlib.resources import files
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

from markupsafe import Markup

from spf_lib.publish.filter_room import with_filters
from spf_lib.publish.preview_state import PreviewState
from spf_lib.publish.serve import local_server

_SCRIPT, _EVENTS = "/_preview/reload.js", "/_preview/events"
_SECONDS_BETWEEN_SIGNS_OF_LIFE = 10
_LOADER = Markup('<script src="{}" data-version="{}" defer></script>')
_NO_PAGE = Markup(
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{0}</title></head>'
    "<body><h1>{0}</h1></body></html>"
)


@contextmanager
def preview_server(state: PreviewState, port: int) -> Iterator[str]:
    """Serve a preview on localhost while the context is open; port 0 takes any free one.

    Yields
    ------
    str
        The server's address.

    Raises
    ------
    PortTaken
        If the port cannot be had.
    """
    server = local_server(port, partial(_Handler, state))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def with_loader(page: str, banner: Markup, version: str) -> str:
    """Add the words on top and the script that loads the page anew to a page's HTML."""
    script = str(_LOADER.format(_SCRIPT, version))
    body = page.find(">", page.find("<body")) + 1
    page = page[:body] + str(banner) + page[body:]
    return page.replace("</head>", f"{script}</head>", 1)


class _Handler(SimpleHTTPRequestHandler):
    """Answer one request; nothing is kept by the browser, so each page is as it is now."""

    def __init__(self, state: PreviewState, *request: Any) -> None:
        self._state = state
        super().__init__(*request, directory=str(state.site))

    def do_GET(self) -> None:
        # A page of another host whose name was pointed here must not read what is unpublished.
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        if host not in ("127.0.0.1", "localhost"):
            self.send_error(HTTPStatus.FORBIDDEN)
        elif urlsplit(self.path).path == _EVENTS:
            self._send_events()
        else:
            super().do_GET()

    def send_head(self) -> Any:
        if urlsplit(self.path).path == _SCRIPT:
            script = files("spf_lib.publish").joinpath("preview_reload.js").read_bytes()
            return self._whole(HTTPStatus.OK, "text/javascript", script)
        file = self._state.file(self.path)
        if file and file.suffix != ".html":
            return super().send_head()
        version = self._state.version(self.path)
        if file:
            self._state.opened(self.path)
            status, page = HTTPStatus.OK, with_filters(file.read_text(encoding="utf-8"))
        else:
            status, page = HTTPStatus.NOT_FOUND, str(_NO_PAGE.format("Not in the preview"))
        page = with_loader(page, self._state.banner(), version)
        return self._whole(status, "text/html; charset=utf-8", page.encode())

    def _whole(self, status: HTTPStatus, kind: str, body: bytes) -> BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _send_events(self) -> None:
        """Send the page's version whenever it changes, until the reader leaves."""
        page = parse_qs(urlsplit(self.path).query).get("page", ["/"])[0]
        self._state.opened(page)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        sent = ""
        with suppress(ConnectionError):
            self.wfile.write(b"retry: 300\n\n")
            while True:
                count = self._state.count
                version = self._state.version(page)
                line = ": still here" if version == sent else f"data: {version}"
                self.wfile.write(f"{line}\n\n".encode())
                self.wfile.flush()
                sent = version
                self._state.wait(count, _SECONDS_BETWEEN_SIGNS_OF_LIFE)

    def log_message(self, *_: object) -> None:
        """Keep the terminal for what the preview says."""
