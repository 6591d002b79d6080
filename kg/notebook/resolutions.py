"""Resolutions: how predictions and claims of fact turned out, by which evidence."""

import re
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain import checks
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Confidence, Grade, Outcome, Side
from kg.domain.wording import Wording, brief, clean, one_line, said_in, wording
from kg.errors import Conflict, Invalid
from kg.notebook import asof, ids
from kg.notebook.changing.edits import set_changed
from kg.notebook.finding import find
from kg.store.models import Citation, Claim, Evidence, Position, Prediction, Resolution


def resolve(
    session: Session,
    target: find.Key | Prediction | Claim,
    outcome: Outcome | str,
    *,
    today: date,
    on: PartialDate | str | None = None,
    fraction: float | None = None,
    confidence: Confidence | str | None = None,
    evidence: Iterable[find.Key | Evidence] = (),
    against: Iterable[find.Key | Evidence] = (),
    grade: Grade | str | None = None,
    note: str | Wording | None = None,
    uid: str | None = None,
) -> Resolution:
    """Append how a prediction (by its key) or a claim of fact (as a Claim) turned out.

    `evidence` and `against` are what speaks for and against the outcome: known evidence, or web
    addresses, which are added; `grade` is that of what has none yet. `fraction` says how much of it
    came true when it did partly. Raises Conflict when it is decided before it was said, or before
    an earlier verdict that counts, and when that very verdict is written down already; and
    ReasonWanted, which is a Conflict, when a verdict stands and no `note` says why this one is to
    count instead, unless it is of the same outcome and tells of more evidence or confidence.
    """
    row = target if isinstance(target, Claim) else find.prediction(session, target)
    if isinstance(row, Claim) and row.readings:
        numbers = ", ".join(str(reading.prediction_id) for reading in row.readings)
        raise Conflict(
            f"Claim {row.id} is decided by its predictions: {numbers}.",
            f"Say how one turned out: kg resolve {row.readings[0].prediction_id} {outcome}.",
        )
    what = checks.word(Outcome, outcome)
    decided = PartialDate.parse(on or today)
    check_decided(row, decided, today)
    if fraction is not None and what is not Outcome.PARTLY:
        raise Invalid("Only what came true partly has a fraction.", "Say partly, or leave it out.")
    sides = [
        (find_or_add_evidence(session, key, grade), side)
        for side, keys in ((Side.FOR, evidence), (Side.AGAINST, against))
        for key in keys
    ]
    if both := {one for one, _ in sides if {(one, Side.FOR), (one, Side.AGAINST)} <= set(sides)}:
        raise Invalid(
            f"{said_in(both.pop().title)} cannot speak for the outcome and against it.",
            "Name it once.",
        )
    if grade and not sides:
        raise Invalid("A grade is that of evidence.", "Name some, or leave out the grade.")
    _refuse_twin(row, what, decided, fraction, confidence, note, dict(sides))
    if not note:
        _want_reason(row, what, fraction, says_more=bool(sides or confidence))
    added = Resolution(
        uid=ids.own(session, Resolution, uid, f"{what} {decided}"),
        prediction=row if isinstance(row, Prediction) else None,
        claim=row if isinstance(row, Claim) else None,
        outcome=what,
        fraction=None if fraction is None else checks.probability(fraction, "fraction"),
        decided=decided,
        confidence=checks.word(Confidence, confidence) if confidence else None,
        note=wording(note, "note") if note else None,
    )
    for found, side in dict(sides).items():
        added.citations.append(Citation(evidence=found, side=side))
    session.add(added)
    session.flush()
    return added


def _refuse_twin(
    row: Prediction | Claim,
    outcome: Outcome,
    decided: PartialDate,
    fraction: float | None,
    confidence: Confidence | str | None,
    note: str | Wording | None,
    sides: dict[Evidence, Side],
) -> None:
    """Refuse a verdict that tells nothing beyond one that is there and not withdrawn."""
    told = wording(note, "note") if note else None
    for one in row.resolutions:
        known = {(citation.evidence, citation.side) for citation in one.citations}
        if (
            (one.outcome, one.decided, one.fraction) == (outcome, decided, fraction)
            and one.withdrawn is None
            and confidence in (None, one.confidence)
            and told in (None, one.note)
            and set(sides.items()) <= known
        ):
            raise Conflict(
                f"That is resolution {one.id} already: {outcome}, decided {decided}.",
                f"Add what is new to it, or withdraw it first: kg withdraw {one.id}.",
            )


