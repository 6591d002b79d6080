"""What scripts read: the JSON and CSV of commands, compared whole with the files in golden/.

docs/json.md describes them, and tests/docs/test_json.py compares the two. Where an output is meant
to change, describe it there and write the golden files anew:

    KG_GOLDEN=write .venv/bin/python -m pytest tests/cli/test_contract.py

That run fails for each file that was not as it is now. Look at what git says has changed, and run
the tests again without KG_GOLDEN.
"""

import os
import re
import shlex
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select

from kg.cli.reference import commands
from kg.store import database as databases
from kg.store.models import Entity, Revision
from tests.cli.conftest import lay, run, without_times
from tests.cli.contract_files import FILES
from tests.cli.contract_notebook import APART, ARGUMENT, CONFLICTS, GROUND, NOTEBOOK

GOLDEN = Path(__file__).parent / "golden"
WRITING = os.environ.get("KG_GOLDEN") == "write"
TREE = dict(commands())

NOBODY = dict.fromkeys(("KG_CURATOR", "USER", "USERNAME"))


class Case(NamedTuple):
    """A command as it is typed but for --json or --csv, and what is done before."""

    typed: str
    first: tuple[str, ...] = ()
    exit_code: int = 0


JSON = {
    "claim-list": Case("claim list"),
    "claim-show": Case("claim show 3"),
    "claim-list-as-of-a-month": Case("claim list --as-of 2025-01"),
    "position-list": Case("position list"),
    "position-show": Case("position show 4"),
    "link-list": Case("link list"),
    "link-show": Case("link show 1"),
    "prediction-list": Case("prediction list"),
    "prediction-show": Case("prediction show 2"),
    "evidence-list": Case("evidence list"),
    "evidence-show": Case("evidence show 1"),
    "speaker-list": Case("speaker list"),
    "speaker-show": Case("speaker show 1"),
    "concept-list": Case("concept list"),
    "concept-show": Case("concept show o1"),
    "source-list": Case("source list"),
    "source-show": Case("source show 2"),
    "view-list": Case("view list"),
    "view-show": Case("view show 'On chips'"),
    "source-read": Case("source read 2"),
    "source-read-plain-text": Case("source read 4", first=("source add plain.txt",)),
    "source-read-without-text": Case(
        "source read 3 --turn 7",
        first=("ask 1 DeepSeek --source Paper --turn 7 --section Results",),
    ),
    "source-add": Case("source add talk.md --title Talk --speaker 'Speaker 1=S. Yann' --new"),
    "source-add-dry-run": Case(
        "source add talk.md --title Talk --dry-run --publisher GeekPark --published 2024-10 "
        "--recorded 2024-09-14 --url https://example.org/again --note live --new",
    ),
    "source-add-dry-run-of-a-title": Case("source add Talk --dry-run"),
    "source-add-of-plain-text": Case("source add plain.txt"),
    "source-edit": Case("source edit 2 --speaker 'Speaker 1=DeepSeek'"),
    "search": Case("search takes"),
    "search-for-names": Case("search Yan"),
    "suggest": Case("suggest 2"),
    "suggest-in-a-text-without-turns": Case(
        "suggest 4", first=("source add plain.txt --text-only --language en",)
    ),
    "due": Case("due"),
    "due-as-of-a-day": Case("due --as-of 2026-06 --within 1000"),
    "due-snoozed": Case("due --snoozed", first=("predict 1", "snooze 2 --until 2027-03")),
    "lint": Case("lint"),
    "scale-list": Case("scale list"),
    "scale-show": Case("scale show ipcc-ar5"),
    "scale-check": Case("scale check mine.toml"),
    "scale-reread": Case(
        "scale reread --scale mine.toml --dry-run",
        first=("forecast 2 汪华 --words 七成把握", "forecast 2 汪华 --words likely"),
    ),
    # The things to which the next ones point.
    "claim-list-with-an-argument": Case("claim list", first=ARGUMENT),
    "compare": Case("compare 颜水成 汪华", first=ARGUMENT),
    "compare-as-of-a-month": Case("compare 颜水成 汪华 about:o1 --as-of 2025-02", first=ARGUMENT),
    "compare-where-one-came-round": Case(
        "compare 颜水成 汪华", first=("agree 1 汪华 --said 2025-06",)
    ),
    "claim-list-with-numbers": Case("claim list", first=("import numbers.yaml",)),
    "compare-by-numbers": Case("compare ann bob", first=("import numbers.yaml",)),
    "changes": Case("changes", first=ARGUMENT),
    "steps": Case("steps 1", first=ARGUMENT),
    "steps-as-of-a-month": Case("steps 1 --depth 1 --as-of 2026-10", first=ARGUMENT),
    "steps-of-a-claim-without-any": Case("steps 6"),
    "impact": Case("impact 7", first=ARGUMENT),
    "claim-list-with-camps": Case("claim list", first=("import camps.yaml",)),
    "speaker-list-with-camps": Case("speaker list", first=("import camps.yaml",)),
    "agreement": Case("agreement", first=("import camps.yaml",)),
    "score": Case("score", first=("import games.yaml",)),
    "camps": Case("camps more --as-of 2025", first=("import camps.yaml",)),
    "camps-of-three-at-odds": Case("camps less", first=("import camps.yaml",)),
    "camps-by-grouping": Case("camps more --method grouping", first=("import camps.yaml",)),
    "camps-of-a-crowd": Case("camps more --method crowd", first=("import camps.yaml",)),
    "camps-of-nothing": Case("camps said:1900"),
    "ground": Case("ground more", first=GROUND),
    "claim-show-in-the-light-of-camps": Case("claim show parks", first=GROUND),
    "speaker-show-among-others": Case("speaker show ann", first=("import camps.yaml",)),
    "claim-show-of-too-many": Case(
        "claim show parks", first=("import camps.yaml", "import crowd.yaml")
    ),
    "speaker-show-of-too-many": Case(
        "speaker show ann", first=("import camps.yaml", "import crowd.yaml")
    ),
    "ground-without-camps": Case("ground"),
    "claim-list-of-ten": Case("claim list side", first=("import ten.yaml",)),
    "speaker-list-of-ten": Case("speaker list", first=("import ten.yaml",)),
    "ground-of-ten": Case("ground side", first=("import ten.yaml",)),
    "link-list-with-conflicts": Case("link list", first=CONFLICTS),
    "conflicts": Case("conflicts", first=CONFLICTS),
    "strength": Case("strength 1 --as-of 2026-10", first=ARGUMENT),
    "strength-with-levers": Case("strength trams", first=("import camps.yaml",)),
    "strength-with-moves": Case("strength fares", first=("import camps.yaml",)),
    "strength-in-a-circle": Case("strength tolls", first=CONFLICTS),
    "strength-without-links": Case("strength 6"),
    "score-by-year": Case("score --by year --as-of 2025-02"),
    "status": Case("status"),
    "status-as-of-a-year": Case("status --as-of 2025"),
    "status-of-a-new-notebook": Case("--database new.db status", first=("--database new.db init",)),
    "history": Case("history --limit 3"),
    "history-of-a-claim": Case("history claim 3"),
    "undo": Case("undo"),
    "verify": Case(
        "verify",
        first=(
            "source edit 2 --text-only --text edited.md",
            "source edit 1 --text plain.txt",
            "ask 1 DeepSeek --source Paper --quote 'who knows'",
        ),
        exit_code=1,
    ),
    "doctor": Case(
        "doctor",
        first=(
            "source edit 2 --text-only --text edited.md",
            "source edit 1 --text plain.txt",
        ),
    ),
    "import": Case("import changed.yaml"),
    "import-of-a-table": Case("import heard.csv"),
    "formats": Case("formats yaml"),
    "merge": Case("merge other.db --prefer theirs", first=APART),
    "merge-of-a-text": Case("merge words.yaml --dry-run", first=("agree 1 DeepSeek --said 2025",)),
}
CSV = {
    "claim-list": Case("claim list"),
    "position-list": Case("position list"),
    "link-list": Case("link list"),
    "prediction-list": Case("prediction list"),
    "evidence-list": Case("evidence list"),
    "speaker-list": Case("speaker list"),
    "concept-list": Case("concept list"),
    "source-list": Case("source list"),
    "view-list": Case("view list"),
    "due": Case("due"),
    "lint": Case("lint"),
    "changes": Case("changes", first=ARGUMENT),
    "impact": Case("impact 7", first=ARGUMENT),
    "agreement": Case("agreement", first=("import camps.yaml",)),
    "ground": Case("ground more", first=GROUND),
    "conflicts": Case("conflicts", first=CONFLICTS),
    "history": Case("history --limit 3"),
    "history-of-a-claim": Case("history claim 3"),
    "score": Case("score", first=("import games.yaml",)),
}
"""The golden files by name, and what gives them."""

