"""Lists as tables: cards with one row each and one text or number a cell, as CSV holds them.

The columns are a stable contract: there may be more of them later, at the end.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from kg.notebook.showing.cards import Card
from kg.notebook.showing.columns import (
    SEVERAL,
    Column,
    Labels,
    all_called,
    as_json,
    called,
    counted,
    ends,
    joined,
    same,
    within,
    words,
)
from kg.store.models import Claim, Concept, Source, Speaker


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


_SCORED = (
    *("made", "scored", "open", "overdue", "vague", "unclear", "void", "late", "unread"),
    *("predictions", "dependent", "halved", "vague_words", "verdicts_ahead"),
)
_ID = same("id", "its number in this notebook")
_UID = same("uid", "its id in every copy of the notebook")
_NOTE = words("note", "the curator's note")
_TAGS = joined("tags", "its tags")
_NAMES = {
    "name": words("names", "its name"),
    "other_names": Column("its names in other languages, and its aliases", _other_names),
}

TABLES: dict[str, dict[str, Column]] = {
    "claim": {
        "id": _ID,
        "uid": _UID,
        "kind": same("kind", "fact, cause, opinion, prediction or recommendation"),
        "weight": same("weight", "main or detail"),
        "statement": words("statement", "what is claimed"),
        "asserted_by": Column("who asserts it", _asserting),
        "about": all_called("about", Concept, "the concepts that it is about"),
        "tags": _TAGS,
        "note": _NOTE,
        "positions": counted("positions", "how many positions there are on it"),
        "links": counted("links", "how many links lead from it or to it"),
        "predictions": counted("predictions", "how many predictions read it"),
        "outcome": same("outcome", "what it came to; empty with nothing to check"),
    },
    "position": {
        "id": _ID,
        "uid": _UID,
        "claim": same("claim", "the uid of the claim"),
        "statement": called("claim", Claim, "what the claim says, in the language shown"),
        "speaker": called("speaker", Speaker, "who takes the position"),
        "stance": same("stance", "asserts, agrees, partly, disagrees or asks"),
        "said": same("said", "when: a day, month or year"),
        "source": called("source", Source, "the title of where it was said"),
        "section": same("section", "the section of the source"),
        "turn": same("turn", "the number of the turn"),
        "quote": same("quote", "the words as they were spoken"),
        "note": _NOTE,
        "url": same("url", "a link to the words on the page of the source"),
    },
    "link": {
        "id": _ID,
        "uid": _UID,
        "from": same("from", "the uid of the claim that bears on the other"),
        "kind": same("kind", "supports, opposes, qualifies, depends on, restates or elaborates"),
        "to": same("to", "the uid of the other claim"),
        "from_statement": called("from", Claim, "what the first claim says"),
        "to_statement": called("to", Claim, "what the other claim says"),
        "by": called("by", Speaker, "who draws the link; empty for the curator"),
        "note": _NOTE,
    },
    "view": {
        "id": _ID,
        "uid": _UID,
        "name": same("name", "how it is called"),
        "query": same("query", "which claims it shows"),
        "note": _NOTE,
    },
    "prediction": {
        "id": _ID,
        "uid": _UID,
        "statement": Column(
            "what is predicted, or what the first claim says, in the language shown",
            lambda card, _: card["says"],
        ),
        "criteria": words("criteria", "what would decide it"),
        "horizon": same("horizon", "the time as it was spoken"),
        "opens": same("opens", "the first day on which it could come true"),
        "due": same("due", "when it can be checked"),
        "state": same("state", "its outcome, else overdue or open"),
        "tags": _TAGS,
        "note": _NOTE,
        "claims": joined("claims", "the uids of the claims that it reads"),
        "forecasts": counted("forecasts", "how many forecasts there are"),
        "resolutions": counted("resolutions", "how many resolutions, withdrawn ones included"),
        "snoozed": same("snoozed", "until when kg due leaves it alone"),
        "vague": same("vague", "whether the words of the horizon draw no time themselves"),
    },
    "due": {
        "id": _ID,
        "uid": _UID,
        "statement": words("statement", "what is predicted"),
        "due": same("due", "when it can be checked"),
        "state": same("state", "overdue, soon or open"),
        "days": same("days", "days left until its last day, negative when it is past"),
        "snoozed": same("snoozed", "until when it is left alone"),
        "seen": same("seen", "when it was last said or changed, where it has no date"),
        "problems": joined("problems", "what keeps it from being decided"),
    },
    "lint": {
        "id": same("id", "the number of the prediction"),
        "uid": _UID,
        "statement": words("statement", "what is predicted"),
        "code": same("code", "what is found, as one word"),
        "gravity": same("gravity", "problem or hint"),
        "says": same("says", "what is found, as a sentence"),
        "mend": same("mend", "the command that mends it"),
    },
    "change of mind": {
        "what": same("what", "stance, probability or deadline"),
        "speaker": called("speaker", Speaker, "whose mind it is"),
        "claim": same("claim", "the uid of the claim"),
        "statement": called("claim", Claim, "what the claim says, in the language shown"),
        "prediction": same("prediction", "the uid of the prediction"),
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
        "first": called("first", Speaker, "one speaker; empty for all together"),
        "second": called("second", Speaker, "the other; empty for all together"),
        **{
            name: same(name, "how many claims")
            for name in ("agreements", "partial", "disagreements", "claims")
        },
        **{name: same(name, "a figure") for name in ("rate", "rate_low", "rate_high")},
        "inferred_agreements": same("inferred_agreements", "how many follow from links"),
        "inferred_disagreements": same("inferred_disagreements", "how many follow from links"),
        "but": same("but", "the uid of the claim on which alone they disagree"),
        "alpha": same("alpha", "Krippendorff's alpha of all together"),
    },
    "ground": {
        "id": same("id", "the number of the claim"),
        "claim": same("claim", "the uid of the claim"),
        "statement": called("claim", Claim, "what the claim says, in the language shown"),
        **{name: same(name, "how many speakers") for name in ("for", "partly", "against")},
        **{
            name: same(name, "a figure")
            for name in ("common", "dividing", "bridging", "factor", "crux")
        },
        "crux_claims": Column(
            "the uids of the claims in dispute that would move with its answer",
            lambda card, _: SEVERAL.join(card["crux_claims"]),
        ),
        "disagreements": same("disagreements", "how many pairs of speakers disagree about these"),
        "disagreements_of": same("disagreements_of", "and about all that is not decided"),
        "camps": Column("how many of each camp are for it, partly and against it", _camps),
        "typical": Column("of which camps it is typical, and on which side", _typical),
        "marks": Column(
            "what it is called in the light of camps", lambda card, _: SEVERAL.join(card["marks"])
        ),
    },
    "conflict": {
        "conflict": same("conflict", "held together, taken back, impossible or circular"),
        "inferred": Column(
            "yes where it follows from links", lambda card, _: "yes" * card["inferred"]
        ),
        "speaker": called("speaker", Speaker, "who; empty for links alone"),
        "first": same("first", "the uid of a claim"),
        "first_statement": called("first", Claim, "what the first claim says"),
        "first_stance": same("first_stance", "holds or denies"),
        "first_said": same("first_said", "when"),
        "last": same("last", "the uid of a claim"),
        "last_statement": called("last", Claim, "what the last claim says"),
        "last_stance": same("last_stance", "holds or denies"),
        "last_said": same("last_said", "when"),
        "way": Column("the links, by uid, from which it follows", _way),
    },
    "step": {
        "level": same("level", "how many links lead to it"),
        "id": same("id", "the number of the claim"),
        "claim": same("claim", "the uid of the claim"),
        "statement": called("claim", Claim, "what the claim says, in the language shown"),
        "next_to": same("next_to", "the uid of the claim on the other side of the link"),
        "kind": same("kind", "supports or depends on"),
        "by": called("by", Speaker, "who draws the link; empty for the curator"),
        "link": same("link", "the uid of the link"),
        "state": same("state", "what the claim came to; empty with nothing to check"),
    },
    "speaker": {
        "id": _ID,
        "uid": _UID,
        "kind": same("kind", "person, organisation or group"),
        **_NAMES,
        "url": same("url", "a page about it"),
        "note": _NOTE,
    },
    "concept": {
        "id": _ID,
        "uid": _UID,
        "kind": same("kind", "any word, such as system"),
        **_NAMES,
        "broader": called("broader", Concept, "the concept of which it is a part"),
        "url": same("url", "a page about it"),
        "note": _NOTE,
    },
    "source": {
        "id": _ID,
        "uid": _UID,
        "kind": same("kind", "any word, such as interview"),
        "title": words("title", "its title"),
        "publisher": same("publisher", "who published it"),
        "url": same("url", "where it can be found"),
        "published": same("published", "when it was published"),
        "recorded": same("recorded", "when it was said"),
        "language": same("language", "the language in which it is"),
        "note": _NOTE,
    },
    "evidence": {
        "id": _ID,
        "uid": _UID,
        "title": words("title", "its title"),
        "url": same("url", "where it can be read"),
        "published": same("published", "when it was published"),
        "quote": same("quote", "the words that decide"),
        "grade": same("grade", "primary, secondary or memory"),
        "note": _NOTE,
    },
    "score": {
        "by": same("by", "speaker, concept, source or year; empty for all together"),
        "id": same("id", "the number of the group in this notebook"),
        "uid": same("uid", "its id in every copy of the notebook"),
        "name": words("names", "what the group is called"),
        "year": same("year", "the year"),
        "of": same("of", "what is scored"),
        **{name: same(name, "how many") for name in _SCORED},
        **{
            name: same(name, "a figure")
            for name in ("hits", "rate", "rate_low", "rate_high", "base_rate")
        },
        **ends("brier", "the Brier score"),
        **ends("log", "the log score"),
        **ends("skill", "the skill"),
        **ends("log_skill", "the skill by the log score"),
        "brier_over_time": same("brier_over_time", "the Brier score by the days they stood"),
        "log_over_time": same("log_over_time", "the log score by the days they stood"),
        "miscalibration": within("brier_parts", "miscalibration", "that of the Brier score"),
        "discrimination": within("brier_parts", "discrimination", "that of the Brier score"),
        "uncertainty": within("brier_parts", "uncertainty", "that of the Brier score"),
    },
    "change": {
        "id": same("id", "its number in the history"),
        "made_at": same("made_at", "when it was made, in UTC"),
        "command": same("command", "the command as it was typed"),
        "curator": same("curator", "who made it"),
        "undoes": same("undoes", "the change that it takes back"),
        "undone": Column("yes where it was taken back", lambda card, _: "yes" * card["undone"]),
        "counts": Column("what was done to how many rows of which table", _counts),
    },
    "past": {
        "batch": same("batch", "the number of the change in the history"),
        "made_at": same("made_at", "when it was made, in UTC"),
        "command": same("command", "the command as it was typed"),
        "curator": same("curator", "who made it"),
        "action": same("action", "added, changed or removed"),
        "before": as_json("before", "what was there before, as JSON"),
        "after": as_json("after", "what is there since, as JSON"),
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