class ReasonWanted(Conflict):
    """A verdict stands, `seen`, and nothing says why another is to count instead."""

    def __init__(self, message: str, remedy: str, seen: Resolution) -> None:
        super().__init__(message, remedy)
        self.seen, self.outcome = seen.id, seen.outcome


class DecidedMeanwhile(Conflict):
    """The verdict that stands is not the one that was seen."""


def refuse_unseen(row: Prediction | Claim, seen: int | None) -> None:
    """Raise DecidedMeanwhile when another verdict stands than the one of the number `seen`."""
    verdict = standing(row)
    if (verdict.id if verdict else None) == seen:
        return
    what = "prediction" if isinstance(row, Prediction) else "claim"
    if verdict is None:
        raise DecidedMeanwhile(
            f"The verdict on {what} {row.id} was withdrawn meanwhile.", "It waits again."
        )
    raise DecidedMeanwhile(
        f"{what.capitalize()} {row.id} was decided meanwhile: {verdict.outcome}, on "
        f"{verdict.decided}.",
        "Decide it anew if that does not hold.",
    )


def _want_reason(
    row: Prediction | Claim, outcome: Outcome, fraction: float | None, *, says_more: bool
) -> None:
    earlier = standing(row)
    if earlier is None:
        return
    if says_more and (earlier.outcome, earlier.fraction) == (outcome, fraction):
        return
    what = "Prediction" if isinstance(row, Prediction) else "Claim"
    raise ReasonWanted(
        f"{what} {row.id} was decided already: {_told(earlier)}.",
        "Say why it is decided anew: --reason TEXT",
        earlier,
    )


def _told(row: Resolution) -> str:
    share = f" ({100 * row.fraction:g} %)" if row.fraction is not None else ""
    words = said_in(row.note)
    return f"{row.outcome}{share}, {row.decided}" + (f", «{brief(words)}»" if words else "")


def check_decided(row: Prediction | Claim, decided: PartialDate, today: date) -> None:
    """Raise Conflict as `check_day` does, and when that day is before the verdict that stands."""
    check_day(row, decided, today)
    earlier = standing(row)
    if earlier is not None and decided.last < earlier.decided.last:
        what = "Prediction" if isinstance(row, Prediction) else "Claim"
        raise Conflict(
            f"{what} {row.id} was decided {earlier.outcome} on {earlier.decided}, and of two "
            f"verdicts the later day counts: one of {decided} would change nothing.",
            f"If it is to count, withdraw the other first: kg withdraw {earlier.id} --reason TEXT",
        )


def check_day(row: Prediction | Claim, decided: PartialDate, today: date) -> None:
    """Raise Conflict when that day is still to come, or is before what is decided was said.

    A month or year that is not over is refused too: as of no day of it would the verdict count.
    """
    if decided.last > today:
        ahead = "still to come" if decided.first > today else "not over yet"
        raise Conflict(f"{decided} is {ahead}.", "Give the day on which it was decided.")
    claims = [row] if isinstance(row, Claim) else [reading.claim for reading in row.readings]
    said = [one.said.first for claim in claims for one in claim.positions if one.said is not None]
    if said and decided.last < min(said):
        raise Conflict(
            f"It was said on {min(said)}, after {decided}.",
            "Give a day on which it could be decided.",
        )