AS_SHOWN = {
    'add "Wages fall" --speaker 汪华': "claim show 7",
    "agree 4 汪华": "position show 9",
    "disagree 4 汪华": "position show 9",
    "partly 4 汪华": "position show 9",
    "ask 4 汪华": "position show 9",
    "predict 4 --by 2028": "prediction show 6",
    "forecast 3 汪华 10%": "prediction show 3",
    "resolve 1 wrong --evidence https://example.org/new": "prediction show 1",
    "withdraw 2 --reason slip": "prediction show 4",
    "snooze 3 --until 2028": "prediction show 3",
    "withdraw 3 --reason slip": "claim show 3",
    "claim add 'Wages fall'": "claim show 7",
    "claim merge 2 4": "claim show 2",
    "claim edit 4 --tag papers": "claim show 4",
    "claim check 3 right --reason slip": "claim show 3",
    "position add 4 汪华 partly": "position show 9",
    "position edit 4 --note so": "position show 4",
    "link add 4 opposes 1": "link show 3",
    "link edit 1 --kind qualifies": "link show 1",
    "prediction add 4 --by 2028": "prediction show 6",
    "prediction edit 3 --by 2028": "prediction show 3",
    "prediction edit-forecast 1 --probability 70%": "prediction show 1",
    "evidence add Report": "evidence show 4",
    "evidence edit 1 --grade memory": "evidence show 1",
    "speaker add Bob": "speaker show Bob",
    "speaker edit 2 --alias Hua": "speaker show 2",
    "speaker merge 2 3 --force": "speaker show 2",
    "concept add model": "concept show model",
    "concept edit o1 --alias Q*": "concept show o1",
    "concept merge o1 o1-preview": "concept show o1",
    "source add Essay": "source show Essay",
    "view add Opinions kind:opinion": "view show Opinions",
    "view edit 2 --note so": "view show Facts",
    "source edit 1 --publisher GeekPark": "source show 1",
}
"""Commands that make or change something, and the command that shows it as they do."""


