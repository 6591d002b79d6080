"""Camps for people: who is in them, how sure they are, and what stands against them."""

from collections.abc import Iterator

from kg.analysis.among import Among, Tie
from kg.analysis.found_camps import Camps, Method, Verdict
from kg.analysis.things import Thing
from kg.cli.showing.people import counted, fields, section
from kg.cli.terminal import block, bold, dim, on_one_line
from kg.domain.agreeing.clusters import STARTS
from kg.domain.agreeing.crowd import FEWEST_STANDS
from kg.domain.agreeing.pairs import FEWEST
from kg.domain.wording import brief

NAME = 24
NAMED = 30
"""So many members of a camp are named."""

BESIDE = 5
"""So many beside a speaker on a card of theirs."""

PAIRS = 5
"""So many pairs that stand against a division are named, and so many triangles."""


def lines(found: Camps, language: str) -> Iterator[str]:
    """Camps with their members, or why there are none."""
    yield from _opening(found)
    if found.verdict is Verdict.NOTHING:
        return
    yield from fields(_how(found))
    if not found.found:
        return
    for camp, part in enumerate(found.parts):
        members = found.members(camp)
        apart = f", part {part + 1}" if max(found.parts) else ""
        yield from section(f"Camp {camp + 1}: {counted(len(members), 'speaker')}{apart}")
        yield from block(_named(members, language), 2)
    if max(found.parts):
        yield ""
        yield from block(
            "Nothing compares speakers of different parts: they share too few claims.", 0
        )
    if alone := found.members(-1):
        yield from section(f"Not placed: {counted(len(alone), 'speaker')}")
        yield from block(_named(alone, language), 2)
    yield from _against(found, language)
    yield from _triangles(found, language)


def of_speaker(found: Among | None, language: str) -> Iterator[tuple[str, str | None]]:
    """What a card says of a speaker among the others."""
    if found is None:
        return
    yield "camp", _camp(found, language)
    yield "closest", "; ".join(_tie(one, language) for one in found.closest)
    yield "farthest", "; ".join(_tie(one, language) for one in found.farthest)


def _camp(found: Among, language: str) -> str | None:
    camps = found.camps
    if camps is None:
        return "not looked for, since many speak: add --camps"
    if camps.verdict is Verdict.NOTHING:
        return None
    if not camps.found:
        return "no camps here"
    number = len(camps.parts)
    loose = " loose camps" if camps.verdict is Verdict.LOOSE else ""
    if found.camp is None:
        return f"in none of {number}{loose}"
    others = [one for one in camps.members(found.camp) if one.id != found.speaker]
    rest = f", with {_named(others, language, BESIDE)}" if others else ", alone"
    return f"{found.camp + 1} of {number}{loose}{rest}"


def _tie(one: Tie, language: str) -> str:
    return f"{_name(one.other, language)}, {100 * one.rate[0]:.0f} % of {one.claims}"


def _opening(found: Camps) -> Iterator[str]:
    as_of = f", as of {found.as_of}" if found.as_of else ""
    number = len(found.parts)
    if found.found:
        loose = "loose " if found.verdict is Verdict.LOOSE else ""
        yield bold(f"{number} {loose}camps{as_of}")
    else:
        yield bold(f"No camps here{as_of}")
    yield from block(_why(found), 2)


def _why(found: Camps) -> str:
    speakers = len(found.stands.speakers)
    if found.verdict is Verdict.NOTHING:
        return missing(found)
    if found.verdict is Verdict.ONE:
        return (
            "Each two who can be compared agree more than they disagree."
            if found.method is Method.DIVISION
            else "Nothing sets some speakers apart from the others."
        )
    if found.verdict is Verdict.UNDIVIDED:
        return (
            "Some disagree more than they agree, and yet no division has less against it than "
            "leaving all together."
        )
    if found.verdict is Verdict.CHANCE:
        if found.steadiness is None:
            return "Each two who can be compared agree as often as they disagree."
        return (
            "One half of the claims divides the speakers otherwise than the other half, as it "
            "would if they took their stances by chance."
        )
    if found.steadiness is None:
        return (
            "There are too few claims to say whether they are steady: take them as a summary of "
            "what was said, no more."
        )
    if found.verdict is Verdict.LOOSE:
        return "By other claims many of these speakers would be in another camp."
    return f"{counted(speakers, 'speaker')} on {counted(len(found.stands.claims), 'claim')}."


