"""Lists as tables: cards with one row each and one text or number a cell, as CSV holds them.

The columns are a stable contract: there may be more of them later, at the end.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.wording import Wording, said_in
from kg.notebook.showing.cards import Card
from kg.store.bulk import slices
from kg.store.models import Claim, Concept, Source, Speaker

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


def _same(field: str, meaning: str) -> Column:
    return Column(meaning, lambda card, _: card[field])


def _words(field: str, meaning: str) -> Column:
    return Column(f"{meaning}, in the language shown", lambda card, at: at.words(card[field]))


def _list(field: str, meaning: str) -> Column:
    return Column(meaning, lambda card, _: SEVERAL.join(card[field]))


def _number(field: str, meaning: str) -> Column:
    return Column(meaning, lambda card, _: len(card[field]))


def _called(field: str, model: Any, meaning: str) -> Column:
    return Column(meaning, lambda card, at: at.of(model, card[field]))


def _all_called(field: str, model: Any, meaning: str) -> Column:
    return Column(meaning, lambda card, at: SEVERAL.join(at.of(model, one) for one in card[field]))


def _json(field: str, meaning: str) -> Column:
    return Column(
        meaning,
        lambda card, _: card[field] and json.dumps(card[field], ensure_ascii=False),
    )


def _asserting(card: Card, labels: Labels) -> str:
    who = [one["speaker"] for one in card["positions"] if one["stance"] == "asserts"]
    return SEVERAL.join(dict.fromkeys(labels.of(Speaker, one) for one in who))


def _other_names(card: Card, labels: Labels) -> str:
    shown = labels.words(card["names"])
    names = dict.fromkeys([*card["names"].values(), *card["aliases"]])
    return SEVERAL.join(name for name in names if name != shown)


def _moment(card: Card, which: str) -> Any:
    """What is said at one end of a change of mind: a stance, a middle probability or a day."""
    field = {"stance": "stance", "probability": "middle", "deadline": "due"}[card["what"]]
    return card[which][field]


def _counts(card: Card, _: Labels) -> str:
    return SEVERAL.join(f"{one['action']} {one['rows']} {one['table']}" for one in card["counts"])


def _camps(card: Card, _: Labels) -> str:
    return SEVERAL.join(f"{one['for']}/{one['partly']}/{one['against']}" for one in card["camps"])


def _typical(card: Card, _: Labels) -> str:
    found = [one for one in card["camps"] if one["typical"]]
    return SEVERAL.join(f"{one['number']} {one['typical']}" for one in found)


def _way(card: Card, _: Labels) -> str:
    return SEVERAL.join(one["link"] for one in card["way"])


def _within(field: str, inner: str, meaning: str) -> Column:
    return Column(meaning, lambda card, _: card[field] and card[field][inner])


def _ends(field: str, meaning: str) -> dict[str, Column]:
    """A figure in the middle of every range, and at both ends."""
    return {
        field: _within(field, "middle", meaning),
        f"{field}_low": _within(field, "low", f"{meaning} with every probability at its low end"),
        f"{field}_high": _within(
            field, "high", f"{meaning} with every probability at its high end"
        ),
    }


_SCORED = (
    *("made", "scored", "open", "overdue", "vague", "unclear", "void", "late", "unread"),
    *("predictions", "dependent", "halved", "vague_words", "verdicts_ahead"),
)
_ID = _same("id", "its number in this notebook")
_UID = _same("uid", "its id in every copy of the notebook")
_NOTE = _words("note", "the curator's note")
_TAGS = _list("tags", "its tags")
_NAMES = {
    "name": _words("names", "its name"),
    "other_names": Column("its names in other languages, and its aliases", _other_names),
}

TABLES: dict[str, dict[str, Column]] = {
    "claim": {
        "id": _ID,
        "uid": _UID,
        "kind": _same("kind", "fact, cause, opinion, prediction or recommendation"),
        "weight": _same("weight", "main or detail"),
        "statement": _words("statement", "what is claimed"),
        "asserted_by": Column("who asserts it", _asserting),
        "about": _all_called("about", Concept, "the concepts that it is about"),
        "tags": _TAGS,
        "note": _NOTE,
        "positions": _number("positions", "how many positions there are on it"),
        "links": _number("links", "how many links lead from it or to it"),
        "predictions": _number("predictions", "how many predictions read it"),
        "outcome": _same("outcome", "what it came to; empty with nothing to check"),
    },
    "position": {
        "id": _ID,
        "uid": _UID,
        "claim": _same("claim", "the uid of the claim"),
        "statement": _called("claim", Claim, "what the claim says, in the language shown"),
        "speaker": _called("speaker", Speaker, "who takes the position"),
        "stance": _same("stance", "asserts, agrees, partly, disagrees or asks"),
        "said": _same("said", "when: a day, month or year"),
        "source": _called("source", Source, "the title of where it was said"),
        "section": _same("section", "the section of the source"),
        "turn": _same("turn", "the number of the turn"),
        "quote": _same("quote", "the words as they were spoken"),
        "note": _NOTE,
        "url": _same("url", "a link to the words on the page of the source"),
    },
    "link": {
        "id": _ID,
        "uid": _UID,
        "from": _same("from", "the uid of the claim that bears on the other"),
        "kind": _same("kind", "supports, opposes, qualifies, depends on, restates or elaborates"),
        "to": _same("to", "the uid of the other claim"),
        "from_statement": _called("from", Claim, "what the first claim says"),
        "to_statement": _called("to", Claim, "what the other claim says"),
        "by": _called("by", Speaker, "who draws the link; empty for the curator"),
        "note": _NOTE,
    },
    "view": {
        "id": _ID,
        "uid": _UID,
        "name": _same("name", "how it is called"),
        "query": _same("query", "which claims it shows"),
        "note": _NOTE,
    },
    "prediction": {
        "id": _ID,
        "uid": _UID,
        "statement": Column(
            "what is predicted, or what the first claim says, in the language shown",
            lambda card, _: card["says"],
        ),
        "criteria": _words("criteria", "what would decide it"),
        "horizon": _same("horizon", "the time as it was spoken"),
        "opens": _same("opens", "the first day on which it could come true"),
        "due": _same("due", "when it can be checked"),
        "state": _same("state", "its outcome, else overdue or open"),
        "tags": _TAGS,
        "note": _NOTE,
        "claims": _list("claims", "the uids of the claims that it reads"),
        "forecasts": _number("forecasts", "how many forecasts there are"),
        "resolutions": _number("resolutions", "how many resolutions, withdrawn ones included"),
        "snoozed": _same("snoozed", "until when kg due leaves it alone"),
        "vague": _same("vague", "whether the words of the horizon draw no time themselves"),
    },
    "due": {
        "id": _ID,
        "uid": _UID,
        "statement": _words("statement", "what is predicted"),
        "due": _same("due", "when it can be checked"),
        "state": _same("state", "overdue, soon or open"),
        "days": _same("days", "days left until its last day, negative when it is past"),
        "snoozed": _same("snoozed", "until when it is left alone"),
        "seen": _same("seen", "when it was last said or changed, where it has no date"),
        "problems": _list("problems", "what keeps it from being decided"),
    },
    "lint": {
        "id": _same("id", "the number of the prediction"),
        "uid": _UID,
        "statement": _words("statement", "what is predicted"),
        "code": _same("code", "what is found, as one word"),
        "gravity": _same("gravity", "problem or hint"),
        "says": _same("says", "what is found, as a sentence"),
        "mend": _same("mend", "the command that mends it"),
    },
    "change of mind": {
        "what": _same("what", "stance, probability or deadline"),
        "speaker": _called("speaker", Speaker, "whose mind it is"),
        "claim": _same("claim", "the uid of the claim"),
        "statement": _called("claim", Claim, "what the claim says, in the language shown"),
        "prediction": _same("prediction", "the uid of the prediction"),
        "from": Column(
            "what was said before: a stance, a middle probability or a day",
            lambda card, _: _moment(card, "before"),
        ),
        "from_said": Column("when that was said", lambda card, _: card["before"]["said"]),
        "from_quote": Column("the words of that", lambda card, _: card["before"]["quote"]),
        "to": Column(
            "what was said later: a stance, a middle probability or a day",
            lambda card, _: _moment(card, "after"),
        ),
        "to_said": Column("when that was said", lambda card, _: card["after"]["said"]),
        "to_quote": Column("the words of that", lambda card, _: card["after"]["quote"]),
    },
    "agreement": {
        "first": _called("first", Speaker, "one speaker; empty for all together"),
        "second": _called("second", Speaker, "the other; empty for all together"),
        **{
            name: _same(name, "how many claims")
            for name in ("agreements", "partial", "disagreements", "claims")
        },
        **{name: _same(name, "a figure") for name in ("rate", "rate_low", "rate_high")},
        "inferred_agreements": _same("inferred_agreements", "how many follow from links"),
        "inferred_disagreements": _same("inferred_disagreements", "how many follow from links"),
        "but": _same("but", "the uid of the claim on which alone they disagree"),
        "alpha": _same("alpha", "Krippendorff's alpha of all together"),
    },
    "ground": {
        "id": _same("id", "the number of the claim"),
        "claim": _same("claim", "the uid of the claim"),
        "statement": _called("claim", Claim, "what the claim says, in the language shown"),
        **{name: _same(name, "how many speakers") for name in ("for", "partly", "against")},
        **{
            name: _same(name, "a figure")
            for name in ("common", "dividing", "bridging", "factor", "crux")
        },
        "crux_claims": Column(
            "the uids of the claims in dispute that would move with its answer",
            lambda card, _: SEVERAL.join(card["crux_claims"]),
        ),
        "disagreements": _same("disagreements", "how many pairs of speakers disagree about these"),
        "disagreements_of": _same("disagreements_of", "and about all that is not decided"),
        "camps": Column("how many of each camp are for it, partly and against it", _camps),
        "typical": Column("of which camps it is typical, and on which side", _typical),
        "marks": Column(
            "what it is called in the light of camps", lambda card, _: SEVERAL.join(card["marks"])
        ),
    },
    "conflict": {
        "conflict": _same("conflict", "held together, taken back, impossible or circular"),
        "inferred": Column(
            "yes where it follows from links", lambda card, _: "yes" * card["inferred"]
        ),
        "speaker": _called("speaker", Speaker, "who; empty for links alone"),
        "first": _same("first", "the uid of a claim"),
        "first_statement": _called("first", Claim, "what the first claim says"),
        "first_stance": _same("first_stance", "holds or denies"),
        "first_said": _same("first_said", "when"),
        "last": _same("last", "the uid of a claim"),
        "last_statement": _called("last", Claim, "what the last claim says"),
        "last_stance": _same("last_stance", "holds or denies"),
        "last_said": _same("last_said", "when"),
        "way": Column("the links, by uid, from which it follows", _way),
    },
    "step": {
        "level": _same("level", "how many links lead to it"),
        "id": _same("id", "the number of the claim"),
        "claim": _same("claim", "the uid of the claim"),
        "statement": _called("claim", Claim, "what the claim says, in the language shown"),
        "next_to": _same("next_to", "the uid of the claim on the other side of the link"),
        "kind": _same("kind", "supports or depends on"),
        "by": _called("by", Speaker, "who draws the link; empty for the curator"),
        "link": _same("link", "the uid of the link"),
        "state": _same("state", "what the claim came to; empty with nothing to check"),
    },
    "speaker": {
        "id": _ID,
        "uid": _UID,
        "kind": _same("kind", "person, organisation or group"),
        **_NAMES,
        "url": _same("url", "a page about it"),
        "note": _NOTE,
    },
    "concept": {
        "id": _ID,
        "uid": _UID,
        "kind": _same("kind", "any word, such as system"),
        **_NAMES,
        "broader": _called("broader", Concept, "the concept of which it is a part"),
        "url": _same("url", "a page about it"),
        "note": _NOTE,
    },
    "source": {
        "id": _ID,
        "uid": _UID,
        "kind": _same("kind", "any word, such as interview"),
        "title": _words("title", "its title"),
        "publisher": _same("publisher", "who published it"),
        "url": _same("url", "where it can be found"),
        "published": _same("published", "when it was published"),
        "recorded": _same("recorded", "when it was said"),
        "language": _same("language", "the language in which it is"),
        "note": _NOTE,
    },
    "evidence": {
        "id": _ID,
        "uid": _UID,
        "title": _words("title", "its title"),
        "url": _same("url", "where it can be read"),
        "published": _same("published", "when it was published"),
        "quote": _same("quote", "the words that decide"),
        "grade": _same("grade", "primary, secondary or memory"),
        "note": _NOTE,
    },
    "score": {
        "by": _same("by", "speaker, concept, source or year; empty for all together"),
        "id": _same("id", "the number of the group in this notebook"),
        "uid": _same("uid", "its id in every copy of the notebook"),
        "name": _words("names", "what the group is called"),
        "year": _same("year", "the year"),
        "of": _same("of", "what is scored"),
        **{name: _same(name, "how many") for name in _SCORED},
        **{
            name: _same(name, "a figure")
            for name in ("hits", "rate", "rate_low", "rate_high", "base_rate")
        },
        **_ends("brier", "the Brier score"),
        **_ends("log", "the log score"),
        **_ends("skill", "the skill"),
        **_ends("log_skill", "the skill by the log score"),
        "brier_over_time": _same("brier_over_time", "the Brier score by the days they stood"),
        "log_over_time": _same("log_over_time", "the log score by the days they stood"),
        "miscalibration": _within("brier_parts", "miscalibration", "that of the Brier score"),
        "discrimination": _within("brier_parts", "discrimination", "that of the Brier score"),
        "uncertainty": _within("brier_parts", "uncertainty", "that of the Brier score"),
    },
    "change": {
        "id": _same("id", "its number in the history"),
        "made_at": _same("made_at", "when it was made, in UTC"),
        "command": _same("command", "the command as it was typed"),
        "curator": _same("curator", "who made it"),
        "undoes": _same("undoes", "the change that it takes back"),
        "undone": Column("yes where it was taken back", lambda card, _: "yes" * card["undone"]),
        "counts": Column("what was done to how many rows of which table", _counts),
    },
    "past": {
        "batch": _same("batch", "the number of the change in the history"),
        "made_at": _same("made_at", "when it was made, in UTC"),
        "command": _same("command", "the command as it was typed"),
        "curator": _same("curator", "who made it"),
        "action": _same("action", "added, changed or removed"),
        "before": _json("before", "what was there before, as JSON"),
        "after": _json("after", "what is there since, as JSON"),
    },
}
"""The columns of each list, in order."""

_POINTING: dict[str, dict[str, Any]] = {
    "claim": {"about": Concept},
    "position": {"claim": Claim, "speaker": Speaker, "source": Source},
    "link": {"from": Claim, "to": Claim, "by": Speaker},
    "change of mind": {"claim": Claim, "speaker": Speaker},
    "agreement": {"first": Speaker, "second": Speaker},
    "ground": {"claim": Claim},
    "conflict": {"speaker": Speaker, "first": Claim, "last": Claim},
    "step": {"claim": Claim, "by": Speaker},
    "concept": {"broader": Concept},
}
"""Which fields of which cards hold the uid of what is shown by its name, or a list of them."""


def columns(kind: str) -> list[str]:
    """The names of the columns in the list of a kind."""
    return list(TABLES[kind])


def rows(kind: str, session: Session, cards: Sequence[Card], language: str) -> Iterator[list[Any]]:
    """A row for each card; texts that there are in several languages come in one."""
    labels = Labels(session, language)
    for field, model in _POINTING.get(kind, {}).items():
        pointed = (card[field] for card in cards)
        labels.read(model, (one for some in pointed for one in _several(some)))
    if kind == "claim":
        positions = (one for card in cards for one in card["positions"])
        labels.read(Speaker, (one["speaker"] for one in positions))
    if kind == "prediction":
        labels.read(Claim, (uid for card in cards for uid in card["claims"][:1]))
        cards = [{**card, "says": _says(card, labels)} for card in cards]
    for card in cards:
        yield [column.take(card, labels) for column in TABLES[kind].values()]


def _says(card: Card, labels: Labels) -> str:
    """A prediction in its own words, else in those of the first claim that its card reads."""
    if card["statement"]:
        return labels.words(card["statement"])
    return "".join(labels.of(Claim, uid) for uid in card["claims"][:1])


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