@pytest.fixture
def full(table, begin, home):
    """The command line, with the notebook of `NOTEBOOK` and the files that commands name."""
    for name, text in FILES.items():
        (home / name).write_text(text, "utf-8")
    begin("full", lambda: fill(table))
    return table


def fill(kg):
    """Make the notebook."""
    lay(kg)
    for typed in NOTEBOOK:
        kg(*shlex.split(typed))
    kg("undo", 33, env=NOBODY)


@pytest.mark.parametrize("name", JSON)
def test_json_is_what_it_was(full, home, name):
    case = JSON[name]
    for typed in case.first:
        full(*shlex.split(typed.replace("$KG_DATABASE", os.environ["KG_DATABASE"])))
    answer = full(*shlex.split(case.typed), "--json", exit_code=case.exit_code)
    compare(f"{name}.json", without_chance(answer.output, home).encode())


@pytest.mark.parametrize("name", CSV)
def test_csv_is_what_it_was(full, home, name):
    for typed in CSV[name].first:
        full(*shlex.split(typed))
    ended = run(*shlex.split(CSV[name].typed), "--csv", encoding=None)
    compare(f"{name}.csv", without_chance(ended.stdout.decode(), home).encode())


def compare(name: str, found: bytes) -> None:
    """Fail unless an output is what its golden file has; with KG_GOLDEN=write make it so."""
    path = GOLDEN / name
    known = path.read_bytes() if path.exists() else b""
    if WRITING and found != known:
        path.write_bytes(found)
        pytest.fail(f"{name} is written anew.", pytrace=False)
    assert found.decode() == known.decode(), (
        "Is that meant? The head of tests/cli/test_contract.py says what to do."
    )


