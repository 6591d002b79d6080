"""The records that a writer is given, by what they are, and what counts among them."""

from collections.abc import Iterable
from typing import Any

from kg.domain.wording import said_in

Record = dict[str, Any]

SORTS = ("speakers", "concepts", "sources", "evidence", "claims", "links", "predictions")


class Told:
    """All records of an export, by their sort and id, in the order in which they came."""

    def __init__(self, found: Iterable[tuple[str, Record]]) -> None:
        self.of: dict[str, dict[str, Record]] = {sort: {} for sort in SORTS}
        self.links: list[Record] = []
        for sort, record in found:
            if sort == "links":
                self.links.append(record)
            elif sort in self.of:
                # Views of the map are queries of kg, which no other tool could ask.
                self.of[sort][record["id"]] = record

    def name(self, sort: str, uid: str) -> str:
        """What a speaker, concept, source or piece of evidence is called."""
        record = self.of[sort][uid]
        return said_in(record.get("names") or record.get("title")) or uid

    def statement(self, record: Record) -> str:
        """What a claim or prediction says; a prediction without a statement says its claims."""
        if record.get("statement"):
            return said_in(record["statement"])
        return " / ".join(said_in(self.of["claims"][one]["statement"]) for one in record["claims"])


def verdict(record: Record) -> Record | None:
    """The resolution that counts: the one decided last that was not withdrawn."""
    standing = [one for one in record.get("resolutions", ()) if not one.get("withdrawn")]
    return max(standing, key=lambda one: str(one["decided"]), default=None)


def left_out(what: str, written: int, of: int, why: str) -> list[str]:
    """What is said of a writer that writes some of what it is given; nothing where it wrote all.

    >>> left_out("claims", 90, 203, "without a verdict")
    ['90 of 203 claims; 113 without a verdict are not written.']
    >>> left_out("claims", 2, 3, "without a verdict"), left_out("claims", 3, 3, "without a verdict")
    (['2 of 3 claims; 1 without a verdict is not written.'], [])
    """
    left = of - written
    verb = "is" if left == 1 else "are"
    return [f"{written:,} of {of:,} {what}; {left:,} {why} {verb} not written."] if left else []


def no_place_for(number: int, one: str, many: str) -> list[str]:
    """What is said where a format has no place for a sort of record; nothing where there is none.

    >>> no_place_for(2, "prediction", "predictions"), no_place_for(0, "link", "links")
    (['2 predictions have no place in it and are not written.'], [])
    """
    if not number:
        return []
    said = f"1 {one} has" if number == 1 else f"{number:,} {many} have"
    return [f"{said} no place in it and {'is' if number == 1 else 'are'} not written."]


def middle(forecast: Record) -> float | None:
    """A forecast's probability, the middle one of three; None where it has only words."""
    given = forecast.get("probability")
    if isinstance(given, dict):
        return float(given["middle"])
    return None if given is None else float(given)


def cited(one: str | Record) -> str:
    """The id of a piece of evidence, given with or without its side."""
    return one if isinstance(one, str) else str(one["evidence"])