def refuse_early_verdicts(claim: Claim) -> None:
    """Raise Conflict when a verdict that counts is older than anything said of what it judges."""
    judged: list[Prediction | Claim] = [claim, *(one.prediction for one in claim.readings)]
    for row in judged:
        claims = [row] if isinstance(row, Claim) else [one.claim for one in row.readings]
        said = [one.said.first for one in _positions(claims) if one.said is not None]
        verdict = standing(row)
        if said and verdict is not None and verdict.decided.last < min(said):
            raise Conflict(
                f"Resolution {verdict.id}, decided {verdict.decided}, would come before "
                f"it was said, on {min(said)}.",
                f"Withdraw it first: kg withdraw {verdict.id}.",
            )


def _positions(claims: Iterable[Claim]) -> Iterable[Position]:
    return (position for claim in claims for position in claim.positions)


def withdraw(
    session: Session, key: find.Key | Resolution, *, today: date, because: str | None = None
) -> Resolution:
    """Withdraw a resolution, which stays in the record but counts no longer."""
    row = find.resolution(session, key)
    if row.withdrawn is not None:
        raise Conflict(f"Resolution {row.id} was withdrawn on {row.withdrawn} already.")
    if today < row.decided.first:
        raise Conflict(
            f"Resolution {row.id} was decided on {row.decided}, and today is {today}.",
            "Set the clock right, or unset KG_TODAY.",
        )
    row.withdrawn = PartialDate.parse(today)
    row.withdrawn_because = clean(because, "reason", 10_000) if because else None
    session.flush()
    return row


def standing(row: Prediction | Claim, as_of: date | None = None) -> Resolution | None:
    """The resolution that counts, or did as of a day: the latest decided that is not withdrawn."""
    return latest(asof.stood(row.resolutions, as_of))


def latest(resolutions: Iterable[Resolution]) -> Resolution | None:
    """The one decided last; of several on one day, the one written down last."""
    return next(reversed(in_order(resolutions)), None)


def in_order(resolutions: Iterable[Resolution]) -> list[Resolution]:
    """The resolutions in the order in which each came to count."""
    return sorted(resolutions, key=lambda one: (one.decided.last, one.id))


def find_or_add_evidence(
    session: Session, key: find.Key | Evidence, grade: Grade | str | None = None
) -> Evidence:
    """The evidence meant by number, id or address; an unknown address is added.

    It is given the `grade`; raises Conflict when it has another one.
    """
    row = key if isinstance(key, Evidence) else _known(session, key)
    if row is None:
        return add_evidence(session, url=str(key), grade=grade)
    if grade:
        wanted = checks.word(Grade, grade)
        if row.grade not in (None, wanted):
            raise Conflict(
                f"Evidence {row.id}, «{brief(said_in(row.title))}», is {row.grade}, not {wanted}.",
                f"If it was read otherwise: kg evidence edit {row.id} --grade {wanted}",
            )
        set_changed(row, grade=wanted)
    return row


def _known(session: Session, key: find.Key) -> Evidence | None:
    """The evidence meant, or None for an address that is none's yet."""
    if not _ADDRESS.match(str(key)):
        return find.evidence(session, key)
    url = checks.web_address(str(key))
    return session.scalars(select(Evidence).where(Evidence.url == url).limit(1)).first()


_ADDRESS = re.compile(r"\s*([a-z][a-z0-9+.-]*://|(javascript|vbscript|data|file):)", re.IGNORECASE)
"""What is meant as an address, be it one that is refused."""


def add_evidence(
    session: Session,
    title: str | Wording | None = None,
    *,
    url: str | None = None,
    published: PartialDate | str | None = None,
    quote: str | None = None,
    grade: Grade | str | None = None,
    note: str | Wording | None = None,
    uid: str | None = None,
) -> Evidence:
    """Add a piece of evidence; without a title it is called by its address."""
    words = one_line(title or url or "", "title", 2000)
    row = Evidence(
        uid=ids.own(session, Evidence, uid, re.sub("^https?://", "", said_in(words))),
        title=words,
        url=checks.web_address(url) if url else None,
        published=PartialDate.parse(published) if published else None,
        quote=clean(quote, "quote", 10_000) if quote else None,
        grade=checks.word(Grade, grade) if grade else None,
        note=wording(note, "note") if note else None,
    )
    session.add(row)
    session.flush()
    return row
