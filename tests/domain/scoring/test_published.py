"""Against what others published: FiveThirtyEight's forecasts of NFL games, with their scores."""

import csv
import math

import pytest

from kg.domain.scoring import (
    Showing,
    brier,
    consistency_band,
    corp,
    hit_rate,
    log_score,
    murphy,
    reliability_curve,
    showing,
    skill,
)


@pytest.fixture(scope="module")
def games(samples):
    with (samples / "forecasts" / "nfl_games.csv").open(encoding="utf-8") as file:
        return sorted(csv.DictReader(file), key=lambda game: game["date"])


def pairs(games, season, count=None):
    rows = [game for game in games if game["season"] == season][:count]
    return [(float(game["prob1"]), float(game["prob1_outcome"])) for game in rows]


def test_the_season_of_2019(games):
    season = pairs(games, "2019")
    assert len(season) == 267
    assert round(brier(season), 3) == 0.219


def test_the_first_three_weeks_of_2019(games):
    """One game was a tie, and counts half."""
    weeks = pairs(games, "2019", 48)
    found = hit_rate(weeks)
    assert (found.hits, found.n) == (31.5, 48)
    assert [round(bound, 3) for bound in found.interval] == [0.515, 0.774]
    assert round(brier(weeks), 3) == 0.209
    assert sorted({came for _, came in weeks}) == [0, 0.5, 1]
    assert showing(found.n) is Showing.SCORES


def test_either_team_can_be_asked_about(games):
    season = [game for game in games if game["season"] == "2019"]
    second = [(float(game["prob2"]), float(game["prob2_outcome"])) for game in season]
    assert brier(second) == pytest.approx(brier(pairs(games, "2019")))
    assert hit_rate(second).hits == hit_rate(pairs(games, "2019")).hits


def test_all_seasons_are_taken_apart(games):
    every = [(float(game["prob1"]), float(game["prob1_outcome"])) for game in games]
    parts, free = corp(every), murphy(every, [tenth / 10 for tenth in range(1, 10)])
    assert parts.score == pytest.approx(brier(every))
    assert parts.miscalibration - parts.discrimination + parts.uncertainty == pytest.approx(
        parts.score
    )
    assert free.reliability - free.resolution + free.uncertainty + free.within == pytest.approx(
        parts.score
    )
    # Well calibrated, and a little better than the base rate, as the site says of itself.
    assert parts.miscalibration < 0.01 < parts.discrimination
    assert (skill(every) or 0) > 0.05
    assert 0 < log_score(every) < 1
    assert math.isclose(parts.uncertainty, 0.25, abs_tol=0.01)


def test_nearly_all_of_their_curve_lies_in_the_band(games):
    season = [(round(said, 2), came) for said, came in pairs(games, "2019")]
    band = consistency_band(season, seed=1)
    inside = [
        edge.low <= point.calibrated <= edge.high
        for point, edge in zip(reliability_curve(season), band, strict=True)
    ]
    assert sum(inside) / len(inside) > 0.6
