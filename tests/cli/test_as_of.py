"""`--as-of DAY`: lists, cards, what is due, the status and the map as they stood on a day."""

import json
import re

import pytest

from tests.pages.unpacking import data_of


@pytest.fixture
def years(kg):
    """Two claims of 2024 and one of 2026; one is read in three ways and decided little by little."""
    kg("add", "Prices fall", "--speaker", "Ada", "--said", "2024-03-01", "--about", "prices")
    kg("add", "Wages rise", "--speaker", "Bob", "--said", "2024-09", "--about", "wages")
    kg("add", "Rents fall", "--speaker", "Ada", "--said", "2026-02-01", "--about", "rents")
    kg("disagree", 1, "Bob", "--said", "2025-05-01", "--quote", "never")
    kg("link", "add", 2, "opposes", 1, "--by", "Bob")
    kg("link", "add", 3, "supports", 1, "--by", "Ada")
    kg("predict", 1, "--by", "2024-12", "--statement", "They fall in a year")
    kg("predict", 1, "--by", "2025-06", "--statement", "They fall by summer")
    kg("predict", 1, "--by", "2027", "--statement", "They fall some day")
    kg("predict", 3, "--by", "2026-06")
    kg("forecast", 2, "Ada", "80%", "--on", "2024-03-01")
    kg("forecast", 2, "Bob", "10%", "--on", "2025-05-01")
    kg("resolve", 1, "wrong", "--on", "2025-01-10", "--evidence", "https://e.org/index")
    kg("resolve", 2, "wrong", "--on", "2025-07-01")
    kg("resolve", 2, "right", "--on", "2025-08-01", "--reason", "the index was corrected")
    return kg


def test_claims_are_listed_as_they_stood(years):
    assert years("claim", "list").output == (
        "1  Ada  Prices fall [mixed]\n2  Bob  Wages rise\n3  Ada  Rents fall [overdue]\n"
    )
    assert years("claim", "list", "--as-of", "2025-07").output == (
        "1  Ada  Prices fall [wrong]\n2  Bob  Wages rise\n"
    )
    # A month counts from its end.
    assert years("claim", "list", "--as-of", "2024-09-29").output == "1  Ada  Prices fall [open]\n"
    assert years("claim", "list", "--as-of", "2024-02").stderr == "No claims as of 2024-02-29.\n"


@pytest.mark.parametrize(
    ("day", "words", "numbers"),
    [
        ("2025-07", ["outcome:wrong"], ["1"]),
        ("2025-08", ["outcome:wrong"], []),
        ("2025-08", ["outcome:mixed"], ["1"]),
        ("2024", ["outcome:overdue"], []),
        ("2025-01-01", ["outcome:overdue"], ["1"]),
        ("2024", ["stance:disagrees"], []),
        ("2025-05", ["stance:disagrees"], ["1"]),
        ("2024", ["never"], []),
        ("2025-05", ["never"], ["1"]),
        ("2025-05", ["-never"], ["2"]),
        ("2024", ["-never"], ["1", "2"]),
        ("2025", ["near:1"], ["1", "2"]),
        ("2026-02", ["near:1"], ["1", "2", "3"]),
        ("2024-03", ["speaker:Bob"], []),
    ],
)
def test_queries_are_answered_as_of_the_day(years, day, words, numbers):
    listed = years("claim", "list", *words, "--as-of", day).output
    assert re.findall(r"(?m)^\d+", listed) == numbers


def test_predictions_positions_links_and_speakers_are_listed_as_they_stood(years):
    assert years("prediction", "list", "--as-of", "2025-07").output == (
        "1  wrong  2024-12  They fall in a year\n"
        "2  wrong  2025-06  They fall by summer\n"
        "3  open   2027     They fall some day\n"
    )
    assert years("prediction", "list", "outcome:open", "--as-of", "2024-05").output == (
        "1  open  2024-12  They fall in a year\n"
        "2  open  2025-06  They fall by summer\n"
        "3  open  2027     They fall some day\n"
    )
    assert years("position", "list", "--as-of", "2024").output == (
        "1  Ada  asserts  2024-03-01  1: Prices fall\n2  Bob  asserts  2024-09     2: Wages rise\n"
    )
    assert years("link", "list", "--as-of", "2025").output == (
        "1  2 opposes 1  Bob  Wages rise → Prices fall\n"
    )
    assert years("speaker", "list", "--as-of", "2024-08").output == "1  person  1 position  Ada\n"


