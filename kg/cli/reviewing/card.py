"""What is to be seen of a prediction before it is decided."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kg.cli.showing import readings, verdicts
from kg.cli.showing.people import INDENT, LABEL, fields, heading, paint_state, section, words
from kg.cli.showing.sayings import (
    FROM_THE_OTHER_END,
    forecast_lines,
    said_as,
    state_of,
    time_left,
    when_due,
)
from kg.cli.terminal import Paint, block, columns, dim, on_one_line, width
from kg.domain import fragments
from kg.domain.quotes import Anchor
from kg.domain.vocabulary import Stance
from kg.domain.wording import said_in
from kg.notebook import resolutions, states
from kg.notebook.finding.find import label
from kg.notebook.review import linting, snoozing
from kg.notebook.review.walk import Exhibit, Typed
from kg.store.models import Claim, Link, Position, Prediction

WAITS = {"open", "overdue"}


def card(
    session: Session, row: Prediction, typed: Typed, language: str, today: date
) -> Iterator[str]:
    """The lines of the card of a prediction, with what was typed for its verdict."""
    state = state_of(row, today)
    yield heading(
        f"Prediction {row.id}",
        time_left(row.due, today) if state in WAITS else state,
        f"snoozed until {row.snoozed}" if snoozing.asleep(row.snoozed, today) else None,
    )
    claims = [reading.claim for reading in row.readings]
    if row.statement or claims:
        yield from words(row.statement or claims[0].statement, language)
    yield ""
    yield from _said(claims, language)
    if row.statement or len(claims) > 1:
        yield from _listed(
            "reads", (f"{one.id}  {said_in(one.statement, language)}" for one in claims)
        )
    yield from _facts(
        [
            ("decided by", said_in(row.criteria, language)),
            ("opens", str(row.opens or "")),
            ("due", str(row.due or "")),
            ("said as", said_as(row.horizon)),
            ("note", said_in(row.note, language)),
        ]
    )
    if state in WAITS:
        yield from _listed("lacks", (one.says for one in _lacks(session, row)))
    yield from _typed(typed)
    yield from _verdicts(row, language)
    yield from _forecasts(row, language)
    yield from _stances(claims, language)
    for claim in claims:
        yield from _readings(session, claim, row, language, today, several=len(claims) > 1)
    yield from _related(session, claims, language, today)


def addresses(row: Prediction) -> list[str]:
    """Where the words can be read on the web: of those who assert it first, then of the others."""
    positions = [one for reading in row.readings for one in reading.claim.positions]
    positions.sort(key=lambda one: one.stance is not Stance.ASSERTS)
    found = [_on_the_page(one) or (one.source.url if one.source else None) for one in positions]
    return list(dict.fromkeys(url for url in found if url))


def fitting(text: str, room: int) -> str:
    """`text` with addresses that are wider than the room for them broken to fit it.

    >>> fitting("see https://example.org/page", 12)
    'see https://exam\\nple.org/page'
    """

    def broken(found: re.Match[str]) -> str:
        lines = [""]
        for character in found[0]:
            if width(lines[-1] + character) > room:
                lines.append("")
            lines[-1] += character
        return "\n".join(lines)

    # A full screen cuts off what is too wide for it.
    return re.sub(r"https?://\S+", broken, text)


def _lacks(session: Session, row: Prediction) -> list[linting.Finding]:
    return linting.findings(session, [row.id], hints=False)


def _listed(name: str, values: Iterable[str]) -> Iterator[str]:
    yield from _facts((" " if number else name, value) for number, value in enumerate(values))


def _facts(pairs: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    room = columns() - INDENT - LABEL
    yield from fields((name, value and fitting(value, room)) for name, value in pairs)


def _said(claims: list[Claim], language: str) -> Iterator[str]:
    """Who asserts it, in which words, where."""
    told: set[int] = set()
    for one in _asserted(claims):
        # Where several say it in one source, it is named once.
        new = one.source is not None and one.source.id not in told
        place = [label(one.source, language)] if one.source is not None and new else []
        told |= {one.source.id} if one.source is not None else set()
        first = ", ".join([label(one.speaker, language), *_when_said(one), *place])
        rest = [f"«{one.quote}»"] if one.quote else []
        rest += [fragments.readable(url)] if (url := _on_the_page(one)) else []
        rest += [said_in(one.note, language)] if one.note else []
        yield from _facts([("said", first), *((" ", line) for line in rest)])


def _asserted(claims: list[Claim]) -> list[Position]:
    return [one for claim in claims for one in claim.positions if one.stance is Stance.ASSERTS]


def _when_said(row: Position) -> list[str]:
    return [
        *([str(row.said)] if row.said else []),
        *([f"turn {row.turn.number}"] if row.turn else []),
    ]


def _on_the_page(row: Position) -> str | None:
    anchor = Anchor(**row.anchor) if row.anchor else None
    return fragments.link(row.source.url if row.source else None, row.quote, anchor)


def _typed(typed: Typed) -> Iterator[str]:
    if typed:
        yield from section("To go with the verdict")
        yield from _facts(
            [
                ("decided on", str(typed.on or "")),
                ("how sure", str(typed.confidence or "")),
                ("note", typed.note),
            ]
        )
        yield from _facts((str(one.side), exhibit(one)) for one in typed.exhibits)


def exhibit(one: Exhibit) -> str:
    """A piece of evidence on a line."""
    facts = [str(one.grade or ""), one.url if one.url != one.title else ""]
    more = ", ".join(fact for fact in facts if fact)
    quote = f" «{one.quote}»" if one.quote else ""
    return on_one_line(f"{one.title}{f' ({more})' if more else ''}{quote}")


def _verdicts(row: Prediction, language: str) -> Iterator[str]:
    if row.resolutions:
        yield from section("Verdicts")
        standing = resolutions.standing(row)
        for number, lines in verdicts.each(row.resolutions, {}, language):
            painted = painted_start if standing and number == standing.id else dim
            yield from _entry(f"  {number}  ", lines, first=painted)


def _forecasts(row: Prediction, language: str) -> Iterator[str]:
    if row.forecasts:
        yield from section("Forecasts")
        for one in row.forecasts:
            yield from _entry("  ", forecast_lines(one, language))


def _stances(claims: list[Claim], language: str) -> Iterator[str]:
    """Who agrees and who does not; where, unless it is where it was asserted."""
    others = [
        one for claim in claims for one in claim.positions if one.stance is not Stance.ASSERTS
    ]
    known = {one.source_id for one in _asserted(claims)} | {None}
    shown: set[str] = set()
    if others:
        yield from section("What others say")
    for one in others:
        place = [label(one.source, language)] if one.source and one.source_id not in known else []
        told = ", ".join([f"{label(one.speaker, language)} {one.stance}", *_when_said(one), *place])
        lines = [told + (f": «{one.quote}»" if one.quote else "")]
        # One sentence may be a stance on several of the claims.
        if lines[0] in shown:
            continue
        shown.add(lines[0])
        yield from _entry("  ", [*lines, *([said_in(one.note, language)] if one.note else [])])


def _readings(
    session: Session, claim: Claim, row: Prediction, language: str, today: date, *, several: bool
) -> Iterator[str]:
    """The other readings of a claim, and what these come to."""
    others = [one.prediction for one in claim.readings if one.prediction_id != row.id]
    if not others:
        return
    checks = [
        one for one in states.checks(session, [claim.id])[claim.id] if one.prediction != row.id
    ]
    came = readings.of_claim(checks, today)
    what = "Another reading" if len(others) == 1 else "Other readings"
    whose = f"{what} of claim {claim.id}" if several else what
    yield from section(f"{whose}: {came}" if came else whose)
    for one in others:
        said = said_in(one.statement or one.criteria or claim.statement, language)
        line = f"{state_of(one, today)}, {when_due(one.due)}: {said}"
        yield from _entry(f"  {one.id}  ", [line], first=painted_start)


def _related(session: Session, claims: list[Claim], language: str, today: date) -> Iterator[str]:
    """The claims that are linked, and how they turned out."""
    mine = {one.id for one in claims}
    links = session.scalars(
        select(Link).where(or_(Link.from_id.in_(mine), Link.to_id.in_(mine))).order_by(Link.id)
    )
    ends = [
        (link, link.to_claim if link.from_id in mine else link.from_claim, link.from_id in mine)
        for link in links
        if not {link.from_id, link.to_id} <= mine
    ]
    if not ends:
        return
    turned_out = states.claim_states(session, {other.id for _, other, _ in ends}, today)
    yield from section("Related claims")
    for link, other, outward in ends:
        kind = str(link.kind) if outward else FROM_THE_OTHER_END[link.kind]
        state = turned_out.get(other.id)
        lines = [
            f"{kind} {other.id}{f', {state}' if state else ''}",
            said_in(other.statement, language),
            *([said_in(link.note, language)] if link.note else []),
        ]
        yield from _entry("  ", lines, first=_painted_end)


def painted_start(line: str) -> str:
    """A line whose first word is a state, in its colour."""
    state = re.match(r"\w*", line)
    return paint_state(state[0]) + line[state.end() :] if state else line


def _painted_end(line: str) -> str:
    """A line whose last part is a state, in its colour."""
    head, comma, state = line.rpartition(", ")
    return f"{head}{comma}{paint_state(state)}" if comma else line


def _entry(lead: str, lines: Iterable[str], first: Paint | None = None) -> Iterator[str]:
    """Lines behind a number or a margin, all but the first set in; `first` paints that one."""
    for number, line in enumerate(lines):
        margin = len(lead) + 2 * bool(number)
        whole = fitting(line, columns() - margin)
        shown = list(block(whole, margin, None if number else lead))
        if first is not None and not number:
            shown[0] = shown[0][:margin] + first(shown[0][margin:])
        yield from shown