def missing(found: Camps) -> str:
    """What is missing where nobody can be compared with anybody."""
    if not len(found.stands):
        return "There are no stances to compare. Add one: kg agree CLAIM SPEAKER"
    if len(found.stands.speakers) == 1:
        return "Only one speaker takes a stance. Add what another says: kg agree CLAIM SPEAKER"
    if found.method is Method.CROWD:
        return (
            f"No two speakers take {min(FEWEST_STANDS, len(found.stands.claims))} stances or more, "
            "and who takes fewer is not placed. Add what they say: kg agree CLAIM SPEAKER"
        )
    return (
        f"No two speakers take a stance on {FEWEST} claims in common, and on fewer they are not "
        "compared. Add what others say: kg agree CLAIM SPEAKER"
    )


def _how(found: Camps) -> Iterator[tuple[str, str]]:
    if found.steadiness is not None:
        yield "steadiness", f"{found.steadiness:.2f}: 1 is steady, 0 what chance gives"
    if found.method is Method.DIVISION:
        yield "method", "division in two, by agreements less disagreements of each two"
        if found.found:
            yield from _proof(found)
    elif found.method is Method.GROUPING:
        yield "method", "grouping, by agreement beyond what most say of a claim"
        if found.found:
            proved = "proved: none has more agreement within" if found.certified else "best found"
            yield "proof", proved
    else:
        yield "method", f"crowd: principal components and k-means ({STARTS} starts), as in Polis"
        tried = ", ".join(f"{k} camps {value:.2f}" for k, value in found.silhouettes.items())
        if tried:
            yield "silhouette", f"{tried}: 1 is wholly apart, 0 not at all"
        if found.told is not None:
            yield "told", f"{100 * found.told:.0f} % of the variance, by two directions"


def _proof(found: Camps) -> Iterator[tuple[str, str]]:
    yield "against it", f"{found.index:,} of {found.total:,}, the frustration index"
    if not found.certified:
        yield "proof", f"best found; none has less than {found.bound:,}"
        return
    others = f"{len(found.ties)} other" + "s" * (len(found.ties) > 1)
    alone = {
        True: "and no other has as little",
        False: f"and {others} {'has' if len(found.ties) == 1 else 'have'} as little",
        None: "whether others have as little is not known",
    }
    yield "proof", f"proved: none has less, {alone[found.unique]}"


def _against(found: Camps, language: str) -> Iterator[str]:
    for moved in found.ties[:PAIRS]:
        yield from block(f"As good with {_named(moved, language)} on the other side.", 2)
    if not found.against:
        return
    yield from section("Against this division")
    for one in found.against[:PAIRS]:
        names = f"{_name(one.first, language)} and {_name(one.second, language)}"
        across = one.agreements > one.disagreements
        where = "across" if across else "within"
        yield from block(
            f"{names}, {where}: {one.agreements} agreed, {one.disagreements} disagreed", 2
        )
    if (more := len(found.against) - PAIRS) > 0:
        yield dim(f"  {counted(more, 'more pair')}: --json")


def _triangles(found: Camps, language: str) -> Iterator[str]:
    three = found.triangles
    if three is None or not three.unbalanced:
        return
    share = f"{three.unbalanced:,} of {three.whole:,}"
    yield from section(f"Triangles that do not go together: {share}")
    names = [found.people[one] for one in found.stands.speakers.tolist()]
    for worst in three.worst[:PAIRS]:
        yield from block(", ".join(_name(names[at], language) for at in worst), 2)


def _named(people: list[Thing], language: str, most: int = NAMED) -> str:
    names = [_name(one, language) for one in people[:most]]
    more = f" and {len(people) - most:,} more" if len(people) > most else ""
    return ", ".join(names) + more


def _name(one: Thing, language: str) -> str:
    return brief(on_one_line(one.said(language)), NAME)
