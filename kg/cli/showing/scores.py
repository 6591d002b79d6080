"""Scores for people: a table of groups, or the details of one, with what cannot be told."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.questions import Of, Question
from kg.analysis.scores import ALL, By, Figures, Group, Parts, Score, named
from kg.analysis.verdicts import State
from kg.cli.showing.people import fields, percent
from kg.cli.terminal import (
    block,
    bold,
    columns,
    dim,
    on_one_line,
    padded,
    width,
)
from kg.domain.scoring import DIAGRAM_FROM, SCORES_FROM, Ends
from kg.domain.wording import brief, said_in
from kg.notebook.showing.outlines import prediction_statements
from kg.store.bulk import slices
from kg.store.models import Claim

TITLES = {
    Of.STATED: "Forecasts stated as a number",
    Of.VERBAL: "Forecasts read from words",
    Of.IMPLIED: "Forecasts implied by a stance",
    Of.HELD: "Facts that were checked, of those who held them",
    Of.DENIED: "Facts that were checked, of those who denied them",
}
UNGROUPED = {
    By.CONCEPT: "no concept",
    By.SOURCE: "no source",
    By.YEAR: "no date",
}
NOT_SCORED = {
    State.OPEN: "open",
    State.OVERDUE: "overdue",
    State.VAGUE: "without a date",
    State.UNCLEAR: "unclear",
    State.VOID: "void",
    State.LATE: "late",
    State.UNREAD: "without a number",
}
TOO_FEW = "too few to say"
NAME = 24
MISSES = 3


class _Row(NamedTuple):
    name: str
    scored: str
    rate: str
    brier: str
    skill: str
    rest: str


def lines(
    session: Session, found: Collection[Score], language: str, as_of: date | None = None
) -> Iterator[str]:
    """A table for each sort of questions, or the details where only one group is left."""
    names = named(session, found)
    groups = {one.group for one in found} - {ALL}
    if found and as_of is not None:
        yield f"As everything stood on {as_of}."
        yield ""
    if len(groups) == 1:
        (group,) = groups
        yield bold(on_one_line(_name(group, names, language)))
        own = [one for one in found if one.group == group]
        for score in own:
            yield ""
            yield bold(TITLES[score.of])
            yield from _details(session, score, language)
        return
    for of in Of:
        if some := [one for one in found if one.of is of]:
            yield from _table(some, of, names, language)
            yield ""
    yield from _legend(found)


def _table(
    some: list[Score], of: Of, names: dict[Group, tuple[str, dict[str, str]]], language: str
) -> Iterator[str]:
    head = _Row("", "scored", "hit rate, 95 %", "Brier", "skill", "not scored")
    rows = [
        _Row(
            brief(on_one_line(_numbered(one.group) + _name(one.group, names, language)), NAME),
            f"{one.counts[State.SCORED]:,} of {one.made:,}",
            _rate(one),
            *_two_scores(one),
            _rest(one),
        )
        for one in some
    ]
    sizes = [max(map(width, column)) for column in zip(head, *rows, strict=True)]
    # What stands in place of two scores goes over both columns.
    sizes[3] = max(width(row.brier) for row in (head, *rows) if row.skill)
    room = columns() - width(_line(head, sizes, of))
    fits = max(width(row.rest) for row in rows) <= room
    yield bold(TITLES[of])
    yield dim((_line(head, sizes, of) + head.rest * fits).rstrip())
    for row in rows:
        yield (_line(row, sizes, of) + row.rest * fits).rstrip()
        if row.rest and not fits:
            # In a narrow column it would take many lines.
            yield from block(f"{head.rest}: {row.rest}", 4)
    yield from (line for one in some if one.group == ALL for line in _beside(one))


def _line(row: _Row, sizes: list[int], of: Of) -> str:
    """A row of a table up to what is not scored."""
    sides = [padded(row.name, sizes[0])]
    sides += [
        " " * (size - width(cell)) + cell for cell, size in zip(row[1:3], sizes[1:3], strict=True)
    ]
    if not of.are_facts:
        two = f"{row.brier:>{sizes[3]}}  {row.skill:>{sizes[4]}}" if row.skill else row.brier
        sides.append(two.rjust(max(sizes[3] + 2 + sizes[4], len(TOO_FEW))))
    return "  ".join(sides) + "  "


def _numbered(group: Group) -> str:
    """The number of a source: their names may begin alike and be cut off where they differ."""
    return f"{group.key} " if group.by is By.SOURCE and group.key is not None else ""


def _name(group: Group, names: dict[Group, tuple[str, dict[str, str]]], language: str) -> str:
    if group == ALL:
        return "all"
    if group in names:
        return said_in(names[group][1], language)
    return str(group.key) if group.key or group.by is None else UNGROUPED[group.by]


def _rate(score: Score) -> str:
    if score.hits is None:
        return "–"
    low, high = (f"{100 * bound:.0f}" for bound in score.hits.interval)
    return f"{100 * score.hits.rate:.0f} % ({low} to {high})"


def _two_scores(score: Score) -> tuple[str, str]:
    if score.of.are_facts or score.hits is None:
        return "", ""
    if score.figures is None:
        return TOO_FEW, ""
    return f"{score.figures.brier.middle:.3f}", _skill(score.figures.skill)


def _skill(skill: Ends[float | None]) -> str:
    return "–" if skill.middle is None else f"{skill.middle + 0.0:.2f}"


def _rest(score: Score) -> str:
    return ", ".join(
        f"{score.counts[state]:,} {words}"
        for state, words in NOT_SCORED.items()
        if score.counts[state]
    )


def _beside(score: Score) -> Iterator[str]:
    """What has to be known of all of a table."""
    if score.parts is not None:
        yield from fields(_parts(score.parts))
    yield from _cautions(score)


def _cautions(score: Score) -> Iterator[str]:
    scored = score.counts[State.SCORED]
    things = "claims" if score.of.are_facts else "predictions"
    if score.predictions < scored:
        yield from block(
            f"These are {scored:,} on {score.predictions:,} {things}: what several say of one "
            "is not independent, and the interval is too narrow."
        )
    if score.dependent:
        yield from block(
            f"{score.dependent:,} of {scored:,} are readings of a claim of which another reading "
            "is scored, too: several readings of one claim are not independent, and the interval "
            "is too narrow."
        )
    if score.halved:
        yield from block(
            f"{score.halved:,} of {scored:,} came true partly, nobody said how much, and count "
            "half."
        )
    yield from _said_vaguely(score)


def _said_vaguely(score: Score) -> Iterator[str]:
    if score.vague_words:
        yield from block(
            f"{score.vague_words:,} of {score.made:,} were given a time in vague words, such as "
            "“in a few years”: when they are due is a matter of reading."
        )


def _legend(found: Collection[Score]) -> Iterator[str]:
    if not found:
        return
    words = [
        (
            "Hit rate: how many were on the right side of 50 %, and within which bounds the rate "
            "behind it lies (95 %)."
        ),
    ]
    if any(not one.of.are_facts for one in found):
        words.append(
            f"Brier: 0 is best, always saying 50 % gives 0.25; shown from {SCORES_FROM} on. "
            "Skill: 1 is best, 0 as good as the base rate."
        )
    for one in words:
        yield from map(dim, block(one, 0))


def _details(session: Session, score: Score, language: str) -> Iterator[str]:
    scored = score.counts[State.SCORED]
    rest = _rest(score)
    yield from fields([("scored", f"{scored:,} of {score.made:,}" + f"; {rest}" * bool(rest))])
    if score.hits is None:
        yield from _said_vaguely(score)
        return
    low, high = (f"{100 * bound:.0f}" for bound in score.hits.interval)
    yield from fields(
        [
            (
                "hit rate",
                (
                    f"{score.hits.hits:,.10g} of {score.hits.n:,}, {100 * score.hits.rate:.0f} %; "
                    f"95 % interval from {low} to {high} %"
                ),
            )
        ]
    )
    if not score.of.are_facts:
        yield from fields([*_scores(score.figures, scored), *_taken_apart(score)])
    yield from _misses(session, score, language)
    yield from _cautions(score)


def _scores(figures: Figures | None, scored: int) -> Iterator[tuple[str, str]]:
    if figures is None:
        more = SCORES_FROM - scored
        yield "scores", f"{TOO_FEW}: shown from {SCORES_FROM} on, {more} more"
        return
    yield "base rate", f"{100 * figures.base_rate:.0f} % came true"
    yield "Brier", _ends(figures.brier, "")
    yield " ", f"{figures.brier_over_time:.3f} by the days they stood"
    yield "skill", _against(figures.skill)
    yield "log score", _ends(figures.log, " bits")
    yield " ", f"{figures.log_over_time:.3f} bits by the days they stood"
    yield "log skill", _against(figures.log_skill)


def _against(skill: Ends[float | None]) -> str:
    if skill.middle is None:
        return "none can be told: everything came out alike"
    return f"{_skill(skill)} against the base rate"


def _ends(ends: Ends[float], unit: str) -> str:
    told = f"{ends.middle:.3f}{unit} as first uttered"
    if ends.low == ends.middle == ends.high:
        return told
    return f"{told} ({ends.low:.3f} at the low ends, {ends.high:.3f} at the high ends)"


def _taken_apart(score: Score) -> Iterator[tuple[str, str]]:
    if score.parts is not None:
        yield from _parts(score.parts)
    elif score.figures is not None:
        more = DIAGRAM_FROM - score.counts[State.SCORED]
        yield "parts", f"{TOO_FEW}: shown from {DIAGRAM_FROM} on, {more} more"


def _parts(parts: Parts) -> Iterator[tuple[str, str]]:
    """The parts of each score: the second is taken off the sum of the two others."""
    for name, found in (("Brier, CORP", parts.brier), ("log, CORP", parts.log)):
        yield (
            name,
            (
                f"miscalibration {found.miscalibration:.3f}, "
                f"discrimination {found.discrimination:.3f}, uncertainty {found.uncertainty:.3f}"
            ),
        )
    yield (
        "Murphy",
        (
            f"reliability {parts.murphy.reliability:.3f}, "
            f"resolution {parts.murphy.resolution:.3f}, uncertainty {parts.murphy.uncertainty:.3f}"
        ),
    )


def _misses(session: Session, score: Score, language: str) -> Iterator[str]:
    """The questions on which the group was furthest off, if it was on the wrong side of any."""
    off = [(_off(one), one) for one in score.scored]
    worst = sorted(
        (pair for pair in off if pair[0] > 0.25), key=lambda pair: (-pair[0], pair[1].target)
    )[:MISSES]
    if not worst:
        return
    says = _statements(session, [one.target for _, one in worst], score.of)
    yield "  " + dim("furthest off:")
    for _, one in worst:
        assert one.first is not None
        said = percent(one.first.probability.middle)
        what = "" if score.of.are_facts else f"{said}, "
        text = f"{one.target}  {what}{_came(one)}: {said_in(says[one.target], language)}"
        yield from block(text, 4)


def _off(question: Question) -> float:
    assert question.first is not None
    return (question.first.probability.middle - question.first.outcome) ** 2


def _came(question: Question) -> str:
    assert question.first is not None
    outcome = question.first.outcome
    return {0.0: "wrong", 1.0: "right"}.get(outcome, f"partly ({percent(outcome)})")


def _statements(session: Session, ids: list[int], of: Of) -> dict[int, dict[str, str]]:
    if not of.are_facts:
        return prediction_statements(session, ids)
    return {
        row_id: words
        for some in slices(ids)
        for row_id, words in session.execute(
            select(Claim.id, Claim.statement).where(Claim.id.in_(some))
        )
    }