def test_what_is_said_to_be_due_was_so_on_that_day(years):
    waiting = [
        (one["id"], one["state"], one["days"])
        for one in years("due", "--as-of", "2025-01-05", "--json").json
    ]
    assert waiting == [(1, "overdue", -5)]
    assert years("due", "--as-of", "2025-05", "--within", "30").output == (
        "As everything stood on 2025-05-31.\n"
        "\n"
        "Due soon\n"
        "2  due in 30 days  2025-06  Ada, Bob  They fall by summer [no-criteria]\n"
    )
    assert years("due", "--as-of", "2024-03", "--within", "0").stderr == (
        "Nothing was due on 2024-03-31 or within 0 days.\n"
    )
    years("due", "--as-of", "2025-01-05", "--exit-code", exit_code=1)


def test_what_is_snoozed_today_was_not_then(years):
    years("predict", 2, "--by", "2025-10")
    years("snooze", 5, "--until", "2027")
    (one,) = years("due", "--as-of", "2025-11", "--json").json
    assert (one["id"], one["snoozed"]) == (5, None)
    assert years("prediction", "show", 5, "--as-of", "2025-11", "--json").json["snoozed"] is None


def test_a_claim_is_shown_as_it_stood(years):
    shown = years("claim", "show", 1, "--as-of", "2025-07").output
    assert shown == (
        "Claim 1, opinion, wrong, as of 2025-07-31\n"
        "  Prices fall\n"
        "  came to     wrong under 2 of 3 readings, since 2025-07-01; 1 open, due 2027\n"
        "  about       prices\n"
        "  id          prices-fall-…\n"
        "\n"
        "Positions\n"
        "  1  Ada asserts, 2024-03-01\n"
        "  4  Bob disagrees, 2025-05-01\n"
        "     «never»\n"
        "\n"
        "Links\n"
        "  1  opposed by 2: Wages rise (Bob)\n"
        "\n"
        "Predictions\n"
        "  1  wrong, due 2024-12\n"
        "     They fall in a year\n"
        "     resolution 1: wrong, decided 2025-01-10, written down …\n"
        "     for: https://e.org/index\n"
        "  2  wrong, due 2025-06\n"
        "     They fall by summer\n"
        "     Ada: 80 %, stated, 2024-03-01\n"
        "     Bob: 10 %, stated, 2025-05-01\n"
        "     resolution 2: wrong, decided 2025-07-01, written down …\n"
        "  3  open, due 2027\n"
        "     They fall some day\n"
    )
    assert "right under 1 of 3 readings, since 2025-08-01; wrong under 1 of 3 readings" in " ".join(
        years("claim", "show", 1).output.split()
    )


def test_what_was_withdrawn_later_stood_then(years, monkeypatch):
    years("withdraw", 3, "--reason", "a slip")
    assert years("prediction", "show", 2).output.endswith(
        "Resolutions\n"
        "  3  right, decided 2025-08-01, written down …\n"
        "     the index was corrected\n"
        "     withdrawn 2026-11-23: a slip\n"
        "  2  wrong, decided 2025-07-01, written down …\n"
    )
    monkeypatch.setenv("KG_TODAY", "2026-11-24")
    then = years("prediction", "show", 2, "--as-of", "2026-11-22", "--json").json
    assert then["state"] == "right"
    assert [one["withdrawn"] for one in then["resolutions"]] == [None, None]
    now = years("prediction", "show", 2, "--as-of", "2026-11-23", "--json").json
    assert (now["state"], now["resolutions"][1]["withdrawn"]) == ("wrong", "2026-11-23")


@pytest.mark.parametrize("what", ["claim", "prediction"])
def test_what_was_not_said_yet_is_not_shown(years, what):
    number = {"claim": 3, "prediction": 4}[what]
    assert years(what, "show", number, "--as-of", "2026-01", exit_code=1).stderr == (
        f"Error: {what.capitalize()} {number} was not said yet on 2026-01-31. "
        "It counts from 2026-02-01 on.\n"
    )


