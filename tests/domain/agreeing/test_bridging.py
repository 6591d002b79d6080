"""The factorisation against a general optimiser, and typical claims against their definition."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import norm

from kg.domain.agreeing.bridging import FACTORS, INTERCEPTS, bridging
from kg.domain.agreeing.stands import Stands
from kg.domain.agreeing.typical import typical


def stands(speakers=25, claims=15, seed=0):
    chance = np.random.default_rng(seed)
    sides = chance.choice([-1, 1], claims)
    return Stands.of(
        (who, at, int(sides[at] * (1 if who % 2 else -1)) if chance.random() < 0.7 else 1)
        for who in range(speakers)
        for at in range(claims)
        if chance.random() < 0.8
    )


@pytest.mark.parametrize("seed", range(3))
def test_no_general_optimiser_finds_less_loss(seed):
    table = stands(seed=seed)
    speakers, claims = table.shape
    value = (table.sign + 1) / 2
    cuts = np.cumsum([1, speakers, claims, speakers])

    def loss(parameters):
        mean, i, j, f, g = np.split(parameters, cuts)
        told = mean + i[table.who] + j[table.what] + f[table.who] * g[table.what]
        return (
            ((value - told) ** 2).mean()
            + INTERCEPTS * (mean[0] ** 2 + (i**2).mean() + (j**2).mean())
            + FACTORS * ((f**2).mean() + (g**2).mean())
        )

    found = bridging(table)
    mine = np.concatenate(
        [[found.mean], found.speaker, found.claim, found.speaker_factor, found.claim_factor]
    )
    assert loss(mine) == pytest.approx(found.loss)
    starts = np.random.default_rng(seed).normal(0, 0.5, size=(4, len(mine)))
    best = min((minimize(loss, start, method="L-BFGS-B") for start in starts), key=lambda r: r.fun)
    assert found.loss <= best.fun + 1e-6
    # Nowhere near is it less, either.
    assert minimize(loss, mine, method="L-BFGS-B").fun == pytest.approx(found.loss, abs=1e-6)


def test_what_both_sides_hold_bridges_and_what_one_side_holds_does_not():
    rows = [(who, 0, 1) for who in range(20)]
    rows += [
        (who, at, 1 if (who < 10) == (at % 2 == 0) else -1)
        for who in range(20)
        for at in range(1, 9)
    ]
    rows += [(who, 9, -1) for who in range(20)]
    found = bridging(Stands.of(rows))
    assert found.claim.argmax() == 0 and found.claim.argmin() == 9
    assert abs(found.claim_factor[[0, 9]]).max() < 0.05 < abs(found.claim_factor[1:9]).min()
    assert {*np.sign(found.speaker_factor[:10])} != {*np.sign(found.speaker_factor[10:])}


def test_of_nothing_nothing_is_found():
    assert bridging(Stands.of([])).loss == 0.0


def test_a_typical_claim_is_told_with_its_figures():
    # Camp 0: 18 of 20 for; camp 1: 5 of 20 for, 15 against.
    found = typical(np.array([[[2, 0, 18], [15, 0, 5]]]))
    z = (19 / 21 - 6 / 21) / np.sqrt(25 / 42 * 17 / 42 * 2 / 21)
    assert found.side.tolist() == [[1, -1]]
    assert found.more[0, 0] == pytest.approx((19 / 22) / (6 / 22))
    assert found.z[0, 0] == pytest.approx(z)
    assert found.p[0, 0] == pytest.approx(norm.sf(z))
    assert found.of(0).tolist() == [0] and found.of(1).tolist() == [0]


def test_what_chance_gives_is_seldom_called_typical():
    chance = np.random.default_rng(4)
    counts = chance.binomial(30, 0.5, size=(200, 2))
    table = np.stack([30 - counts, np.zeros_like(counts), counts], axis=2)
    assert typical(table).typical.sum() <= 4


def test_a_claim_on_which_one_camp_alone_speaks_is_typical_of_none():
    assert typical(np.array([[[0, 0, 9], [0, 0, 0]]])).typical.sum() == 0
