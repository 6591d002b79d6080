"""Pages from the web as sources: fetched within bounds, their text found in what surrounds it."""

import asyncio
import codecs
import ipaddress
import logging
import re
import socket
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from kg.domain.checks import web_address
from kg.domain.dates import PartialDate
from kg.domain.transcripts import LONGEST_TEXT, Transcript
from kg.domain.wording import brief, clean, shown
from kg.errors import Invalid, KgError
from kg.formats import transcripts
from kg.formats.transcripts import decoding

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 5
MOST_BYTES = 20_000_000
MOST_SECONDS = 60.0
"""For all of it: resolving names, every redirect and the whole body."""

_HTML = ("text/html", "application/xhtml+xml")
_ENDINGS = {
    "application/json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/x-subrip": ".srt",
    "text/srt": ".srt",
    "text/vtt": ".vtt",
    "text/markdown": ".md",
    "text/plain": "",
}
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_CHARSETS = re.compile(
    r"ascii|utf-(8(-sig)?|16(-[bl]e)?)|gb2312|gbk|gb18030|big5(hkscs)?|shift_jis(_2004)?|euc_\w+|"
    r"iso2022_jp|iso8859-\d+|cp(125\d|874|932|949|950)|koi8-\w|mac-\w+|hz|tis-620"
)
_LANGUAGE = re.compile(
    r"<html[^>]{0,1000}?\slang\s*=\s*[\"']?\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """What was found at an address."""

    title: str
    publisher: str | None
    published: PartialDate | None
    transcript: Transcript


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: the address it was found at in the end, its media type and bytes."""

    url: str
    media: str
    charset: str | None
    body: bytes


def fetched(
    url: str,
    *,
    private: bool = False,
    format: str | None = None,
    text_only: bool = False,
    seconds: float = MOST_SECONDS,
    most_bytes: int = MOST_BYTES,
) -> Page:
    """The page at an http or https address, with its text, title, publisher, date and language.

    Addresses of this machine and its network are refused unless `private`, after every redirect.
    Raises KgError when the page cannot be had within the bounds or has no text.
    """
    url = web_address(url)
    _require_extra()
    answer = _finished(_within(url, private, seconds, most_bytes))
    name = brief(url, 200)
    if answer.media in _HTML:
        return _article(answer, name, format, text_only)
    if answer.media not in _ENDINGS and not answer.media.startswith("text/"):
        raise KgError(
            f"{name} is {answer.media or 'of no known type'}, not text.",
            "Download it and add its text as a file.",
        )
    path = urlsplit(answer.url).path
    text = _decoded(answer, name)
    file = path.rpartition("/")[2] or urlsplit(answer.url).netloc
    transcript = _read(text, file + _ENDINGS.get(answer.media, ""), name, format, text_only)
    return Page(transcript.title or file, urlsplit(answer.url).hostname, None, transcript)


def _require_extra() -> None:
    try:
        import httpx  # noqa: F401
        import trafilatura  # noqa: F401
    except ImportError as error:
        raise KgError(
            f"Fetching pages needs {error.name or 'libraries'}, which is not installed.",
            "Run pip install 'kg-notebook[web]', or download the page and add it as a file.",
        ) from None


def _finished(fetching: Coroutine[Any, Any, Answer]) -> Answer:
    """What fetching comes to, also where a loop runs already, as it does in Jupyter."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(fetching)
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, fetching).result()


async def _within(url: str, private: bool, seconds: float, most_bytes: int) -> Answer:
    import httpx

    try:
        async with asyncio.timeout(seconds):
            return await _followed(url, private, most_bytes)
    except TimeoutError:
        raise KgError(
            f"{brief(url, 200)} did not answer within {seconds:g} seconds.",
            "Try again later, or download the page and add it as a file.",
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, ValueError) as error:
        said = brief(str(error)) or type(error).__name__
        raise KgError(
            f"{brief(url, 200)} cannot be fetched: {said.rstrip('.')}.", "See that it is right."
        ) from None


async def _followed(url: str, private: bool, most_bytes: int) -> Answer:
    """Follow redirects by hand, since each leads to an address that is to be looked at first."""
    import httpx

    start = url
    # What the surroundings say of proxies is not asked: the address that was looked at is the one
    # that is connected to.
    async with httpx.AsyncClient(timeout=20, trust_env=False, follow_redirects=False) as client:
        for _ in range(MOST_REDIRECTS + 1):
            request = await _request(client, url, private)
            response = await client.send(request, stream=True)
            try:
                target = response.headers.get("location")
                if not response.is_redirect or target is None:
                    return await _answer(response, url, most_bytes)
            finally:
                await response.aclose()
            url = _next(url, target)
    raise KgError(
        f"{brief(start, 200)} redirects more than {MOST_REDIRECTS} times.", "See that it is right."
    )


def _next(url: str, target: str) -> str:
    there = urljoin(url, target)
    try:
        return web_address(there)
    except Invalid:
        raise KgError(
            f"{brief(url, 200)} redirects to {brief(there)!r}, which is no page of the web.",
            "Only http and https are followed.",
        ) from None


async def _request(client: "httpx.AsyncClient", url: str, private: bool) -> "httpx.Request":
    """A request to the very address that was looked at, so that it cannot change meanwhile."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    found = await asyncio.get_running_loop().getaddrinfo(
        host.encode("idna").decode() if not host.isascii() else host,
        port or (443 if parts.scheme.lower() == "https" else 80),
        type=socket.SOCK_STREAM,
    )
    addresses = [str(one[4][0]) for one in found]
    inside = next((one for one in addresses if not is_public(one)), None)
    if inside is not None and not private:
        raise KgError(
            f"{brief(host)} is {inside}, an address of this machine or its network.",
            "If you mean it, say --private.",
        )
    at = addresses[0].partition("%")[0]
    netloc = (f"[{at}]" if ":" in at else at) + (f":{port}" if port else "")
    pinned = urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))
    name = host.encode("idna").decode() if not host.isascii() else host
    return client.build_request(
        "GET",
        pinned,
        headers={
            "Host": (f"[{name}]" if ":" in name else name) + (f":{port}" if port else ""),
            "User-Agent": "kg-notebook",
            "Accept": "text/html, application/xhtml+xml, text/*, application/json;q=0.9, */*;q=0.1",
            # What is packed small can be large.
            "Accept-Encoding": "identity",
        },
        extensions={"sni_hostname": name},
    )


