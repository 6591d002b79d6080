"""Pages are fetched from a server on this machine, which is why most tests say private=True."""

import builtins
import gzip
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import KgError
from kg.formats import web_pages

ARTICLE = """<!doctype html><html lang="en-GB"><head>
<title>An interview with Ada &lt;script&gt;alert(1)&lt;/script&gt; \u202ehostile</title>
<meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2024-09-14T10:00:00Z">
</head><body><nav><a href="/">Home</a> <a href="/a">About</a></nav>
<script>document.title = "no"</script>
<article><h1>An interview with Ada</h1>
<p><strong>Paper:</strong> What will the engine do, and when will it be able to do it?</p>
<p><strong>Ada:</strong> It will weave algebraical patterns just as the loom weaves flowers.</p>
<p>That will take years, though nobody can say how many of them it is going to be.</p>
<p><strong>Paper:</strong> And who is going to pay for all of the wheels that it needs?</p>
<p><strong>Ada:</strong> The government will, and it will be glad of it before long, I think.</p>
</article><footer>Copyright</footer></body></html>"""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, *given):
        super().__init__(*given)
        self.asked: list[tuple[str, str | None]] = []
        """The paths that were asked for, and of which host."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Host"]))
        with contextlib_suppress():
            getattr(self, f"serve_{self.path.strip('/').partition('?')[0] or 'article'}")()

    def send(self, body, media="text/html; charset=utf-8", status=200, **headers):
        self.send_response(status)
        if media:
            self.send_header("Content-Type", media)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else body.encode())

    def serve_article(self):
        self.send(ARTICLE)

    def serve_moved(self):
        self.send("", status=302, Location="/article")

    def serve_loop(self):
        self.send("", status=302, Location="/loop")

    def serve_away(self):
        self.send("", status=301, Location="file:///etc/passwd")

    def serve_endless(self):
        self.send("")
        while True:
            self.wfile.write(b"x" * 65536)

    def serve_slow(self):
        self.send_response(200)
        while True:
            self.wfile.write(b"X-Wait: more\r\n")
            self.wfile.flush()
            time.sleep(0.05)

    def serve_bomb(self):
        self.send(gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip")

    def serve_missing(self):
        self.send("gone", status=404)

    def serve_picture(self):
        self.send(b"\x89PNG", "image/png")

    def serve_nothing(self):
        self.send("<html><body><script>1</script></body></html>")

    def serve_deep(self):
        self.send("<div>" * 50_000 + "words" + "</div>" * 50_000)

    def serve_captions(self):
        self.send("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Hi\n", "text/vtt")

    def serve_latin(self):
        article = ARTICLE.replace("utf-8", "").replace("\u202e", "").replace("Ada:", "Adè:")
        self.send(article.encode("latin-1"), "text/html; charset=iso-8859-1")

    def serve_liar(self):
        self.send(ARTICLE, "text/html; charset=no-such-thing")

    def serve_odd(self):
        charset = self.path.rpartition("=")[2]
        self.send(ARTICLE, f"text/html; charset={charset}")

    def log_message(self, *_):
        pass


def contextlib_suppress():
    from contextlib import suppress

    return suppress(BrokenPipeError, ConnectionResetError)


@contextmanager
def serving():
    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def server():
    with serving() as server:
        yield server


@pytest.fixture
def at(server):
    return lambda path: f"http://127.0.0.1:{server.server_address[1]}/{path}"


@pytest.mark.parametrize("path", ["article", "moved", "liar"])
def test_an_article_is_its_text_with_what_the_page_says_of_itself(at, path):
    page = web_pages.fetched(at(path), private=True)
    found = page.transcript
    assert page.title.startswith("An interview with Ada")
    assert "\u202e" not in page.title
    about = (page.publisher, str(page.published), found.language)
    assert about == ("The Paper", "2024-09-14", "en")
    assert [turn.label for turn in found.turns if turn.label] == ["Paper", "Ada", "Paper", "Ada"]
    assert "weave algebraical patterns" in found.text
    assert "alert" not in found.text and "Home" not in found.text


def test_the_charset_is_what_the_server_says(at):
    assert "Adè" in web_pages.fetched(at("latin"), private=True).transcript.text


@pytest.mark.parametrize("charset", ["punycode", "undefined", "idna", "rot13", "unicode_escape"])
def test_a_charset_of_no_page_is_not_used(at, charset):
    page = web_pages.fetched(at(f"odd?charset={charset}"), private=True)
    assert "weave algebraical patterns" in page.transcript.text


def test_captions_are_read_as_such(at):
    page = web_pages.fetched(at("captions"), private=True)
    assert (page.transcript.shape, page.transcript.text) == ("WebVTT", "Ada: Hi")


def test_the_host_is_the_one_that_was_asked_for(at, server):
    web_pages.fetched(at("captions").replace("127.0.0.1", "localhost"), private=True)
    assert server.asked[-1] == ("/captions", f"localhost:{server.server_address[1]}")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("loop", "redirects more than 5 times."),
        ("away", "redirects to 'file:///etc/passwd', which is no page of the web."),
        ("endless", "has more than 1 MB."),
        ("bomb", "has more than 1 MB."),
        ("slow", "did not answer within 2 seconds."),
        ("missing", "answers 404 Not Found."),
        ("picture", "is image/png, not text."),
        ("nothing", "has no text that could be found in it."),
    ],
)
def test_what_cannot_be_had_is_one_sentence(at, path, said):
    with pytest.raises(KgError) as error:
        web_pages.fetched(at(path), private=True, seconds=2, most_bytes=1_000_000)
    assert error.value.message == f"{at(path)} {said}"
    assert error.value.remedy


def test_a_page_that_is_nested_without_end_is_read_or_refused(at):
    try:
        text = web_pages.fetched(at("deep"), private=True).transcript.text
    except KgError as error:
        text = str(error)
    assert len(text) < 1000


def test_this_machine_and_its_network_are_asked_only_when_it_is_meant(at, server):
    before = len(server.asked)
    for url in (at("article"), at("article").replace("127.0.0.1", "localhost")):
        with pytest.raises(KgError, match=r"an address of this machine or its network\. If"):
            web_pages.fetched(url)
    assert len(server.asked) == before


def test_a_redirect_into_the_network_is_refused(at, server, monkeypatch):
    # The first address counts as public, the one that it leads to does not.
    looked_at = []
    monkeypatch.setattr(
        web_pages, "is_public", lambda address: looked_at.append(address) or len(looked_at) == 1
    )
    before = len(server.asked)
    with pytest.raises(KgError, match="an address of this machine or its network"):
        web_pages.fetched(at("moved"))
    assert [path for path, _ in server.asked[before:]] == ["/moved"]


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0"),
        *("fc00::1", "ff02::1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1"),
        *("fec0::1", "::127.0.0.1", "64:ff9b:1::808:808"),
    ],
)
def test_addresses_of_networks_are_not_public(address):
    assert not web_pages.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are(address):
    assert web_pages.is_public(address)


@pytest.mark.parametrize("url", ["ftp://example.org/x", "file:///etc/passwd", "http://", "x"])
def test_only_pages_of_the_web_are_fetched(url):
    with pytest.raises(KgError, match="is not a web address"):
        web_pages.fetched(url)


def test_a_server_that_is_not_there_is_one_sentence():
    with pytest.raises(KgError, match=r"^http://127\.0\.0\.1:1/ cannot be fetched: "):
        web_pages.fetched("http://127.0.0.1:1/", private=True)


def test_without_the_extra_it_is_named(monkeypatch):
    known = builtins.__import__

    def absent(name, *rest):
        if name == "trafilatura":
            raise ImportError(name, name=name)
        return known(name, *rest)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(KgError) as error:
        web_pages.fetched("https://example.org/")
    assert str(error.value) == (
        "Fetching pages needs trafilatura, which is not installed. "
        "Run pip install 'kg-notebook[web]', or download the page and add it as a file."
    )
