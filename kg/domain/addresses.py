"""Web addresses that lead to the same page although they are written differently."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|igshid|mc_[ce]id|ref_src|spm|share_\w+|scene|chksm|xtrack"
)


def same_page(address: str) -> str:
    """A form that addresses of one page share: no scheme, www., fragment, nor marks of tracking.

    >>> same_page("HTTPS://www.Example.org/talk/?utm_source=x#top"), same_page("http://example.org/talk")
    ('example.org/talk', 'example.org/talk')
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return address
    usual = {"http": 80, "https": 443}.get(parts.scheme.lower())
    kept = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(pair[0])
    ]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    where = host if port in (None, usual) else f"{host}:{port}"
    return where + unquote(parts.path).rstrip("/") + query
