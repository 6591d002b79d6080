"""Camps for people: who is in them, how sure they are, and what stands against them."""

from collections.abc import Iterator

from kg.analysis.among import Among, Tie
from kg.analysis.found_camps import Camps, Method, Verdict
from kg.analysis.things import Thing
from kg.cli.showing.people import counted, fields, section
from kg.cli.terminal import block, bold, columns, dim, on_one_line, safe, width
from kg.domain.agreeing.clusters import STARTS
from kg.domain.agreeing.crowd import FEWEST_STANDS
from kg.domain.agreeing.pairs import FEWEST
from kg.domain.agreeing.shuffling import LEVEL
from kg.domain.agreeing.steadiness import CHANCE, FEWEST_CLAIMS, HALVINGS
from kg.domain.wording import brief

NAME = 24
NAMED = 30
"""So many members of a camp are named."""

NAMED_OF_CROWD = 12
"""So many of a crowd, each with the number they go by, since names may be cut alike."""

FEW = 5
"""Of so few speakers chance makes camps now and then, and that is said."""

BESIDE = 5
"""So many beside a speaker on a card of theirs."""

KINDS = {
    Verdict.CAMPS: "camps",
    Verdict.LOOSE: "loose camps",
    Verdict.UNSTEADY: "camps, not steady",
}
"""What camps are called, by how sure they are."""

PAIRS = 5
"""So many pairs that stand against a division are named, and so many triangles."""


def lines(found: Camps, language: str) -> Iterator[str]:
    """Camps with their members, or why there are none."""
    yield from _opening(found)
    if found.verdict is Verdict.NOTHING:
        return
    yield from fields(_how(found))
    for camp, part in enumerate(found.parts if found.found else []):
        members = found.members(camp)
        apart = f", part {part + 1}" if max(found.parts) else ""
        yield from section(f"Camp {camp + 1}: {counted(len(members), 'speaker')}{apart}")
        yield from _listed(found, members, language)
    if found.found and max(found.parts):
        yield ""
        least = "no claims" if found.method is Method.CROWD else "too few claims"
        yield from block(f"Nothing compares speakers of different parts: they share {least}.", 0)
    if alone := found.members(-1):
        yield from section(f"Not placed: {counted(len(alone), 'speaker')}, {_reason(found)}")
        yield from _listed(found, alone, language)
    yield from _even(found, language)
    if found.found:
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
        yield bold(f"{number} {KINDS[found.verdict]}{as_of}")
    else:
        yield bold(f"No camps here{as_of}")
    if found.verdict is not Verdict.NOTHING:
        yield from block(_rests_on(found), 2)
    if why := _why(found):
        yield from block(why, 2)
    if found.found and found.placed <= FEW:
        # Measured on notebooks of 3 to 5 speakers who take stances by chance: docs/camps.md.
        untold = "1 notebook in 3" if found.method is Method.CROWD else "1 notebook in 6"
        often = untold if found.chance is None else "1 notebook in 10"
        yield from block(
            f"Only {counted(found.placed, 'speaker')} placed: of so few, stances taken by chance "
            f"look like camps in up to {often}.",
            2,
        )


def _rests_on(found: Camps) -> str:
    """Who and what was looked at, and how many of them are placed."""
    size = len(found.stands.speakers)
    told = f"{counted(size, 'speaker')} on {counted(len(found.stands.claims), 'claim')}"
    placed = "all placed" if found.placed == size else f"{found.placed:,} placed"
    least = f" ({_enough(found)})" if found.placed < size else ""
    told += f"; {placed}{least}"
    if found.compared is not None and found.compared.pairs < found.compared.of:
        told += (
            f"; {found.compared.pairs:,} of {counted(found.compared.of, 'pair')} can be compared"
        )
    return f"{told}."


def _enough(found: Camps) -> str:
    """What it takes to be placed."""
    if found.method is Method.CROWD:
        shared = ", and a claim in common with another" if _alone(found) else ""
        return f"{counted(_least(found), 'stance')} or more{shared}"
    return f"{FEWEST} claims or more in common with another"


def _reason(found: Camps) -> str:
    """Why some are not placed."""
    if found.method is Method.CROWD:
        shared = ", or share no claim with others who take as many" if _alone(found) else ""
        return f"who take fewer than {counted(_least(found), 'stance')}{shared}"
    return f"who share fewer than {FEWEST} claims with each other speaker, or are even with all"


def _least(found: Camps) -> int:
    """How many stances it takes to be placed in a crowd."""
    return min(FEWEST_STANDS, len(found.stands.claims))


def _alone(found: Camps) -> bool:
    """Whether somebody takes enough stances for a crowd, but on claims of their own."""
    return bool((found.stands.by_speaker[found.group < 0] >= _least(found)).any())


def _why(found: Camps) -> str | None:
    if found.verdict is Verdict.NOTHING:
        return missing(found)
    if found.verdict is Verdict.ONE:
        return _of_one_mind(found)
    if found.verdict is Verdict.UNDIVIDED:
        return (
            "Some disagree more than they agree, and yet no division has less against it than "
            "leaving all together."
        )
    if found.verdict is Verdict.ALONE:
        return "Nobody belongs with anybody: each would be a camp alone."
    if found.verdict in (Verdict.CHANCE, Verdict.UNSTEADY):
        return _by_chance(found)
    if found.steadiness is None:
        return (
            f"There are too few {_lack(found)} to say whether they are steady: take them as a "
            "summary of what was said, no more."
        )
    if found.verdict is Verdict.LOOSE:
        return "By other claims many of these speakers would be in another camp."
    return None