_TRANSLATED = [ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96")]
_LOCALLY_TRANSLATED = ipaddress.ip_network("64:ff9b:1::/48")


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, also when it stands within another.

    >>> [is_public(one) for one in ("8.8.8.8", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        within = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if within is None and any(found in network for network in _TRANSLATED):
            within = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if within is not None:
            return is_public(str(within))
        if found.is_site_local or found in _LOCALLY_TRANSLATED:
            return False
    return found.is_global and not found.is_multicast


async def _answer(response: "httpx.Response", url: str, most_bytes: int) -> Answer:
    name = brief(url, 200)
    if response.status_code != 200:
        raise KgError(
            f"{name} answers {response.status_code} {response.reason_phrase}.".replace(" .", "."),
            "See that it is right.",
        )
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > most_bytes:
            raise KgError(
                f"{name} has more than {most_bytes / 1_000_000:g} MB.",
                "Download it and add its text as a file.",
            )
    media, _, rest = response.headers.get("content-type", "").partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", rest, re.IGNORECASE)
    return Answer(url, media.strip().lower(), charset[1] if charset else None, bytes(body))


def _decoded(answer: Answer, name: str) -> str:
    """The text of an answer: by its header, else by its page, else as a file would be read."""
    given = answer.charset
    if given is None and answer.media in _HTML and (found := _CHARSET.search(answer.body[:4096])):
        given = found[1].decode()
    if given is not None and _is_of_pages(given):
        try:
            return decoding.lines(answer.body.decode(given))
        except UnicodeError:
            # Pages often say one thing and are another.
            pass
    try:
        return decoding.decoded(answer.body, name)[0]
    except KgError:
        if answer.media not in _HTML:
            raise
    return decoding.lines(answer.body.decode("utf-8", errors="replace"))


def _is_of_pages(charset: str) -> bool:
    """Whether pages are written so; Python knows others that are slow or do more than decode."""
    try:
        return _CHARSETS.fullmatch(codecs.lookup(charset).name) is not None
    except LookupError:
        return False


def _article(answer: Answer, name: str, format: str | None, text_only: bool) -> Page:
    html = _decoded(answer, name)
    text, about = _extracted(html, answer.url)
    if not text or not text.strip():
        raise KgError(
            f"{name} has no text that could be found in it.",
            "Copy the text into a file and add that.",
        )
    host = urlsplit(answer.url).hostname or ""
    transcript = _read(text, "page.md", name, format, text_only)
    said = _LANGUAGE.search(html[:10_000])
    if said and not transcript.language:
        transcript = Transcript(
            transcript.title,
            said[1],
            transcript.text,
            transcript.turns,
            transcript.shape,
            transcript.remarks,
        )
    return Page(
        _line(about.get("title"), 300) or transcript.title or brief(answer.url, 200),
        _line(about.get("sitename"), 200) or host.removeprefix("www.") or None,
        _day(about.get("date")),
        transcript,
    )


def _extracted(html: str, url: str) -> tuple[str | None, Mapping[str, Any]]:
    import trafilatura

    logger = logging.getLogger("trafilatura")
    level, logger.level = logger.level, logging.CRITICAL
    try:
        text = trafilatura.extract(
            html,
            url=url,
            output_format="markdown",
            include_comments=False,
            include_formatting=True,
            include_tables=True,
        )
        about = trafilatura.extract_metadata(html, default_url=url)
    except Exception as error:  # noqa: BLE001
        # Pages by strangers; whatever its parser stumbles over is no mistake of ours.
        raise KgError(
            f"The page cannot be read: {brief(str(error)) or type(error).__name__}.",
            "Copy the text into a file and add that.",
        ) from None
    finally:
        logger.level = level
    return text, about.as_dict()


def _read(text: str, file: str, name: str, format: str | None, text_only: bool) -> Transcript:
    text = shown(text)
    if text_only:
        return Transcript(None, None, clean(text, "text", LONGEST_TEXT), [])
    transcript = transcripts.read_text(text, file, format)
    if not transcript.text:
        raise KgError(f"{name} has no text in it.", "Copy the text into a file and add that.")
    return transcript


def _line(text: Any, longest: int) -> str | None:
    """A line of what a page says of itself, without characters that steer a terminal."""
    if not isinstance(text, str):
        return None
    line = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", brief(text, longest))
    return line.replace("\N{REPLACEMENT CHARACTER}", "").strip() or None


def _day(text: Any) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if isinstance(text, str) else None
    except KgError:
        return None
