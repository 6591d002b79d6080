"""Parts of the speakers that hang together."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.agreeing import parts
from kg.domain.agreeing.parts import divided_only, sharing, tied
from kg.domain.agreeing.stands import Stands
from tests.domain.agreeing.test_stands import Split

PAIRS = st.sets(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=30)


@given(PAIRS, st.integers(1, 4))
def test_who_shares_claims_hangs_together_as_another_program_finds(pairs, lie_in):
    stands = Stands.of((who, claim, 1) for who, claim in pairs)
    graph = nx.Graph((f"speaker {who}", claim) for who, claim in pairs)
    parts = [
        {name for name in part if isinstance(name, str)} for part in nx.connected_components(graph)
    ]
    found = sharing(stands).tolist()
    mine = {
        frozenset(
            f"speaker {who}" for who, at in zip(stands.speakers, found, strict=True) if at == one
        )
        for one in set(found) - {-1}
    }
    assert mine == {frozenset(part) for part in parts if len(part) > 1}
    sizes = [found.count(at) for at in range(max(found, default=-1) + 1)]
    assert sizes == sorted(sizes, reverse=True)
    assert sharing(Split(stands, lie_in)).tolist() == found


def test_a_long_chain_is_not_followed_link_by_link(monkeypatch):
    rounds: list[None] = []
    reach = parts._reach
    monkeypatch.setattr(parts, "_reach", lambda *these: rounds.append(reach(*these)))
    chain = [(who, claim, 1) for who in range(200) for claim in (who, who + 1)]
    aside = [(who, 500, 1) for who in (300, 301)]
    assert sharing(Stands.of(chain + aside)).tolist() == [0] * 200 + [1] * 2
    assert len(rounds) <= 10


def test_parts_of_one_group_are_not_divided():
    part, group = np.array([0, 1, 2, 0, -1, 1, 2]), np.array([0, 2, 3, 1, -1, 2, 4])
    assert divided_only(part, group).tolist() == [0, -1, 2, 0, -1, -1, 2]


def test_who_is_tied_to_nobody_is_in_no_part():
    ties = np.zeros((5, 5), np.intp)
    for one, other, weight in [(1, 2, -1), (2, 4, 1)]:
        ties[one, other] = ties[other, one] = weight
    assert tied(ties).tolist() == [-1, 0, 0, -1, 0]