def without_chance(text: str, home: Path) -> str:
    """`text` with … for the chance in ids, NOW for moments, ~ for the home, and 1 for scores.

    What a score comes to is no part of the contract.
    """
    with closing(databases.open(os.environ["KG_DATABASE"])) as notebook, notebook.read() as session:
        uids = {
            uid for entity in Entity.__subclasses__() for uid in session.scalars(select(entity.uid))
        }
        gone = session.scalars(select(Revision.before).where(Revision.action == "remove"))
        uids |= {row["uid"] for row in gone if "uid" in row}
        text = text.replace(notebook.place, f"{home}/notebook.db")
        if user := notebook.url.username:
            # Where nobody is named, the user of the server is.
            text = text.replace(f'"curator": "{user}"', '"curator": null')
            text = re.sub(rf"(?m)^(\d+,[^,]*,[^,]*),{user},", r"\1,,", text)
    for uid in uids:
        text = text.replace(uid, re.sub(r"-\w{6}$", "-…", uid))
    text = re.sub(r'(?<="score": )[\d.]+', "1.0", text)
    return without_times(text).replace(str(home), "~")


def test_every_golden_file_is_compared_with_something():
    files = {path.name for path in GOLDEN.iterdir() if not path.name.startswith(".")}
    assert files == {*(f"{name}.json" for name in JSON), *(f"{name}.csv" for name in CSV)}


@pytest.mark.parametrize("typed", AS_SHOWN)
def test_what_was_made_or_changed_is_shown_as_it_is_shown_later(full, typed):
    changed = full(*shlex.split(typed), "--json").json
    shown = full(*shlex.split(AS_SHOWN[typed]), "--json").json
    # Where it stands among all others is told where it alone is looked at.
    beside = {"light", "among"} & shown.keys()
    assert list(changed.items()) == [one for one in shown.items() if one[0] not in beside]


def test_claims_from_a_stream_are_shown_as_lists_show_them(full):
    added = full("add", "--stdin", "--json", stdin='{"statement": "Wages fall"}\n').output
    assert added == full("claim", "list", "Wages fall", "--json").output


def test_accepted_quotes_are_shown_as_lists_show_positions(full):
    full("source", "edit", 2, "--text-only", "--text", "edited.md")
    accepted = full("verify", "--accept", 6, "--json").output
    assert (
        accepted == full("position", "list", "speaker:DeepSeek", "stance:agrees", "--json").output
    )


@pytest.mark.parametrize(
    "name", [name for name in CSV if not name.startswith(("history", "impact"))]
)
def test_a_list_of_nothing_is_an_empty_list_or_a_head_alone(full, name):
    words = shlex.split(CSV[name].typed)
    assert full(*words, "said:1900", "--json").output == "[]\n"
    head = (GOLDEN / f"{name}.csv").read_text("utf-8").split("\n")[0]
    assert full(*words, "said:1900", "--csv").output == f"{head}\n"


def test_that_nothing_rests_on_a_claim_is_a_list_of_nothing(full):
    assert full("impact", 6, "--json").output == "[]\n"
    head = (GOLDEN / "impact.csv").read_text("utf-8").split("\n")[0]
    assert full("impact", 6, "--csv").output == f"{head}\n"


def test_what_fails_leaves_the_output_empty(full):
    for words, code in ((["claim", "show", "99"], 1), (["claim", "list", "--kind", "x"], 2)):
        answer = full(*words, "--json", exit_code=code)
        assert answer.output == ""
        assert answer.stderr.startswith("Error: ")


@pytest.mark.parametrize("flag", ["--json", "--csv"])
def test_every_command_that_speaks_to_scripts_is_compared_here(flag):
    takes = {words for words in TREE if any(flag in param.opts for param in TREE[words].params)}
    typed = [case.typed for case in (JSON if flag == "--json" else CSV).values()]
    if flag == "--json":
        typed += AS_SHOWN
    assert {command_of(one) for one in typed} == takes


def command_of(typed: str) -> str:
    """The command that is typed, without what it is given: such as «kg claim list»."""
    words = ["kg", *shlex.split(typed)]
    if words[1] == "--database":
        del words[1:3]
    return max((" ".join(words[:n]) for n in (2, 3) if " ".join(words[:n]) in TREE), key=len)
