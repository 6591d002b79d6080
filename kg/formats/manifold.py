"""Manifold's markets as its API gives them: a list, or one, of JSON."""

from typing import Any

from kg.domain.vocabulary import Outcome
from kg.errors import KgError
from kg.formats import foreign, questions
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.questions import Guess, Question
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

OUTCOMES = {
    "YES": Outcome.RIGHT,
    "NO": Outcome.WRONG,
    "MKT": Outcome.PARTLY,
    "CANCEL": Outcome.VOID,
}

NUMBERS = {"NUMERIC", "PSEUDO_NUMERIC", "DATE", "STONK"}
"""The types of markets whose probability is the place of a number between two others."""

LAST = 253_402_300_799_999
"""The last millisecond that a day has."""


def _markets(data: Any) -> list[Any]:
    return data if isinstance(data, list) else [data]


def recognises(place: Place) -> bool:
    """Whether it is JSON that begins with a market."""
    if not place.holds_json():
        return False
    first = next(iter(_markets(place.data)), None)
    return isinstance(first, dict) and {"question", "outcomeType"} <= first.keys()


def read(place: Place) -> Document:
    """Markets as predictions, with the market's own probability as forecast of Manifold.

    Each answer of a market with several is a prediction of its own.
    """
    out = Foreign(place.shown)
    for number, one in enumerate(_markets(place.data)):
        where = f"{place.shown}[{number}]"
        if not isinstance(one, dict) or not one.get("id"):
            raise KgError(f"{where}: It is no market.", "It has an id, question and outcomeType.")
        with out.at(where):
            _take(out, one, where)
    return out.document()


def _take(out: Foreign, one: dict[str, Any], where: str) -> None:
    answers = one.get("answers")
    if isinstance(answers, list) and all(isinstance(answer, dict) for answer in answers):
        for number, answer in enumerate(answers):
            key = answer.get("id") or number
            inner = {**one, **answer, "id": f"{one['id']}/{key}"}
            questions.add(out, _question(out, one, inner, f"{where}.answers[{number}]"))
        if answers:
            return
    questions.add(out, _question(out, one, one, where))


def _question(out: Foreign, market: dict[str, Any], one: dict[str, Any], where: str) -> Question:
    title = str(market.get("question") or "")
    if one is not market:
        title = f"{title} — {one.get('text') or one['id']}"
    numeric = one is market and market.get("outcomeType") in NUMBERS
    probability = None if numeric else foreign.share(one.get("probability"))
    if numeric and one.get("probability") is not None:
        out.skip(where, "1 forecast of numbers or dates, which have no place.")
    last = one.get("lastBetTime") or one.get("resolutionTime") or one.get("lastUpdatedTime")
    guesses = []
    if probability is not None:
        speaker = out.speaker("manifold", "Manifold", where, kind="group")
        guesses = [Guess(speaker, probability, foreign.day_of_epoch(last), "market")]
    outcome, fraction, other = _resolved(market, one)
    kept = {}
    if numeric:
        names = ("outcomeType", "value", "min", "max", "resolutionValue")
        kept = {name: market.get(name) for name in names}
        if outcome in {Outcome.PARTLY, Outcome.RIGHT, Outcome.WRONG}:
            # It says between which numbers it ended, not that anything happened.
            outcome, fraction, other = None, None, one.get("resolution")
            kept["share"] = one.get("resolutionProbability")
    groups = market.get("groupSlugs")
    closes, due = market.get("closeTime"), None
    # Markets that are never to close close after the year 9999.
    if not (isinstance(closes, int | float) and closes > LAST):
        due, closes = foreign.day_of_epoch(closes), None
    return Question(
        uid("manifold", *str(one["id"]).split("/")),
        title,
        where,
        url=foreign.address(market.get("url")),
        opens=foreign.day_of_epoch(market.get("createdTime")),
        due=due,
        criteria=foreign.tidy(market.get("textDescription")),
        note=out.note(by=market.get("creatorName"), resolution=other, closes=closes, **kept),
        tags=[str(group) for group in groups] if isinstance(groups, list) else [],
        guesses=guesses,
        outcome=outcome,
        fraction=fraction,
        decided=foreign.day_of_epoch(one.get("resolutionTime")),
    )


def _resolved(
    market: dict[str, Any], one: dict[str, Any]
) -> tuple[Outcome | None, float | None, Any]:
    """How a market or one of its answers ended, how much of it, and what else it ended in.

    Where several answers share the end, the market says how many per cent each gets.
    """
    resolution, key = one.get("resolution"), one["id"].rsplit("/")[-1]
    outcome = OUTCOMES.get(str(resolution))
    shares = market.get("resolutions") if one is not market and resolution else None
    # MKT says that they share it; each other word says the same of all.
    is_shared = outcome in (None, Outcome.PARTLY)
    if is_shared and isinstance(shares, dict) and resolution == market.get("resolution"):
        share = foreign.share(shares.get(key) or 0, 100)
        ends = {0.0: Outcome.WRONG, 1.0: Outcome.RIGHT}
        return (ends.get(share or 0.0, Outcome.PARTLY), share, None)
    if outcome is None and one is not market and one.get("isResolved") and resolution:
        outcome = Outcome.RIGHT if resolution == key else Outcome.WRONG
    other = resolution if resolution and outcome is None else None
    return outcome, foreign.share(one.get("resolutionProbability")), other


FORMAT = Format(
    "manifold",
    "Manifold's markets, as its API gives them",
    carries="questions, the market's probability, when they close, resolutions, groups as tags",
    leaves="forecasts and ends of markets whose answer is a number or a date (what they came to "
    "stands in notes), traders, bets, volume and liquidity, times of day",
    files="a JSON list of markets",
    recognises=recognises,
    read=read,
)
