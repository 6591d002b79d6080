"""Output for people: the cards of claims, positions, links, predictions and what hangs on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kg.cli.showing import readings, verdicts
from kg.cli.showing.people import (
    as_of_day,
    counted,
    fields,
    heading,
    note_fields,
    numbered,
    percent,
    section,
    words,
)
from kg.cli.terminal import block
from kg.domain import fragments
from kg.domain.dates import PartialDate
from kg.domain.quotes import Anchor
from kg.domain.spoken_times import vague
from kg.domain.vocabulary import LinkKind
from kg.domain.wording import said_in
from kg.notebook import asof, batches, states
from kg.notebook.finding.find import label
from kg.notebook.resolutions import standing
from kg.notebook.review import snoozing
from kg.store.models import Claim, Forecast, Link, Position, Prediction

FROM_THE_OTHER_END = {
    LinkKind.SUPPORTS: "supported by",
    LinkKind.OPPOSES: "opposed by",
    LinkKind.QUALIFIES: "qualified by",
    LinkKind.DEPENDS_ON: "needed by",
    LinkKind.RESTATES: "restated by",
    LinkKind.ELABORATES: "elaborated by",
}


def state_of(row: Prediction, today: date, as_of: date | None = None) -> str:
    """How a prediction stands, or stood as of a day: open, overdue or its outcome."""
    verdict = standing(row, as_of)
    return states.state(verdict.outcome if verdict else None, row.due, as_of or today)


def when_due(due: PartialDate | None) -> str:
    """When something is due, in words."""
    return f"due {due}" if due else "no due date"


def said_as(horizon: str | None) -> str | None:
    """The time as it was spoken, and whether that is vague."""
    if horizon is None:
        return None
    return f"«{horizon}»" + (", vague" if vague(horizon) else "")


def time_left(due: PartialDate | None, today: date) -> str:
    """How far away a due date is, in words."""
    if due is None:
        return "no due date"
    days = (due.last - today).days
    if days < 0:
        return f"overdue by {counted(-days, 'day')}"
    return f"due in {counted(days, 'day')}" if days else "due today"


def claim(
    session: Session,
    row: Claim,
    language: str,
    today: date,
    as_of: date | None = None,
    light: Iterable[tuple[str, str | None]] = (),
) -> Iterator[str]:
    """The card of a claim with all that hangs on it, as of a day or as it is.

    `light` is what is said of it in the light of camps.
    """
    checks = states.checks(session, [row.id], as_of).get(row.id, [])
    outcome = states.claim_states(session, [row.id], today, as_of).get(row.id)
    detail = "a detail" if row.weight == "detail" else None
    yield heading(f"Claim {row.id}", row.kind, detail, outcome, as_of_day(as_of))
    yield from words(row.statement, language)
    yield from fields(
        [
            ("came to", readings.of_claim(checks, as_of or today)),
            ("about", ", ".join(f"{label(one.concept, language)}" for one in row.about)),
            ("tags", ", ".join(row.tags)),
            *light,
        ]
    )
    yield from note_fields(row.note, language, row.uid)
    if positions := [one for one in row.positions if asof.known(one.said, as_of)]:
        yield from section("Positions")
        for position in positions:
            yield from numbered(position.id, _position_lines(position, language))
    touching = select(Link).where(or_(Link.from_id == row.id, Link.to_id == row.id))
    if links := session.scalars(touching.where(*asof.drawn(as_of)).order_by(Link.id)).all():
        yield from section("Links")
        for link in links:
            yield from numbered(link.id, _link_lines(link, row, language))
        yield from _reasons(session, row, links, outcome, today, as_of)
    recorded = _recorded(session, row, *(reading.prediction for reading in row.readings))
    if row.readings:
        yield from section("Predictions")
        for reading in row.readings:
            lines = _prediction_lines(reading.prediction, recorded, language, today, as_of)
            yield from numbered(reading.prediction.id, lines)
    yield from verdicts.history(row.resolutions, recorded, language, as_of)


def _reasons(
    session: Session,
    row: Claim,
    links: Sequence[Link],
    outcome: str | None,
    today: date,
    as_of: date | None,
) -> Iterator[str]:
    """Whether a claim that is decided came out for its reasons, where it has any."""
    reasons = {(LinkKind.SUPPORTS, False), (LinkKind.DEPENDS_ON, True)}
    if outcome not in {"right", "wrong"} or reasons.isdisjoint(
        (link.kind, link.from_id == row.id) for link in links
    ):
        return
    # Loaded only where there is an argument to follow.
    from kg.analysis import steps

    told = steps.concluded(steps.rests_on(session, row, today=today, as_of=as_of))
    if told and told.says != "not yet known":
        yield from block(steps.sentence(told), 2)


def _recorded(session: Session, *rows: Claim | Prediction) -> dict[int, datetime]:
    """When each verdict on them was written down."""
    verdicts_on = [one.id for row in rows for one in row.resolutions]
    return batches.recorded(session, "resolution", verdicts_on)


def position(row: Position, language: str) -> Iterator[str]:
    """The card of a position."""
    yield heading(f"Position {row.id}", f"{label(row.speaker, language)} {row.stance}")
    claim = f"{row.claim_id}  {said_in(row.claim.statement, language)}"
    anchor = row.anchor or {}
    yield from fields(
        [
            ("claim", claim),
            ("said", str(row.said or "")),
            ("source", f"{label(row.source, language)} ({row.source_id})" if row.source else None),
            ("turn", str(row.turn.number) if row.turn else None),
            ("section", row.turn.section if row.turn else None),
            ("quote", f"«{row.quote}»" if row.quote else None),
            (
                "in the text",
                f"characters {anchor['start']}–{anchor['end']}" if "start" in anchor else "",
            ),
            ("on the page", _link(row)),
        ]
    )
    yield from note_fields(row.note, language, row.uid)


def link(row: Link, language: str) -> Iterator[str]:
    """The card of a link."""
    who = label(row.speaker, language) if row.speaker else "you"
    yield heading(f"Link {row.id}", f"drawn by {who}")
    yield from fields(
        [
            ("claim", f"{row.from_id}  {said_in(row.from_claim.statement, language)}"),
            (row.kind, f"{row.to_id}  {said_in(row.to_claim.statement, language)}"),
        ]
    )
    yield from note_fields(row.note, language, row.uid)


def prediction(
    session: Session, row: Prediction, language: str, today: date, as_of: date | None = None
) -> Iterator[str]:
    """The card of a prediction with its forecasts and resolutions, as of a day or as it is."""
    state = state_of(row, today, as_of)
    waits = state in {"open", "overdue"}
    told = time_left(row.due, as_of or today) if waits else state
    yield heading(f"Prediction {row.id}", told, as_of_day(as_of))
    if row.statement:
        yield from words(row.statement, language)
    asleep = waits and as_of is None and snoozing.asleep(row.snoozed, today)
    unheard = asof.unheard(session, [reading.claim_id for reading in row.readings], as_of)
    claims = [
        f"{reading.claim_id}  {said_in(reading.claim.statement, language)}"
        for reading in row.readings
        if reading.claim_id not in unheard
    ]
    yield from fields(
        [
            *(
                (("reads", claim) if not number else (" ", claim))
                for number, claim in enumerate(claims)
            ),
            ("decided by", said_in(row.criteria, language)),
            ("opens", str(row.opens or "")),
            ("due", str(row.due or "")),
            ("snoozed", f"until {row.snoozed}" if asleep else None),
            ("said as", said_as(row.horizon)),
            ("tags", ", ".join(row.tags)),
        ]
    )
    yield from note_fields(row.note, language, row.uid)
    if forecasts := [one for one in row.forecasts if asof.known(one.made, as_of)]:
        yield from section("Forecasts")
        for forecast in forecasts:
            yield from numbered(forecast.id, forecast_lines(forecast, language))
    yield from verdicts.history(row.resolutions, _recorded(session, row), language, as_of)


def _position_lines(row: Position, language: str) -> Iterator[str]:
    yield f"{label(row.speaker, language)} {row.stance}" + (f", {row.said}" if row.said else "")
    if row.quote:
        yield f"«{row.quote}»"
    if row.source:
        place = [label(row.source, language)]
        if row.turn:
            place += [f"section {row.turn.section}"] if row.turn.section else []
            place.append(f"turn {row.turn.number}")
        yield f"in {', '.join(place)}"
    if url := _link(row):
        yield url
    if row.note:
        yield said_in(row.note, language)


def _link(row: Position) -> str | None:
    """Where the quote can be read on the web."""
    anchor = Anchor(**row.anchor) if row.anchor else None
    url = fragments.link(row.source.url if row.source else None, row.quote, anchor)
    return url and fragments.readable(url)


def _link_lines(row: Link, seen_from: Claim, language: str) -> Iterator[str]:
    outward = row.from_id == seen_from.id
    other = row.to_claim if outward else row.from_claim
    kind = str(row.kind) if outward else FROM_THE_OTHER_END[row.kind]
    who = f" ({label(row.speaker, language)})" if row.speaker else ""
    yield f"{kind} {other.id}: {said_in(other.statement, language)}{who}"
    if row.note:
        yield said_in(row.note, language)


def _prediction_lines(
    row: Prediction,
    recorded: Mapping[int, datetime],
    language: str,
    today: date,
    as_of: date | None,
) -> Iterator[str]:
    state = state_of(row, today, as_of)
    yield f"{state}, {when_due(row.due)}" + (
        f", said as {said_as(row.horizon)}" if row.horizon else ""
    )
    if row.statement:
        yield said_in(row.statement, language)
    if row.criteria:
        yield f"decided by: {said_in(row.criteria, language)}"
    for forecast in row.forecasts:
        if asof.known(forecast.made, as_of):
            yield next(forecast_lines(forecast, language))
    for number, (first, *rest) in verdicts.each(row.resolutions, recorded, language, as_of):
        yield f"resolution {number}: {first}"
        yield from rest


def forecast_lines(row: Forecast, language: str) -> Iterator[str]:
    """A forecast: who, how likely, where the number comes from, when; then its note."""
    spoken = f"«{row.words}»" if row.words else ""
    how_likely = " ".join(part for part in (chance(row), spoken) if part)
    basis = f"{row.basis} by {row.scale}" if row.scale else str(row.basis)
    parts = [how_likely, basis, str(row.made or "")]
    yield f"{label(row.speaker, language)}: " + ", ".join(part for part in parts if part)
    if row.note:
        yield said_in(row.note, language)


def chance(row: Forecast) -> str:
    """A forecast's probability in per cent, with its range if it has one; '' without a number."""
    if row.low is None or row.middle is None or row.high is None:
        return ""
    if row.low == row.high:
        return percent(row.middle)
    return f"{percent(row.middle)} ({percent(row.low)} to {percent(row.high)})"
