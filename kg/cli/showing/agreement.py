"""Agreement for people: a square of few speakers, and the pairs with most in common."""

from collections.abc import Iterator

from kg.analysis.pairing import MOST, Agreement, Order, Two
from kg.analysis.things import Thing
from kg.cli.showing.people import counted, section
from kg.cli.terminal import block, bold, columns, dim, on_one_line, padded, table, width
from kg.domain.wording import brief

SQUARE = 8
"""Of so many speakers a square can still be read."""

SHOWN = 20
"""So many pairs are shown unless more are asked for."""

CLOSE = 5
"""So many of those who agree on all but one claim."""

ENOUGH = max(SHOWN, SQUARE * (SQUARE - 1) // 2)
"""So many pairs are asked for where nobody says how many: those shown, and all of a square."""

NAME = 24


TITLES = {
    Order.SHARED: "Each two",
    Order.AGREEMENT: "Each two, those most of one mind first",
    Order.DISAGREEMENT: "Each two, those most at odds first",
}


def lines(
    found: Agreement,
    language: str,
    limit: int | None,
    but_one: bool = False,
    by: Order = Order.SHARED,
) -> Iterator[str]:
    """How far all agree, a square where speakers are few, and what each two share.

    With `but_one` only those who agree on all but one claim.
    """
    shown = found.twos[: limit or SHOWN]
    if not shown:
        return
    if not but_one:
        yield bold(
            f"{counted(found.speakers, 'speaker')} on {counted(found.common, 'claim')} of which "
            "two or more spoke"
        )
        if found.among != 1:
            yield from block(_alpha(found), 2)
        people = list(
            {one.id: one for two in found.twos for one in (two.first, two.second)}.values()
        )
        few = 2 < len(people) <= SQUARE and not found.left_out
        # Of one speaker's pairs a square would have little but blanks.
        if few and found.among != 1 and by is Order.SHARED:
            yield ""
            yield from _square(sorted(people), found.twos, language)
        yield from section(TITLES[by])
        head = ("agreement", "of", "stances", "")
        yield from table([head, *(_row(two, language) for two in shown)])
        if more := found.pairs - len(shown):
            yield f"{counted(more, 'more pair')}: --limit {min(found.pairs, MOST)}"
    yield from _close(found, language, limit or (SHOWN if but_one else CLOSE), but_one)
    if but_one:
        return
    yield ""
    few = any(two.rate is None for two in shown)
    note = "Agreement: the share of claims, half a stance counting half; within which bounds it "
    note += "lies (95 %). Stances: on how many claims two agree, in part, and disagree."
    note += f" With fewer than {found.fewest} common claims two are not judged." * few
    yield from map(dim, block(note, 0))


def _close(found: Agreement, language: str, limit: int, but_one: bool) -> Iterator[str]:
    """Those who agree on all but one claim, and which one that is."""
    if not found.close:
        return
    if but_one:
        yield bold("All but one")
    else:
        yield from section("All but one")
    for two in found.close[:limit]:
        assert two.but is not None
        both = f"{_name(two.first, language)} and {_name(two.second, language)}"
        yield from block(
            f"{both} agree on {counted(two.agreements, 'claim')} and disagree on one:", 2
        )
        number = f"    {two.but.id}  "
        yield from block(two.but.said(language), len(number), number)
    if (more := found.close_pairs - limit) > 0:
        yield f"{counted(more, 'more pair')}: --but-one --limit {min(found.close_pairs, MOST)}"


def _alpha(found: Agreement) -> str:
    if found.alpha is None:
        return "Krippendorff's alpha cannot be told: all stances on common claims are alike."
    return (
        f"Krippendorff's alpha {found.alpha:.2f}: 1 is agreement in everything, 0 what chance "
        "would give."
    )


def _row(two: Two, language: str) -> tuple[str, ...]:
    follows = [
        f"{number} {word}"
        for number, word in (
            (two.inferred_agreements, "agree"),
            (two.inferred_disagreements, "disagree"),
        )
        if number
    ]
    names = f"{_name(two.first, language)}, {_name(two.second, language)}"
    names += f" (inferred: {', '.join(follows)})" if follows else ""
    stances = f"{two.agreements}/{two.partial}/{two.disagreements}"
    return (_rate(two), str(two.claims), stances, names)


def _rate(two: Two) -> str:
    if two.rate is None:
        return "too few"
    share, (low, high) = two.rate
    return f"{100 * share:.0f} % ({100 * low:.0f} to {100 * high:.0f})"


def _square(people: list[Thing], twos: list[Two], language: str) -> Iterator[str]:
    """Agreement of each two in per cent, with the number of claims behind it where that fits."""
    known = {frozenset((two.first.id, two.second.id)): two for two in twos}
    names = [_name(one, language) for one in people]
    numbers = [str(one.id) for one in people]
    lead = max(map(width, names)) + 2

    def laid_out(wide: bool) -> tuple[list[list[str]], list[int]]:
        cells = [
            [_cell(known.get(frozenset((a.id, b.id))), a == b, wide) for b in people]
            for a in people
        ]
        return cells, [max(map(len, column)) for column in zip(numbers, *cells, strict=True)]

    cells, sizes = laid_out(True)
    if lead + sum(sizes) + 2 * (len(sizes) - 1) > columns():
        cells, sizes = laid_out(False)
    yield dim(
        " " * lead + "  ".join(f"{one:>{size}}" for one, size in zip(numbers, sizes, strict=True))
    )
    for name, row in zip(names, cells, strict=True):
        line = "  ".join(f"{cell:>{size}}" for cell, size in zip(row, sizes, strict=True))
        yield padded(name, lead) + line.rstrip()


def _cell(two: Two | None, same: bool, wide: bool) -> str:
    if same:
        return "·"
    if two is None or not two.claims:
        return "–"
    if two.rate is None:
        return f"of {two.claims}"
    share = f"{100 * two.rate[0]:.0f}"
    return f"{share} % of {two.claims}" if wide else f"{share}%"


def _name(one: Thing, language: str) -> str:
    """The number of a speaker, by which to go on, and the name."""
    return f"{one.id} {brief(on_one_line(one.said(language)), NAME)}"
