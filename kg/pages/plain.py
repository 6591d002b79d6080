"""What the table says that stands on a map's page for readers without JavaScript."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.domain.wording import said_in

Card = Mapping[str, Any]

ROWS = 300
"""Of more claims than this the table has the most prominent, disputed ones before others."""

STANCES = {"partly": "partly_agrees"}
"""Stances whose word means something else of an outcome."""


@dataclass(frozen=True)
class Table:
    """The rows of a table, and how many claims it leaves out."""

    rows: list[dict[str, Any]]
    left_out: int


def plain_table(
    cards: Mapping[str, Sequence[Card]],
    prominence: Mapping[str, float],
    words: Mapping[str, str],
    language: str,
) -> Table:
    """The claims in their order, or the most prominent of very many, those first.

    `prominence` is of claims by their node's name; `words` are those of the interface.
    """
    claims = list(cards["claims"])
    if len(claims) > ROWS:
        claims.sort(key=lambda card: -prominence.get(f"claim:{card['uid']}", 0))
    names = {card["uid"]: said_in(card["names"], language) for card in cards["speakers"]}
    rows = [_row(card, names, words, language) for card in claims[:ROWS]]
    return Table(rows, len(claims) - len(rows))


def _row(
    card: Card, names: Mapping[str, str], words: Mapping[str, str], language: str
) -> dict[str, Any]:
    return {
        "statement": _in_order(card["statement"], language),
        "kind": words.get(card["kind"], card["kind"]),
        "who": [
            {
                "name": names.get(one["speaker"], one["speaker"]),
                "stance": words[STANCES.get(one["stance"], one["stance"])],
                "quote": one["quote"],
            }
            for one in card["positions"]
        ],
        "outcome": words[card["outcome"]] if card["outcome"] else "",
        "due": min((one["due"] for one in card["predictions"] if one["due"]), default=""),
    }


def _in_order(statement: Mapping[str, str], language: str) -> list[str]:
    first = said_in(statement, language)
    return [text for text in dict.fromkeys([first, *statement.values()]) if text]
