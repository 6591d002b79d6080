"""Two speakers head to head: `kg compare`."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

import click

from kg.analysis import head_to_head
from kg.analysis.disputes import Dispute, Side
from kg.analysis.head_to_head import HeadToHead
from kg.analysis.sides import Taken
from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import as_of, pass_app, shown
from kg.cli.querying import Asking
from kg.cli.showing.people import counted, percent, section
from kg.cli.showing.readings import AS_IT_IS, under
from kg.cli.terminal import block, bold, on_one_line
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.notebook.finding import selecting as chosen


@click.command(cls=Asking, short_help="Show what two speakers disagree about, and who was right.")
@click.argument("first", metavar="SPEAKER")
@click.argument("second", metavar="SPEAKER")
@as_of
@selecting
@shown
@pass_app
def compare(app: App, first: str, second: str, as_of: date | None, selection: Selection) -> None:
    """Show what two speakers disagree about, and who was right.

    First come the claims on which they took opposite sides, then disagreements that are inferred
    from claims that oppose each other; then how often each was right. Who asserts a claim is right
    when it comes true, who denies it when it does not. Where a speaker gave a number for a
    prediction, the side is that of the number: above 50 % or below. What is said after a verdict
    is hindsight and changes nothing. Where one came round before it, that counts apart, as a win of
    neither.

    \b
    Examples:
      kg compare 颜水成 汪华
      kg compare 颜水成 汪华 about:o1 --as-of 2025-06
    """
    with app.read() as session:
        claims = None
        if not selection.everything:
            claims = chosen.claim_ids(session, selection, app.today, as_of)
        found = head_to_head.compare(session, first, second, claims, today=app.today, as_of=as_of)
        app.show(lambda: head_to_head.card(found), lambda: _lines(found, app.language(session)))


def _lines(found: HeadToHead, language: str) -> Iterator[str]:
    numbers = (side.claim.id for one in _disputes(found) for side in (one.first, one.second))
    indent = 4 + len(str(max(numbers, default=0)))
    names = found.first.said(language), found.second.said(language)
    as_of = f", as of {found.as_of}" if found.as_of else ""
    yield bold(on_one_line(f"{names[0]} and {names[1]}")) + as_of
    if found.recorded:
        yield from section("Disagreements")
        for dispute in found.recorded:
            yield from _recorded(dispute, names, language, indent)
    if found.inferred:
        yield from section("Disagreements that are inferred")
        for number, dispute in enumerate(found.inferred):
            yield from [""] * bool(number)
            yield from _inferred(dispute, names, language, indent)
    yield from section("In all")
    for line in _totals(found, names):
        yield from block(line, 2)


def _disputes(found: HeadToHead) -> list[Dispute]:
    return [*found.recorded, *found.inferred]


def _recorded(
    dispute: Dispute, names: tuple[str, str], language: str, indent: int
) -> Iterator[str]:
    one, other = dispute.first, dispute.second
    yield from _claim(one, language, indent)
    yield from block(f"{_held(names[0], one)}; {_held(names[1], other)}", indent)
    if turned := dispute.turned:
        who = names[0] if turned.speaker == one.taken.speaker else names[1]
        yield from block(f"{who} came round ({turned.said}): {_word(turned)}", indent)
    yield from block(_outcome(dispute, names), indent)


def _inferred(
    dispute: Dispute, names: tuple[str, str], language: str, indent: int
) -> Iterator[str]:
    for side, name in zip((dispute.first, dispute.second), names, strict=True):
        yield from _claim(side, language, indent)
        came = under(AS_IT_IS, side.results)
        yield from block(f"{_held(name, side)}: {came or 'nothing to check'}", indent)
    winner = {"first": names[0], "second": names[1]}.get(dispute.result)
    if winner:
        yield from block(f"{winner} right, since {dispute.decided}", indent)


def _claim(side: Side, language: str, indent: int) -> Iterator[str]:
    yield from block(side.claim.said(language), indent, f"  {side.claim.id}")


def _held(name: str, side: Side) -> str:
    """The stance of one side and the numbers that count, each with its day."""
    several = len(side.results) > 1
    told = [(_word(side.taken), side.taken.said)] if side.taken.stance else []
    told += [
        (_word(one.taken) + (f" on {one.prediction.id}" if several else ""), one.taken.said)
        for one in side.results
        if one.taken.number and one.prediction
    ]
    days = ((day, ", ".join(word for word, _ in some)) for day, some in groupby(told, _day))
    return f"{name} " + ", ".join(f"{words} ({day})" if day else words for day, words in days)


def _day(told: tuple[str, PartialDate | None]) -> PartialDate | None:
    return told[1]


def _word(taken: Taken) -> str:
    return percent(taken.number.middle) if taken.number else str(taken.stance)


def _outcome(dispute: Dispute, names: tuple[str, str]) -> str:
    return under(
        [("right", f"{names[0]} right"), ("wrong", f"{names[1]} right"), ("partly", "partly")],
        dispute.first.results,
    )


def _totals(found: HeadToHead, names: tuple[str, str]) -> Iterator[str]:
    counts = found.totals
    if found.recorded:
        yield _told(counts, names)
        if found.too_few:
            yield (f"Too few to say who is right more often: {found.decided} decided.")
    else:
        yield "No disagreement that can be checked is on record."
    if found.inferred:
        yield f"Inferred, counted apart: {_told(found.inferred_totals, names)}"
    if found.afterwards:
        yield (f"{counted(found.afterwards, 'disagreement')} only since the verdict, left out.")
    if found.unchecked:
        number = counted(len(found.unchecked), "disagreement")
        claims = "claim" if len(found.unchecked) == 1 else "claims"
        numbers = ", ".join(str(one.id) for one in found.unchecked)
        yield f"{number} with nothing to check: {claims} {numbers}."
    partial = f", and on {found.partial} at least one only in part" if found.partial else ""
    yield f"They agree on {counted(found.agreements, 'claim')}{partial}."


def _told(counts: dict[str, int], names: tuple[str, str]) -> str:
    words = {
        "mixed": "each under some readings",
        "came round": "where one came round",
        "unclear": "unclear or void, left out",
        "both": "both right",
        "neither": "neither right",
    }
    told = [f"{name} right {counts[which]}" for which, name in zip(_WINNERS, names, strict=True)]
    told += [
        f"{number} {words.get(result, result)}"
        for result, number in counts.items()
        if number and result not in _WINNERS
    ]
    return f"{', '.join(told)}."


_WINNERS = ("first", "second")
