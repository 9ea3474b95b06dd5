"""Opening the built site on localhost."""

import gzip
import http.client
import threading
import urllib.error
import urllib.request

import pytest

from spf_lib.publish.serve import site_server


@pytest.fixture
def address(tmp_path):
    site = tmp_path / "_build/site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("<h1>How is the Council doing?</h1>")
    (tmp_path / "secret.txt").write_text("not in the site")
    server = site_server(tmp_path, 0)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://{server.server_address[0]}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def get(address):
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 our own server
        return answer.read().decode()


def test_the_site_opens_at_its_first_page(address):
    assert get(f"{address}/") == "<h1>How is the Council doing?</h1>"


def test_only_this_machine_can_open_it(address):
    assert address.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("path", ["gone.html", "../../secret.txt", "%2e%2e/%2e%2e/secret.txt"])
def test_what_is_not_in_the_site_is_not_found(address, path):
    with pytest.raises(urllib.error.HTTPError) as raised:
        get(f"{address}/{path}")
    assert raised.value.code == 404
    raised.value.close()


def test_nothing_built_is_said_before_a_port_is_taken(tmp_path):
    with pytest.raises(FileNotFoundError, match="spf build"):
        site_server(tmp_path, 0)


def test_text_is_sent_compressed_to_those_who_take_it(address):
    asked = urllib.request.Request(f"{address}/index.html", headers={"Accept-Encoding": "gzip"})  # noqa: S310 our own server
    with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Type"].startswith("text/html")
        assert gzip.decompress(answer.read()) == b"<h1>How is the Council doing?</h1>"


@pytest.mark.parametrize(
    ("path", "kept"),
    [("", "no-cache"), ("?v=03e43079", "max-age=31536000, immutable")],
)
def test_only_what_has_a_digest_in_its_address_is_kept_by_a_browser(address, path, kept):
    with urllib.request.urlopen(f"{address}/{path}", timeout=10) as answer:  # noqa: S310 our own
        assert answer.headers["Cache-Control"] == kept


def test_a_connection_is_kept_for_the_next_question(address):
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
    for _ in range(2):
        connection.request("GET", "/")
        answer = connection.getresponse()
        answer.read()
        assert not answer.will_close
    connection.close()
