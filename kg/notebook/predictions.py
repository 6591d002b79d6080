"""Predictions: checkable readings of claims, and how likely speakers hold them to be."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from kg.domain.checks import probability as checked
from kg.domain.checks import word
from kg.domain.dates import PartialDate
from kg.domain.spoken_times import refuse_reversed
from kg.domain.vocabulary import Basis
from kg.domain.wording import Wording, clean_line, said_in, wording
from kg.errors import Conflict, Invalid
from kg.notebook import ids, past, speakers
from kg.notebook.changing.edits import KEEP, Keep, reworded, set_changed, unless_kept
from kg.notebook.finding import find
from kg.store.models import Claim, Forecast, Prediction, Reading, Speaker


def predict(
    session: Session,
    claims: Iterable[find.Key | Claim],
    *,
    statement: str | Wording | None = None,
    criteria: str | Wording | None = None,
    horizon: str | None = None,
    opens: PartialDate | str | None = None,
    due: PartialDate | str | None = None,
    tags: Iterable[str] = (),
    note: str | Wording | None = None,
    uid: str | None = None,
) -> Prediction:
    """Add a checkable reading of one or more claims.

    `criteria` say what would decide it, `horizon` keeps the words in which the time was given.
    Raises Conflict when it is due before it opens.
    """
    read = [find.claim(session, key) for key in claims]
    if not read:
        raise Invalid("A prediction is a reading of a claim.", "Name at least one claim.")
    words = wording(statement, "statement", longest=10_000) if statement else None
    window = _window(_day(opens), _day(due))
    row = Prediction(
        uid=ids.own(session, Prediction, uid, said_in(words or read[0].statement)),
        statement=words,
        criteria=wording(criteria, "criteria", longest=10_000) if criteria else None,
        horizon=clean_line(horizon, "horizon") if horizon else None,
        opens=window[0],
        due=window[1],
        tags=[clean_line(tag, "tag", 100) for tag in tags],
        note=wording(note, "note") if note else None,
        readings=[Reading(claim=claim) for claim in dict.fromkeys(read)],
    )
    session.add(row)
    session.flush()
    return row


def _day(day: PartialDate | str | None) -> PartialDate | None:
    return PartialDate.parse(day) if day else None


def _window(
    opens: PartialDate | None, due: PartialDate | None
) -> tuple[PartialDate | None, PartialDate | None]:
    refuse_reversed(opens, due)
    return opens, due


def edit(
    session: Session,
    key: find.Key | Prediction,
    *,
    statement: str | Wording | None | Keep = KEEP,
    criteria: str | Wording | None | Keep = KEEP,
    horizon: str | None | Keep = KEEP,
    opens: PartialDate | str | None | Keep = KEEP,
    due: PartialDate | str | None | Keep = KEEP,
    tags: Iterable[str] | Keep = KEEP,
    note: str | Wording | None | Keep = KEEP,
    reads: Iterable[find.Key | Claim] = (),
    not_reads: Iterable[find.Key | Claim] = (),
) -> Prediction:
    """Change what is given of a prediction; wordings are changed language by language."""
    row = find.prediction(session, key)
    window = _window(
        row.opens if isinstance(opens, Keep) else _day(opens),
        row.due if isinstance(due, Keep) else _day(due),
    )
    set_changed(
        row,
        statement=unless_kept(statement, lambda new: _added(row.statement, new, "statement")),
        criteria=unless_kept(criteria, lambda new: _added(row.criteria, new, "criteria")),
        horizon=unless_kept(horizon, lambda new: clean_line(new, "horizon") if new else None),
        opens=window[0],
        due=window[1],
        tags=unless_kept(tags, lambda new: [clean_line(tag, "tag", 100) for tag in new]),
        note=unless_kept(note, lambda new: reworded(row.note, new, "note")),
    )
    gone = {find.claim(session, one).id for one in not_reads}
    for reading in list(row.readings):
        if reading.claim_id in gone:
            row.readings.remove(reading)
    for claim in (find.claim(session, one) for one in reads):
        if all(reading.claim_id != claim.id for reading in row.readings):
            row.readings.append(Reading(claim=claim))
    if not row.readings:
        raise Conflict("A prediction must read at least one claim.", "Remove it instead.")
    session.flush()
    return row


def _added(words: Wording | None, more: str | Wording | None, what: str) -> Wording | None:
    return {**(words or {}), **wording(more, what, longest=10_000)} if more else None


def remove(session: Session, key: find.Key | Prediction) -> Prediction:
    """Remove a prediction with its forecasts and resolutions."""
    row = find.prediction(session, key)
    session.delete(row)
    session.flush()
    return row


def forecast(
    session: Session,
    prediction: find.Key | Prediction,
    speaker: find.Key | Speaker,
    probability: float | None = None,
    *,
    today: date,
    low: float | None = None,
    high: float | None = None,
    words: str | None = None,
    basis: Basis | str | None = None,
    scale: str | None = None,
    made: PartialDate | str | None = None,
    note: str | Wording | None = None,
    new: bool = False,
    uid: str | None = None,
) -> Forecast:
    """Record how likely a speaker holds a prediction to be, as a number in [0, 1] or in words.

    Without `basis` a number is stated, and words alone are verbal; name the basis, and the `scale`,
    when a number was read from the words. Without `made` the first one was made when the speaker
    first spoke of a claim that the prediction reads, else `today`, and any other one is of `today`.
    Raises Conflict when it would be made on a day that is still to come.
    """
    row = find.prediction(session, prediction)
    day = _day(made)
    if probability is None and (low is not None or high is not None):
        raise Invalid("A range needs its middle.", "Give the probability too.")
    _refuse_nothing(probability, words)
    low_, middle, high_ = _spread(low, probability, high)
    who = speakers.find_or_add(session, speaker, new=new)
    if day is None and all(one.speaker is not who for one in row.forecasts):
        day = _said(row, who)
    if day is not None:
        past.refuse_still_to_come(day, today, "made")
    added = Forecast(
        uid=ids.own(session, Forecast, uid, said_in(who.names)),
        prediction=row,
        speaker=who,
        made=day or PartialDate.parse(today),
        low=low_,
        middle=middle,
        high=high_,
        words=clean_line(words, "words") if words else None,
        basis=word(Basis, basis)
        if basis
        else (Basis.VERBAL if probability is None else Basis.STATED),
        scale=clean_line(scale, "scale") if scale else None,
        note=wording(note, "note") if note else None,
    )
    session.add(added)
    session.flush()
    return added


def _refuse_nothing(probability: float | None, words: str | None) -> None:
    if probability is None and not words:
        raise Invalid("A forecast needs a probability or words.", "Write 0.6, or give --words.")


def _spread(
    low: float | None, middle: float | None, high: float | None
) -> tuple[float | None, float | None, float | None]:
    if middle is None:
        return None, None, None
    middle = checked(middle)
    low = middle if low is None else checked(low, "lower end")
    high = middle if high is None else checked(high, "upper end")
    if not low <= middle <= high:
        raise Invalid(
            f"{low:g}, {middle:g}, {high:g} do not rise.", "Order them low, middle, high."
        )
    return low, middle, high


def _said(prediction: Prediction, speaker: Speaker) -> PartialDate | None:
    """When a speaker first took a position on a claim that the prediction reads."""
    said = [
        one.said
        for reading in prediction.readings
        for one in reading.claim.positions
        if one.speaker is speaker and one.said is not None
    ]
    return min(said, key=lambda day: day.last, default=None)


def edit_forecast(
    session: Session,
    key: find.Key | Forecast,
    *,
    today: date,
    probability: float | None | Keep = KEEP,
    low: float | None = None,
    high: float | None = None,
    words: str | None | Keep = KEEP,
    basis: Basis | str | Keep = KEEP,
    scale: str | None = None,
    made: PartialDate | str | Keep = KEEP,
    note: str | Wording | None | Keep = KEEP,
) -> Forecast:
    """Change what is given of a forecast; a new probability drops the old range and scale.

    `low`, `high` and `scale` are those of the new probability. Without a `basis` and a scale it is
    stated where the one before was read by a scale, or there were neither number nor words; for
    words that had no number it is verbal, as whoever sets it reads them. Raises Conflict when it
    would be made on a day that is still to come.
    """
    row = find.forecast(session, key)
    _refuse_nothing(
        row.middle if isinstance(probability, Keep) else probability,
        row.words if isinstance(words, Keep) else words,
    )
    day = KEEP if isinstance(made, Keep) else PartialDate.parse(made)
    if not isinstance(day, Keep):
        past.refuse_still_to_come(day, today, "made")
    if not isinstance(probability, Keep):
        low, middle, high = _spread(low, probability, high)
        scale = clean_line(scale, "scale") if scale else None
        if middle is not None and scale is None and isinstance(basis, Keep):
            if row.middle is None:
                spoken = row.words if isinstance(words, Keep) else words
                basis = Basis.VERBAL if spoken else Basis.STATED
            elif row.scale is not None:
                basis = Basis.STATED
        set_changed(row, low=low, middle=middle, high=high, scale=scale)
    set_changed(
        row,
        words=unless_kept(words, lambda new: clean_line(new, "words") if new else None),
        basis=unless_kept(basis, lambda new: word(Basis, new)),
        made=day,
        note=unless_kept(note, lambda new: reworded(row.note, new, "note")),
    )
    session.flush()
    return row


def remove_forecast(session: Session, key: find.Key | Forecast) -> Forecast:
    """Remove a forecast."""
    row = find.forecast(session, key)
    session.delete(row)
    session.flush()
    return row
