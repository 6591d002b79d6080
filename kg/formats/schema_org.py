"""Values of JSON-LD by the vocabulary of schema.org: one or several, as texts or as objects."""

from typing import Any

from kg.formats import foreign


def bare(word: Any) -> str:
    """A type without the address of its vocabulary."""
    return str(word).rstrip("/").replace("#", "/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def several(value: Any) -> list[Any]:
    """All values of a property, which may have none, one or a list."""
    return [] if value is None else value if isinstance(value, list) else [value]


def first(value: Any) -> Any:
    """The first value of a property, or None."""
    return next(iter(several(value)), None)


def name_of(value: Any) -> str | None:
    """The name of a person or organisation, given as text or as an object."""
    value = first(value)
    if isinstance(value, dict):
        value = first(value.get("name") or value.get("@id"))
    return foreign.tidy_line(value) if isinstance(value, str) else None


def names_of(value: Any) -> dict[str, str]:
    """The names of all authors, and of what kind of speaker each is."""
    found = {}
    for one in several(value):
        sort = bare(first(one.get("@type"))) if isinstance(one, dict) else ""
        if name := name_of(one):
            found[name] = "organisation" if sort.endswith("Organization") else "person"
    return found


def known_of(value: Any) -> dict[str, dict[str, list[str]]]:
    """What is said of each author beside the name: other addresses, and what they do."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in several(value):
        if isinstance(one, dict) and (name := name_of(one)):
            found[name] = {
                word: [text for text in map(foreign.tidy_line, several(one.get(word))) if text]
                for word in ("sameAs", "url", "jobTitle")
            }
    return found


def urls(value: Any) -> list[str]:
    """All addresses that are given, each once."""
    return list(dict.fromkeys(url for one in several(value) if (url := url_of(one))))


def url_of(value: Any) -> str | None:
    """The first address that is given, as text or as that of an object."""
    value = first(value)
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id")
    return foreign.address(value)


def number_of(value: Any) -> float | None:
    """The first value as a number; None where it is none, or beyond all reason."""
    try:
        number = float(str(first(value)).strip().replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None