def _lack(found: Camps) -> str:
    """Of what there is too little to halve the claims and compare three speakers by both halves."""
    if (found.stands.by_claim.sum(axis=1) > 1).sum() < FEWEST_CLAIMS:
        return "claims"
    return "speakers" if found.placed < 3 else "claims or speakers in common"


def _of_one_mind(found: Camps) -> str:
    if found.method is not Method.DIVISION:
        within = ", within the parts that share claims" if max(found.parts) else ""
        return f"Nothing sets some speakers apart from the others{within}."
    if found.compared is not None and found.compared.level:
        return "No two who can be compared disagree more than they agree."
    return "Each two who can be compared agree more than they disagree."


def _by_chance(found: Camps) -> str:
    if found.steadiness is not None and found.steadiness < CHANCE:
        return (
            "One half of the claims divides the speakers otherwise than the other half: a "
            f"steadiness below {CHANCE} is in reach of chance."
        )
    if found.chance is not None and found.chance > LEVEL:
        return (
            "Stances dealt anew by chance among those who spoke make camps as good in "
            f"{100 * found.chance:.0f} % of cases: these may be chance."
        )
    return "Each two who can be compared agree as often as they disagree."


def missing(found: Camps) -> str:
    """What is missing where nobody can be compared with anybody."""
    if not len(found.stands):
        return "There are no stances to compare. Add one: kg agree CLAIM SPEAKER"
    if len(found.stands.speakers) == 1:
        return "Only one speaker takes a stance. Add what another says: kg agree CLAIM SPEAKER"
    if found.method is Method.CROWD:
        least = _least(found)
        if (found.stands.by_speaker >= least).sum() > 1:
            return (
                f"No two speakers who take {least} stances or more speak of one claim. Add what "
                "others say: kg agree CLAIM SPEAKER"
            )
        return (
            f"No two speakers take {least} stances or more, and who takes fewer is not placed. Add "
            "what they say: kg agree CLAIM SPEAKER"
        )
    return (
        f"No two speakers take a stance on {FEWEST} claims in common, and on fewer they are not "
        "compared. Add what others say: kg agree CLAIM SPEAKER"
    )


def _how(found: Camps) -> Iterator[tuple[str, str]]:
    if found.steadiness is not None:
        fewer = f", by {found.halvings} halvings of {HALVINGS}" if _cut_short(found) else ""
        yield "steadiness", f"{found.steadiness:.2f}: 1 is steady, 0 what chance gives{fewer}"
    if found.found and found.chance is not None and found.chance <= LEVEL:
        yield "chance", f"makes camps as good in {_share(found.chance)} of cases"
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


def _cut_short(found: Camps) -> bool:
    """Whether time was up, so that fewer halvings tell the steadiness."""
    return found.method is not Method.CROWD and found.halvings < HALVINGS


def _share(chance: float) -> str:
    return "less than 1 %" if chance < 0.01 else f"{100 * chance:.0f} %"


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


def _even(found: Camps, language: str) -> Iterator[str]:
    """Who agree by one claim only, where it is said that all agree more than they disagree."""
    if found.verdict is not Verdict.ONE or found.compared is None or not found.compared.even:
        return
    yield from section("Near even: one claim said the other way puts them at odds")
    for one in found.compared.even[:PAIRS]:
        names = f"{_name(one.first, language)} and {_name(one.second, language)}"
        yield from block(f"{names}: {one.agreements} agreed, {one.disagreements} disagreed", 2)
    if (more := len(found.compared.even) - PAIRS) > 0:
        yield dim(f"  {counted(more, 'more pair')}: kg agreement")


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


def _listed(found: Camps, people: list[Thing], language: str) -> Iterator[str]:
    """Members, broken between names only; of a crowd fewer, with their numbers."""
    crowd = found.method is Method.CROWD and len(found.stands.speakers) > NAMED
    most = NAMED_OF_CROWD if crowd else NAMED
    names = [
        f"{one.id} {_name(one, language)}" if crowd else _name(one, language)
        for one in people[:most]
    ]
    yield from _between(names, 2)
    if (more := len(people) - most) > 0:
        numbers = "; the numbers are those of kg speaker show" if crowd else ""
        yield dim(f"  and {more:,} more: --json has all{numbers}")


def _between(names: list[str], indent: int) -> Iterator[str]:
    """Names with commas, in lines that are broken between names only."""
    margin, line = " " * indent, ""
    for at, name in enumerate(names):
        told = safe(name) + "," * (at + 1 < len(names))
        if line and width(f"{margin}{line} {told}") > columns():
            yield margin + line
            line = ""
        line = f"{line} {told}".lstrip()
    if line:
        yield margin + line


def _named(people: list[Thing], language: str, most: int = NAMED) -> str:
    names = [_name(one, language) for one in people[:most]]
    more = f" and {len(people) - most:,} more" if len(people) > most else ""
    return ", ".join(names) + more


def _name(one: Thing, language: str) -> str:
    return brief(on_one_line(one.said(language)), NAME)
