"""The columns of a table: what each means, and how its cell is taken from a card."""

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.wording import Wording, said_in
from kg.notebook.showing.cards import Card
from kg.store.bulk import slices
from kg.store.models import Claim, Source

SEVERAL = "; "
"""Stands between several values in one cell."""


class Labels:
    """What things that cards point at by uid are called in one language."""

    def __init__(self, session: Session, language: str) -> None:
        self.language = language
        self._session = session
        self._known: dict[str, str] = {}

    def read(self, model: Any, uids: Iterable[str | None]) -> None:
        """Look up all of these at once."""
        words = {Claim: "statement", Source: "title"}.get(model, "names")
        wanted = {f"{model.__tablename__} {one}" for one in uids if one} - self._known.keys()
        for some in slices(one.partition(" ")[2] for one in wanted):
            for uid, said in self._session.execute(
                select(model.uid, getattr(model, words)).where(model.uid.in_(some))
            ):
                self._known[f"{model.__tablename__} {uid}"] = said_in(said, self.language)

    def of(self, model: Any, uid: str | None) -> str:
        """What the thing with this uid is called."""
        return self._known[f"{model.__tablename__} {uid}"] if uid else ""

    def words(self, wording: Wording | None) -> str:
        """A text in the language."""
        return said_in(wording, self.language)


class Column(NamedTuple):
    """A column: what is in it, and how it is taken from a card."""

    meaning: str
    take: Callable[[Card, Labels], Any]


def same(field: str, meaning: str) -> Column:
    """A field as it is."""
    return Column(meaning, lambda card, _: card[field])


def words(field: str, meaning: str) -> Column:
    """A text of which one language is shown."""
    return Column(f"{meaning}, in the language shown", lambda card, at: at.words(card[field]))


def joined(field: str, meaning: str) -> Column:
    """All that a field holds, in one cell."""
    return Column(meaning, lambda card, _: SEVERAL.join(card[field]))


def counted(field: str, meaning: str) -> Column:
    """How many values a field holds."""
    return Column(meaning, lambda card, _: len(card[field]))


def called(field: str, model: Any, meaning: str) -> Column:
    """What a field points at by uid, by its name."""
    return Column(meaning, lambda card, at: at.of(model, card[field]))


def all_called(field: str, model: Any, meaning: str) -> Column:
    """All that a field points at, by their names."""
    return Column(meaning, lambda card, at: SEVERAL.join(at.of(model, one) for one in card[field]))


def as_json(field: str, meaning: str) -> Column:
    """All of a field, as JSON; nothing where it is empty."""
    return Column(
        meaning,
        lambda card, _: card[field] and json.dumps(card[field], ensure_ascii=False),
    )


def within(field: str, inner: str, meaning: str) -> Column:
    """A field of a field; nothing where that is empty."""
    return Column(meaning, lambda card, _: card[field] and card[field][inner])


def ends(field: str, meaning: str) -> dict[str, Column]:
    """A figure in the middle of every range, and at both ends."""
    return {
        field: within(field, "middle", meaning),
        f"{field}_low": within(field, "low", f"{meaning} with every probability at its low end"),
        f"{field}_high": within(field, "high", f"{meaning} with every probability at its high end"),
    }