def test_what_has_no_date_counts_as_of_no_day(years):
    years("position", "edit", 3, "--said", "")
    assert years("claim", "show", 3, "--as-of", "2026-11", exit_code=1).stderr == (
        "Error: Claim 3 was not said yet on 2026-11-23. "
        "What has no date counts as of no day: kg position edit NUMBER --said DAY\n"
    )


def test_a_forecast_tells_that_a_claim_was_known(years):
    years("position", "edit", 3, "--said", "")
    years("forecast", 4, "Bob", "30%", "--on", "2026-03-01")
    assert (
        years("claim", "list", "rents", "--as-of", "2026-03").output == "3    Rents fall [open]\n"
    )
    assert years("claim", "list", "rents", "--as-of", "2026-02").stderr == (
        "No claims as of 2026-02-28.\n"
    )


def test_a_speaker_is_shown_by_what_was_said_then(years):
    assert "disagrees" not in years("speaker", "show", "Bob", "--as-of", "2024").output
    shown = years("speaker", "show", "Bob", "--as-of", "2025").output
    assert shown.startswith("Speaker 2, person, as of 2025-12-31\n")
    assert "  stances     asserts 1, disagrees 1\n  forecasts   1\n" in shown


def test_the_status_counts_what_there_was(years, home):
    card = years("status", "--as-of", "2025-07", "--json").json
    assert card["as_of"] == "2025-07-31"
    assert card["counts"] == {
        "claim": 2,
        "position": 3,
        "link": 1,
        "prediction": 3,
        "forecast": 2,
        "resolution": 2,
        "evidence": 1,
        "speaker": 2,
        "concept": 2,
        "source": 0,
        "view": 0,
    }
    assert card["due"] == {"overdue": 0, "soon": 0, "later": 1, "open": 0, "snoozed": 0}
    assert card["last_change"] is None
    assert "last change" not in years("status", "--as-of", "2025-07").output


def test_the_map_shows_what_was_known(years, home):
    said = years("map", "-o", home / "then.html", "--as-of", "2024").output
    assert said == f"Wrote the map of 2 claims as of 2024-12-31 to {home / 'then.html'}\n"
    page = (home / "then.html").read_text("utf-8")
    assert "<title>Claims and who makes them, as of 2024-12-31</title>" in page
    for told in (page, json.dumps(data_of(page), ensure_ascii=False)):
        assert "Prices fall" in told
        for later in ("Rents fall", "never", "https://e.org/index"):
            assert later not in told


def test_an_export_has_what_was_known(years):
    told = years("export", "--as-of", "2024").output
    assert "Prices fall" in told
    for later in ("Rents fall", "never", "https://e.org/index"):
        assert later not in told


def test_scores_of_a_query_go_by_the_verdicts_of_the_day(years):
    def hits(*words):
        found = years("score", *words, "--json").json
        return [(one["scored"], one["hits"]) for one in found if one["by"] is None]

    stated = ("--basis", "stated")
    # Ada said 80 % and Bob 10 %, of what was found wrong first and right later.
    then = ("--as-of", "2025-07")
    assert hits(*stated, "outcome:right") == hits(*stated) == [(2, 1.0)]
    assert hits(*stated, "outcome:wrong", *then) == hits(*stated, *then) == [(2, 1.0)]
    assert hits(*stated, "outcome:wrong") == hits(*stated, "outcome:right", *then) == []


@pytest.mark.parametrize(
    "words",
    [
        ("claim", "list"),
        ("claim", "show", 1),
        ("prediction", "list"),
        ("position", "list"),
        ("due",),
        ("status",),
        ("score",),
        ("speaker", "show", 1),
        ("map", "-o", "never.html"),
    ],
)
def test_a_day_to_come_or_none_at_all_is_refused(years, rows, home, words):
    before = rows()
    assert years(*words, "--as-of", "2027", exit_code=2).stderr == (
        "Error: 2027 is still to come. Give a day that is past.\n"
    )
    assert "There is no date 2025-13" in years(*words, "--as-of", "2025-13", exit_code=2).stderr
    assert rows() == before
    assert not (home / "never.html").exists()


