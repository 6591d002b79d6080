"""Camps that were found: who is in them, how sure they are, and the card of all that."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kg.analysis.things import Thing
from kg.domain.agreeing.stands import Taken
from kg.domain.agreeing.triangles import Triangles

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes


class Method(StrEnum):
    """How camps are found."""

    DIVISION = "division"
    GROUPING = "grouping"
    CROWD = "crowd"


class Verdict(StrEnum):
    """What is found: camps, or why there are none; not steady are some asked for by number."""

    CAMPS = "camps"
    LOOSE = "loose camps"
    UNSTEADY = "not steady"
    ONE = "one mind"
    UNDIVIDED = "undivided"
    CHANCE = "chance"
    ALONE = "everyone alone"
    NOTHING = "nothing to compare"


@dataclass(frozen=True)
class Against:
    """Two speakers whom the camps part though they agree, or join though they do not."""

    first: Thing
    second: Thing
    agreements: int
    disagreements: int


@dataclass(frozen=True)
class Compared:
    """How many pairs of speakers can be compared, of how many, and which of these are near even.

    One claim said the other way would put those who are near even at odds. Some are `level` where
    they agree as often as they disagree.
    """

    pairs: int
    of: int
    even: list[Against]
    level: bool


@dataclass(frozen=True)
class Camps:
    """What was found, by which method, and how sure it is.

    `group` has the camp of each speaker of `stands`, from 0, or -1 for who could not be placed.
    Camps of different `parts` have nothing in common by which they could be compared. `index` is
    what stands against a division, of `total`, and no division has less than `bound`. `halvings`
    are how many tell the steadiness, and `chance` is how often shuffled stances divide as well.
    """

    method: Method
    verdict: Verdict
    stands: Taken
    group: "Indexes"
    people: dict[int, Thing]
    as_of: date | None
    parts: list[int]
    steadiness: float | None = None
    halvings: int = 0
    chance: float | None = None
    compared: Compared | None = None
    index: int | None = None
    total: int | None = None
    bound: int | None = None
    certified: bool | None = None
    unique: bool | None = None
    ties: list[list[Thing]] = field(default_factory=list)
    against: list[Against] = field(default_factory=list)
    triangles: Triangles | None = None
    silhouettes: dict[int, float] = field(default_factory=dict)
    told: float | None = None

    @property
    def found(self) -> bool:
        """Whether there are camps."""
        return self.verdict in (Verdict.CAMPS, Verdict.LOOSE, Verdict.UNSTEADY)

    @property
    def placed(self) -> int:
        """How many speakers say enough to be compared with others."""
        return int((self.group >= 0).sum())

    @property
    def number(self) -> int:
        """How many groups were made, whether or not they are camps."""
        return int(self.group.max(initial=-1)) + 1

    def members(self, camp: int) -> list[Thing]:
        """Who is in a camp, by number; -1 has those who could not be placed."""
        return [self.people[one] for one in self.stands.speakers[self.group == camp].tolist()]


# As cards.

DIGITS = 6


def card(found: Camps) -> dict[str, Any]:
    """Camps as scripts read them; none where the verdict is that there are none."""
    worst = found.triangles.worst if found.triangles else []
    names = [found.people[one] for one in found.stands.speakers.tolist()]
    return {
        "method": found.method.value,
        "verdict": found.verdict.value,
        "as_of": found.as_of and found.as_of.isoformat(),
        "speakers": len(found.stands.speakers),
        "claims": len(found.stands.claims),
        "stances": len(found.stands),
        "placed": found.placed,
        "compared": found.compared and found.compared.pairs,
        "pairs": found.compared and found.compared.of,
        "camps": [
            {
                "number": camp + 1,
                "part": part + 1,
                "members": [one.uid for one in found.members(camp)],
            }
            for camp, part in enumerate(found.parts if found.found else [])
        ],
        "unplaced": [one.uid for one in found.members(-1)],
        "steadiness": _rounded(found.steadiness),
        "halvings": found.halvings,
        "by_chance": _rounded(found.chance),
        "index": found.index,
        "total": found.total,
        "bound": found.bound,
        "certified": found.certified,
        "unique": found.unique,
        "ties": [{"moved": [one.uid for one in moved]} for moved in found.ties],
        "against": [
            {
                "first": one.first.uid,
                "second": one.second.uid,
                "agreements": one.agreements,
                "disagreements": one.disagreements,
            }
            for one in found.against
        ],
        "triangles": found.triangles and found.triangles.whole,
        "unbalanced": found.triangles and found.triangles.unbalanced,
        "worst": [{"speakers": [names[at].uid for at in three]} for three in worst],
        "silhouette": _rounded(found.silhouettes.get(found.number)),
        "told": _rounded(found.told),
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(float(figure), DIGITS) + 0.0
