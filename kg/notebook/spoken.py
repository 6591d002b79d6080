"""Predictions and forecasts as they are spoken of: words are read, and it is told as what."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.domain.spoken_times import Window, bounds, window
from kg.domain.vocabulary import Basis, Stance
from kg.domain.wording import brief
from kg.notebook import predictions
from kg.notebook.changing.edits import KEEP, Keep
from kg.notebook.finding import find
from kg.store.models import Claim, Forecast, Position, Prediction, Speaker

if TYPE_CHECKING:
    from kg.domain.likelihood import Reading, Scale


class Told(NamedTuple):
    """What is to be said of words that were read, or that were not `understood`."""

    sentence: str
    understood: bool = True


class Predicted(NamedTuple):
    """A prediction, and what its words came to."""

    prediction: Prediction
    told: list[Told]


class Forecasted(NamedTuple):
    """A forecast, and what its words came to."""

    forecast: Forecast
    told: list[Told]


def predict(
    session: Session,
    claims: Iterable[find.Key | Claim],
    *,
    today: date,
    said: PartialDate | str | None = None,
    speaker: find.Key | Speaker | None = None,
    horizon: str | None = None,
    opens: PartialDate | str | None = None,
    due: PartialDate | str | None = None,
    settled: bool = False,
    **given: Any,
) -> Predicted:
    """Add a reading of claims as `predictions.predict` does, its window read from `horizon`.

    `due` may be words, too. They count from `said`, else from when `speaker` first spoke of the
    claims, or, where none is given, from when they were first said; else from `today`. What is not
    understood leaves the prediction open. When it is `settled` what words mean, only the days given
    count.
    """
    read = [find.claim(session, key) for key in claims]
    when = PartialDate.parse(said) if said else None
    if (horizon or _is_words(due)) and when is None:
        who = None if speaker is None else find.speaker(session, speaker)
        when = (first_said(read) if who is None else said_by(read, who)) or PartialDate.parse(today)
    when = when or PartialDate.parse(today)
    found = window(horizon=horizon, opens=opens, due=due, said=when, settled=settled)
    row = predictions.predict(
        session, read, horizon=found.horizon, opens=found.opens, due=found.due, **given
    )
    return Predicted(row, [] if settled else list(times_told(found, row.id)))


def edit(
    session: Session,
    key: find.Key | Prediction,
    *,
    today: date,
    horizon: str | None | Keep = KEEP,
    opens: PartialDate | str | None | Keep = KEEP,
    due: PartialDate | str | None | Keep = KEEP,
    **given: Any,
) -> Predicted:
    """Change a prediction as `predictions.edit` does; new words of time set its window anew.

    They do where no day is given beside them, and where the window is empty or the one that the
    words before came to: days that somebody set stay.
    """
    row = find.prediction(session, key)
    words = horizon if isinstance(horizon, str) else None
    told: list[Told] = []
    if words or _is_words(due):
        before = _counted_from(row, today)
        stays = isinstance(opens, Keep) and isinstance(due, Keep) and before is None
        found = window(
            horizon=words,
            opens=row.opens if stays else _given(opens),
            due=row.due if stays else _given(due),
            said=before or _said_first(row, today),
        )
        told += times_told(found, row.id, stays=stays)
        horizon = horizon if words or row.horizon else found.horizon
        if not stays:
            if not (isinstance(opens, Keep) and found.given[1]):
                opens = found.opens
            due = found.due
    last = _given(due)
    if last and isinstance(opens, Keep) and row.opens and _counted_from(row, today):
        # Whoever names the last day does not have to know when the words had it open.
        opens = None if PartialDate.parse(last).last < row.opens.first else opens
    edited = predictions.edit(session, row, horizon=horizon, opens=opens, due=due, **given)
    return Predicted(edited, told)


def _given(day: PartialDate | str | None | Keep) -> PartialDate | str | None:
    return None if isinstance(day, Keep) else day


def _said_first(row: Prediction, today: date) -> PartialDate:
    return first_said([one.claim for one in row.readings]) or PartialDate.parse(today)


def _counted_from(row: Prediction, today: date) -> PartialDate | None:
    """The day from which the words of a prediction come to its window; None where they do not.

    That is any day on which its claims were spoken of or a forecast of it was made, or else one
    that the window itself tells. Of an empty window it is the day on which it was said first.
    """
    if row.opens is None and row.due is None:
        return _said_first(row, today)
    if row.horizon is None:
        return None
    for said in dict.fromkeys(_days_of(row, today)):
        before = window(horizon=row.horizon, said=said)
        if (row.opens, row.due) == (before.opens, before.due):
            return said
    return None


def _days_of(row: Prediction, today: date) -> Iterable[PartialDate]:
    """The days from which the window of a prediction may have been counted, the likeliest first."""
    yield _said_first(row, today)
    yield from (one.said for reading in row.readings for one in reading.claim.positions if one.said)
    yield from (one.made for one in row.forecasts if one.made)
    if row.opens is not None:
        # Loaded only where no other day will do.
        from kg.domain.horizons.days import Length, Unit, shifted

        # As far as the words have it open later, it was said earlier.
        yield row.opens
        later = window(horizon=row.horizon, said=row.opens).opens
        if later is not None:
            months = 12 * (later.first.year - row.opens.first.year)
            months += later.first.month - row.opens.first.month
            with suppress(OverflowError):
                yield shifted(row.opens, Length.of(-months, Unit.MONTH))


def _is_words(due: PartialDate | str | None | Keep) -> bool:
    return isinstance(due, str) and any(map(str.isalpha, due))


def said_by(claims: Iterable[Claim], speaker: Speaker) -> PartialDate | None:
    """When a speaker first spoke of claims."""
    said = [
        one.said
        for claim in claims
        for one in claim.positions
        if one.said is not None and one.speaker is speaker
    ]
    return min(said, key=lambda day: day.last, default=None)


def first_said(claims: Iterable[Claim]) -> PartialDate | None:
    """When claims were first said: by who asserts them, else by anyone."""
    positions = [one for claim in claims for one in claim.positions if one.said is not None]
    for meant in (
        [one for one in positions if one.stance == Stance.ASSERTS],
        positions,
    ):
        if meant:
            return min((one.said for one in meant if one.said), key=lambda day: day.last)
    return None


def times_told(found: Window, number: int, *, stays: bool = False) -> Iterable[Told]:
    """What is to be said of how the window of a prediction of that number was read.

    It `stays` where nothing but other words was given, and days were set before.
    """
    if found.by is not None:
        yield Told(
            f"Read «{brief(found.by.words)}», counted from {found.said}, as: due {found.by.due}."
        )
    if found.read is None:
        if not found.understood:
            yield Told(
                f"«{brief(found.horizon or '')}» was not understood as a time; the prediction is "
                f"open-ended: kg prediction edit {number} --by DAY",
                understood=False,
            )
        return
    came_to = (
        f"Read «{brief(found.read.words)}», counted from {found.said}, as: {bounds(found.read)}"
    )
    if found.differs and stays:
        yield Told(f"{came_to}; the days that were set before stay.")
    elif found.differs:
        days = [
            f"{what} {day}"
            for what, day in zip(("opens", "due"), found.given, strict=True)
            if day is not None
        ]
        count = "was given and counts" if len(days) == 1 else "were given and count"
        yield Told(f"{came_to}; {' and '.join(days)} {count}.")
    else:
        yield Told(f"{came_to}.")


def undated(position: Position) -> Told | None:
    """That what was said is taken to be of today, where its source has no date; None elsewhere."""
    source = position.source
    if source is None or source.recorded or source.published:
        return None
    return Told(
        f"{find.label(source)} has no date, so its times count from {position.said}, today; "
        "else give --said.",
        understood=False,
    )


def forecast(
    session: Session,
    prediction: find.Key | Prediction,
    speaker: find.Key | Speaker,
    probability: float | None = None,
    *,
    words: str | None = None,
    scales: "Sequence[Scale] | None" = None,
    basis: Basis | str | None = None,
    settled: bool = False,
    **given: Any,
) -> Forecasted:
    """Record a forecast as `predictions.forecast` does; words without a number are read by scales.

    Without `scales` those are asked that come with kg. Words that are on none of them, or that say
    how it ends, are kept, and the forecast has no number. When it is `settled` what words mean,
    they are not read.
    """
    ranged = given.get("low") is not None or given.get("high") is not None
    if settled or probability is not None or not words or ranged:
        row = predictions.forecast(
            session, prediction, speaker, probability, words=words, basis=basis, **given
        )
        return Forecasted(row, [])
    found = odds(words, scales)
    if found is None:
        row = predictions.forecast(session, prediction, speaker, words=words, basis=basis, **given)
        return Forecasted(row, [not_on_a_scale(words, row.id, scales)])
    given |= {"low": found.low, "high": found.high, "scale": found.scale}
    row = predictions.forecast(
        session,
        prediction,
        speaker,
        found.middle,
        words=words,
        basis=basis or found.basis,
        **given,
    )
    return Forecasted(row, [odds_told(found)])


def edit_forecast(
    session: Session,
    key: find.Key | Forecast,
    *,
    today: date,
    probability: float | None | Keep = KEEP,
    words: str | None | Keep = KEEP,
    basis: Basis | str | Keep = KEEP,
    scales: "Sequence[Scale] | None" = None,
    anew: bool = False,
    **given: Any,
) -> Forecasted:
    """Change a forecast as `predictions.edit_forecast` does; new words are read by scales.

    They are where no number is given beside them, and where the number until now was read from
    words, too, or there was none. `anew` reads the words again, whatever the number is.
    """
    row = find.forecast(session, key)
    spoken = row.words if isinstance(words, Keep) else words
    from_words = row.scale is not None or row.middle is None
    told: list[Told] = []
    if isinstance(probability, Keep) and spoken and (anew or (words is not KEEP and from_words)):
        found = odds(spoken, scales)
        if found is None:
            told.append(not_on_a_scale(spoken, row.id, scales))
            if from_words:
                given |= {"low": None, "high": None, "scale": None}
                probability = None
                basis = Basis.VERBAL if isinstance(basis, Keep) else basis
        else:
            told.append(odds_told(found))
            probability = found.middle
            given |= {"low": found.low, "high": found.high, "scale": found.scale}
            basis = found.basis if isinstance(basis, Keep) else basis
    edited = predictions.edit_forecast(
        session, row, today=today, probability=probability, words=words, basis=basis, **given
    )
    return Forecasted(edited, told)


def odds(words: str, scales: "Sequence[Scale] | None" = None) -> "Reading | None":
    """How likely words say that something is, by these scales or those that come with kg."""
    # Its patterns load only where there are words to read.
    from kg.domain.likelihood import built_in, reading

    return reading(words, built_in() if scales is None else scales)


def odds_told(found: "Reading") -> Told:
    """What likelihood words came to, by which scale."""
    by = f"by {found.scale}" if found.scale else "as stated"
    return Told(f"Read «{brief(found.words)}» as {in_per_cent(found)}, {by}.")


def in_per_cent(found: "Reading") -> str:
    """A reading in per cent: 65–90 %, middle 80 %."""
    if found.low == found.high:
        return f"{_percent(found.middle)} %"
    return f"{_percent(found.low)}–{_percent(found.high)} %, middle {_percent(found.middle)} %"


def _percent(share: float) -> str:
    return f"{round(100 * share, 2):g}"


def not_on_a_scale(words: str, number: int, scales: "Sequence[Scale] | None" = None) -> Told:
    """That words came to no number by the scales that were asked, and why."""
    return Told(
        f"{why_unread(words, scales)}; the forecast has no number: "
        f"kg prediction edit-forecast {number} --probability 60%",
        understood=False,
    )


def why_unread_briefly(words: str) -> str:
    """The same in as few words as a form has room for."""
    from kg.domain.likelihood import built_in, outcome, unclear

    if outcome(words):
        return "says how it ends, not how likely"
    return "likely, or denied?" if unclear(words, built_in()) else "not on any scale"


def why_unread(words: str, scales: "Sequence[Scale] | None" = None) -> str:
    """Why no number was made of words: on no scale, unclear, or about how it ends."""
    from kg.domain.likelihood import built_in, outcome, unclear

    if ends := outcome(words):
        return f"«{brief(ends)}» says how it ends, of the statement or of its opposite"
    if denial := unclear(words, built_in() if scales is None else scales):
        return f"«{brief(words)}» may be how likely it is, or how likely «{brief(denial)}» is"
    where = scales[0].title if scales is not None and len(scales) == 1 else "any scale"
    near = "".join(f" (did you mean «{one}»?)" for one in _near(words, scales))
    return f"«{brief(words)}» is not on {where}{near}"


_DENYING = re.compile(r"\b(?:un|im)(?=[lp])|\bnot?\b|[不没无未]")


def _near(words: str, scales: "Sequence[Scale] | None") -> list[str]:
    """The words of the scales that these may be a slip for."""
    # Wanted only after a mistake.
    from difflib import get_close_matches

    from kg.domain.likelihood import built_in
    from kg.domain.likelihood.scale import spellings

    typed = words.strip().lower()
    known = [
        word
        for scale in (built_in() if scales is None else scales)
        for band in scale.bands
        for word in spellings(band)
        # The opposite of what was said is no slip for it.
        if len(_DENYING.findall(word)) == len(_DENYING.findall(typed))
    ]
    if typed.isascii():
        return get_close_matches(typed, known, n=1, cutoff=0.8)
    # In Chinese a slip is another character in the place of one.
    return [
        word
        for word in known
        if len(word) == len(typed) > 2 and sum(map(str.__ne__, word, typed)) == 1
    ][:1]