def test_the_past_is_not_edited(years):
    said = years("claim", "list", "--edit", "--as-of", "2025", exit_code=2).stderr
    assert said.endswith("Error: What was on another day cannot be edited: leave out --as-of.\n")


def test_the_calendar_of_a_day_is_the_same_by_both_doors(years, home):
    years("export", "export.ics", "--as-of", "2024")
    years("due", "--ics", "due.ics", "--as-of", "2024")
    calendar = (home / "due.ics").read_text("utf-8")
    assert (home / "export.ics").read_text("utf-8") == calendar
    years("due", "--ics", "today.ics")
    assert (home / "today.ics").read_text("utf-8").count("SUMMARY") != calendar.count("SUMMARY") > 0


def test_lists_as_of_a_day_come_as_csv_and_json_too(years):
    text = years("claim", "list", "--as-of", "2025-07", "--csv").output
    assert [line.rpartition(",")[2] for line in text.splitlines()] == ["outcome", "wrong", ""]
    cards = json.loads(years("claim", "list", "--as-of", "2025-07", "--json").output)
    assert [len(card["predictions"]) for card in cards] == [3, 0]
    assert [len(card["links"]) for card in cards] == [1, 1]


@pytest.fixture
def joint(kg):
    """A prediction of two claims without a statement of its own; the first that it reads is late."""
    kg("add", "Prices fall", "--speaker", "Ada", "--said", "2023-05-01")
    kg("add", "Rents fall", "--speaker", "Ada", "--said", "2025-05-01")
    kg("predict", 2, 1, "--by", "2024-01", "--criteria", "The index")
    return kg


def test_a_prediction_says_and_reads_only_what_was_said_by_then(joint):
    then = ("--as-of", "2024")
    listed = joint("prediction", "list", *then).output
    assert listed == "1  overdue  2024-01  Prices fall\n"
    assert joint("prediction", "list").output == "1  overdue  2024-01  Rents fall\n"
    assert joint("prediction", "show", 1, *then).output == (
        "Prediction 1, overdue by 335 days, as of 2024-12-31\n"
        "  reads       1  Prices fall\n"
        "  decided by  The index\n"
        "  due         2024-01\n"
        "  id          rents-fall-…\n"
    )
    row = joint("prediction", "list", *then, "--csv").output
    assert "Prices fall" in row
    assert "Rents fall" not in row
    (claim,) = joint("claim", "list", *then, "--json").json
    (prediction,) = joint("prediction", "list", *then, "--json").json
    assert prediction["claims"] == [claim["uid"]]
    assert claim["predictions"] == [prediction]
    (now,) = joint("prediction", "list", "--json").json
    assert len(now["claims"]) == 2


def _all_of(path):
    """All that a page holds, with its data unpacked."""
    page = path.read_text("utf-8")
    return page + json.dumps(data_of(page))


def test_the_map_of_a_day_does_not_know_what_a_prediction_reads_later(joint, home):
    joint("map", "-o", home / "then.html", "--as-of", "2024")
    late = joint("claim", "show", 2, "--json").json["uid"]
    page = _all_of(home / "then.html")
    assert "Prices fall" in page
    assert "Rents fall" not in page
    assert f'"{late}"' not in page
    joint("map", "-o", home / "now.html")
    assert f'"{late}"' in _all_of(home / "now.html")


def test_what_is_due_says_only_what_was_said_by_then(joint):
    assert joint("due", "--as-of", "2024").output == (
        "As everything stood on 2024-12-31.\n"
        "\n"
        "Overdue\n"
        "1  overdue by 335 days  2024-01  Ada  Prices fall\n"
    )
    assert joint("due", "--as-of", "2025-06").output.endswith("Rents fall [no-statement]\n")


def test_a_forecast_tells_that_all_predictions_of_its_claim_were_known(years):
    years("position", "edit", 3, "--said", "")
    years("predict", 3, "--by", "2028")
    years("forecast", 4, "Bob", "30%", "--on", "2026-03-01")
    listed = years("prediction", "list", "rents", "--as-of", "2026-03").output
    assert listed == "4  open  2026-06  Rents fall\n5  open  2028     Rents fall\n"
