"""Opening the built site on localhost."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from spf_lib.publish.layout import SITE_FOLDER


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
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise PortTaken(f"port {port} is taken ({error.strerror}): try another, or 0") from error
