"""What the table says that stands on a map's page for readers without JavaScript."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.domain.vocabulary import Stance
from kg.domain.wording import said_in

Card = Mapping[str, Any]

NAMED = 24
"""Of more speakers on a claim than this the table has their numbers alone."""

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
        "who": _who(card["positions"], names, words),
        "outcome": words[card["outcome"]] if card["outcome"] else "",
        "due": min((one["due"] for one in card["predictions"] if one["due"]), default=""),
    }


def _who(
    positions: Sequence[Card], names: Mapping[str, str], words: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Who takes which stance in which words; of very many how many take each in the end."""
    latest: dict[str, str] = {}
    for one in positions:
        if one["stance"] != Stance.ASKS or one["speaker"] not in latest:
            latest[one["speaker"]] = one["stance"]
    if len(latest) > NAMED:
        counts = Counter(latest.values())
        return [
            {
                "name": words["speakers_n" if n > 1 else "speakers_1"].replace("{n}", f"{n:,}"),
                "stance": _said(stance, words),
                "quote": None,
            }
            for stance in Stance
            if (n := counts[stance])
        ]
    return [
        {
            "name": names.get(one["speaker"], one["speaker"]),
            "stance": _said(one["stance"], words),
            "quote": one["quote"],
        }
        for one in positions
    ]


def _said(stance: str, words: Mapping[str, str]) -> str:
    return words[STANCES.get(stance, stance)]


def _in_order(statement: Mapping[str, str], language: str) -> list[str]:
    first = said_in(statement, language)
    return [text for text in dict.fromkeys([first, *statement.values()]) if text]
