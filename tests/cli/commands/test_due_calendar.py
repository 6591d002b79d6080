"""`kg due --ics`: due dates as a calendar."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from tests.cli.conftest import run

pytestmark = pytest.mark.file


NOTEBOOK = """
speakers:
  - {id: yan, names: {en: Yan Shuicheng, zh: 颜水成}}
  - {id: ada, names: {en: Ada}}
sources:
  - id: talk
    title: "Talk; round table, 2024"
    url: "https://e.org/talk?a=1,2;3#o1"
claims:
  - id: years
    kind: prediction
    statement: {en: Catching up takes years, zh: 追赶OpenAI的o1需要以年为单位的时间，没有任何一家公司能在几个月之内做到这一点}
    positions:
      - {speaker: yan, stance: asserts, said: 2024-09-14, source: talk}
  - id: hostile
    kind: prediction
    statement: "Prices; fall,\\\\n or \\"rise\\"\\nEND:VEVENT\\nBEGIN:VALARM"
    positions: [{speaker: ada, stance: asserts}]
predictions:
  - id: no-peer
    claims: [years]
    horizon: 以年为单位
    criteria: "Level on benchmarks, by two points; else not"
    due: 2026-09
  - {id: by-year, claims: [hostile], due: 2028}
  - {id: decided, claims: [hostile], due: 2027, resolutions: [{outcome: right, decided: 2026-01-02}]}
  - {id: open-ended, claims: [hostile]}
"""

WHOLE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//kg//kg//EN
BEGIN:VEVENT
SUMMARY:Yan Shuicheng: Catching up takes years
DTSTART;VALUE=DATE:20260930
DTSTAMP:20261120T101500Z
UID:no-peer@notebook-1
SEQUENCE:1
DESCRIPTION:Said: 2024-09-14\\, Talk\\; round table\\, 2024\\nSaid as: «以
 年为单位»\\nDecided by: Level on benchmarks\\, by two points\\; else not
 \\nDue: 2026-09\\nSource: https://e.org/talk?a=1\\,2\\;3#o1\\nDecide it: kg res
 olve 1 right|wrong|partly|unclear|void --evidence URL
LAST-MODIFIED:20261120T101500Z
TRANSP:TRANSPARENT
URL:https://e.org/talk?a=1,2;3#o1
END:VEVENT
BEGIN:VEVENT
SUMMARY:Ada: Prices\\; fall\\,\\\\n or "rise" END:VEVENT BEGIN:VALARM
DTSTART;VALUE=DATE:20281231
DTSTAMP:20261120T101500Z
UID:by-year@notebook-1
SEQUENCE:1
DESCRIPTION:Due: 2028\\nDecide it: kg resolve 2 right|wrong|partly|unclear|
 void --evidence URL
LAST-MODIFIED:20261120T101500Z
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
SUMMARY:Ada: Prices\\; fall\\,\\\\n or "rise" END:VEVENT BEGIN:VALARM
DTSTART;VALUE=DATE:20271231
DTSTAMP:20261120T101500Z
UID:decided@notebook-1
SEQUENCE:1
DESCRIPTION:Due: 2027\\nDecided: right\\, 2026-01-02
LAST-MODIFIED:20261120T101500Z
STATUS:CANCELLED
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


HOSTILE = 'Prices; fall,\\n or "rise" END:VEVENT BEGIN:VALARM'


@pytest.fixture
def cal(kg, home):
    """The command line, with a notebook whose ids and moments are known."""
    (home / "notebook.yaml").write_text(NOTEBOOK, "utf-8")
    kg("import", "notebook.yaml")
    fix(home)
    return kg


def fix(home):
    """Let the notebook have an id that is known, and each change its hour."""
    with closing(sqlite3.connect(home / "notebook.db")) as connection, connection:
        connection.execute("UPDATE property SET value = 'notebook-1' WHERE key = 'uid'")
        connection.execute(
            "UPDATE batch SET made_at = '2026-11-20 ' || (9 + id) || ':15:00.123456'"
        )


def events(kg, *words, **how):
    """The events of the calendar that wait, by the ids of their predictions."""
    return {name: one for name, one in every(kg, *words, **how).items() if "status" not in one}


def taken_back(kg, *words, **how):
    """The events that are taken back, by the ids of their predictions."""
    found = {name: one for name, one in every(kg, *words, **how).items() if "status" in one}
    assert {str(one["status"]) for one in found.values()} <= {"CANCELLED"}
    return found


def every(kg, *words, **how):
    """All events of the calendar, by the ids of their predictions."""
    read = Calendar.from_ical(kg("due", "--ics", "-", *words, **how).output)
    assert not read.errors
    found = read.walk("VEVENT")
    assert len(found) == len({str(one["uid"]) for one in found})
    return {str(one["uid"]).removesuffix("@notebook-1"): one for one in found}


def test_the_whole_calendar(cal, home):
    said = cal("due", "--ics", "due.ics").output
    assert said == (
        f"Wrote the due dates of 2 predictions to {home}/due.ics; it takes back 1 event\n"
    )
    assert (home / "due.ics").read_bytes() == WHOLE.replace("\n", "\r\n").encode()


def test_the_library_reads_back_what_was_meant(cal):
    found = events(cal)
    assert list(found) == ["no-peer", "by-year"]
    first, second = found.values()
    assert first["dtstart"].dt == date(2026, 9, 30)
    assert second["dtstart"].dt == date(2028, 12, 31)
    assert first["dtstamp"].dt == datetime(2026, 11, 20, 10, 15, tzinfo=UTC)
    assert str(first["summary"]) == "Yan Shuicheng: Catching up takes years"
    assert str(first["description"]) == (
        "Said: 2024-09-14, Talk; round table, 2024\n"
        "Said as: «以年为单位»\n"
        "Decided by: Level on benchmarks, by two points; else not\n"
        "Due: 2026-09\n"
        "Source: https://e.org/talk?a=1,2;3#o1\n"
        "Decide it: kg resolve 1 right|wrong|partly|unclear|void --evidence URL"
    )
    assert str(first["url"]) == "https://e.org/talk?a=1,2;3#o1"
    assert str(second["summary"]) == 'Ada: Prices; fall,\\n or "rise" END:VEVENT BEGIN:VALARM'


def test_lines_of_chinese_are_folded_by_bytes_and_between_characters(cal, home):
    cal("due", "--ics", "due.ics", "--language", "zh")
    *lines, end = (home / "due.ics").read_bytes().split(b"\r\n")
    assert end == b""
    assert max(map(len, lines)) in (73, 74, 75)
    assert all(line.decode().isprintable() for line in lines)
    assert any(len(line.decode()) < 40 < len(line) for line in lines)
    (one, _) = events(cal, "--language", "zh").values()
    assert str(one["summary"]).startswith("颜水成：追赶OpenAI的o1需要")
    assert str(one["summary"]).endswith("在几个月之内做到这一点")


def test_an_unchanged_notebook_gives_equal_bytes_on_any_day(cal):
    first = cal("due", "--ics").output
    assert cal("due", "--ics", env={"KG_TODAY": "2027-11-21"}).output == first
    waiting = {name: one.to_ical() for name, one in events(cal).items()}
    later = {
        name: one.to_ical() for name, one in every(cal, env={"KG_TODAY": "2031-05-05"}).items()
    }
    assert later == waiting


def test_what_was_decided_is_taken_back_for_a_year(cal):
    assert list(taken_back(cal, env={"KG_TODAY": "2027-11-21"})) == ["decided"]
    assert list(taken_back(cal, env={"KG_TODAY": "2027-11-22"})) == []


@pytest.mark.parametrize(
    ("typed", "summary", "ends"),
    [
        (
            ("resolve", 1, "partly", "--on", "2026-11-21"),
            "Yan Shuicheng: Catching up takes years",
            "Decided: partly, 2026-11-21",
        ),
        (
            ("resolve", 1, "void", "--on", "2026-11-21"),
            "Yan Shuicheng: Catching up takes years",
            "Decided: void, 2026-11-21",
        ),
        (
            ("prediction", "edit", 1, "--by", ""),
            "Yan Shuicheng: Catching up takes years",
            "Source: https://e.org/talk?a=1,2;3#o1",
        ),
    ],
)
def test_what_no_longer_waits_is_taken_back_by_a_higher_sequence(cal, home, typed, summary, ends):
    before = events(cal)["no-peer"]
    cal(*typed)
    fix(home)
    assert list(events(cal)) == ["by-year"]
    one = taken_back(cal)["no-peer"]
    assert (one["uid"], one["dtstart"].dt) == (before["uid"], before["dtstart"].dt)
    assert (before["sequence"], one["sequence"]) == (1, 2)
    assert str(one["summary"]) == summary
    assert str(one["description"]).splitlines()[-1] == ends
    cal("undo")
    fix(home)
    again = events(cal)["no-peer"]
    assert again["sequence"] == 3
    assert again["description"] == before["description"]


def test_what_was_removed_is_taken_back(cal, home):
    cal("prediction", "remove", 1)
    fix(home)
    one = taken_back(cal)["no-peer"]
    assert (one["sequence"], one["dtstart"].dt) == (2, date(2026, 9, 30))
    assert "description" not in one
    assert list(taken_back(cal, "speaker:Ada")) == ["decided"]


@pytest.mark.parametrize("remove", [("prediction", "remove", 1), ("claim", "remove", 1)])
def test_what_lost_its_due_date_and_was_removed_is_taken_back_under_its_own_id(cal, home, remove):
    cal("prediction", "edit", 1, "--by", "")
    cal("prediction", "edit", 2, "--by", "")
    cal(*remove)
    cal("prediction", "remove", 2)
    fix(home)
    found = [
        (name, str(one["uid"]), one["dtstart"].dt, str(one["summary"]), one["sequence"])
        for name, one in taken_back(cal).items()
        if name != "decided"
    ]
    assert found == [
        ("no-peer", "no-peer@notebook-1", date(2026, 9, 30), "Catching up takes years", 4),
        ("by-year", "by-year@notebook-1", date(2028, 12, 31), HOSTILE, 5),
    ]


def test_what_is_snoozed_moves_to_the_day_on_which_it_comes_back(cal, home):
    cal("snooze", 1, "--until", "2027-03")
    cal("snooze", 2, "--until", "2027-03")
    fix(home)
    found = events(cal)
    assert [(name, one["dtstart"].dt) for name, one in found.items()] == [
        ("no-peer", date(2027, 3, 31)),
        ("by-year", date(2028, 12, 31)),
    ]
    assert [one["sequence"] for one in found.values()] == [2, 3]
    assert "Due: 2026-09\nSnoozed until: 2027-03\n" in str(found["no-peer"]["description"])
    assert list(taken_back(cal)) == ["decided"]


@pytest.mark.parametrize(
    "typed",
    [
        ("prediction", "edit", 1, "--by", "2027"),
        ("prediction", "edit", 1, "--not-reads", "years", "--reads", "hostile"),
        ("claim", "edit", 1, "--en", "Catching up takes many years"),
        ("speaker", "edit", "yan", "--en", "S. Yan"),
        ("source", "edit", "talk", "--url", "https://e.org/new"),
        ("position", "edit", 1, "--said", "2024-09-15"),
        ("position", "remove", 1),
        ("position", "add", 1, "Ada", "asserts"),
        ("forecast", 1, "Ada", "60%"),
    ],
)
def test_what_changes_an_event_raises_its_sequence_and_no_other(cal, home, typed):
    before = events(cal)
    cal(*typed)
    fix(home)
    after = events(cal)
    assert after["no-peer"]["sequence"] == 2
    assert after["no-peer"]["last-modified"].dt == datetime(2026, 11, 20, 11, 15, tzinfo=UTC)
    assert after["no-peer"]["uid"] == before["no-peer"]["uid"]
    if "Ada" not in typed:
        assert after["by-year"].to_ical() == before["by-year"].to_ical()
    cal("undo")
    fix(home)
    again = events(cal)["no-peer"]
    assert again["sequence"] == 3
    assert again["summary"] == before["no-peer"]["summary"]


def test_a_sequence_never_falls(cal):
    seen = [events(cal)["no-peer"]["sequence"]]
    for typed in (
        ("disagree", 1, "Ada"),
        ("position", "remove", 3),
        ("forecast", 1, "Ada", "60%"),
        ("prediction", "remove-forecast", 1),
        ("add", "Unrelated", "--speaker", "Ada"),
    ):
        cal(*typed)
        seen.append(events(cal)["no-peer"]["sequence"])
    assert seen == [1, 2, 3, 4, 5, 5]


def test_only_what_waits_and_is_meant_is_there(cal):
    assert list(events(cal, "speaker:Ada")) == ["by-year"]
    assert list(events(cal, "--within", 30)) == ["no-peer"]
    assert list(events(cal, "--limit", 1)) == ["no-peer"]
    assert list(taken_back(cal, "--within", 30)) == []
    cal("resolve", 1, "void")
    cal("resolve", 2, "void")
    answer = cal("due", "--ics")
    assert answer.stderr == (
        "No prediction with a due date waits; the calendar only takes back 3 events.\n"
    )
    assert list(events(cal)) == []
    answer = cal("due", "--ics", env={"KG_TODAY": "2030-01-01"})
    assert answer.stderr == "No prediction with a due date waits; the calendar is empty.\n"


def test_without_a_path_and_before_an_option_it_goes_to_the_output(cal, home):
    assert cal("due", "--ics").output == cal("due", "--ics", "--within", 9999).output
    cal("due", "--ics", "due.ics")
    written = (home / "due.ics").read_bytes()
    assert run("due", "--ics", encoding=None).stdout == written
    assert run("due", "speaker:yan", "--ics", "-", encoding=None).stdout != written


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ("--ics", "inflation"),
            2,
            "Error: inflation has another ending than a calendar, which is .ics. "
            "Words of a query stand before --ics.\n",
        ),
        (
            ("--ics", "due.ics", "--json"),
            2,
            "Error: A calendar is neither JSON nor CSV: leave out --json and --csv.\n",
        ),
        (("--ics", "none/due.ics"), 1, "Error: none/due.ics cannot be written: No such file"),
        (("--ics", "folder.ics"), 1, "Error: folder.ics is a directory. Name a file in it.\n"),
        (("--ics", "old.ics"), 1, "Error: old.ics is a database, perhaps a notebook."),
        (("speaker:nobody", "--ics", "kept.ics"), 1, "Error: There is no speaker 'nobody'"),
    ],
)
def test_what_cannot_be_written_is_one_sentence_and_leaves_all_as_it_was(
    cal, home, rows, words, code, said
):
    (home / "folder.ics").mkdir()
    (home / "kept.ics").write_text("as it was")
    with closing(sqlite3.connect(home / "old.ics")) as connection:
        connection.execute("CREATE TABLE birds (name)")
    before = sorted(home.glob("*.ics")), rows()
    answer = cal("due", *words, exit_code=code)
    assert said in answer.stderr
    assert answer.output == ""
    assert (sorted(home.glob("*.ics")), rows()) == before
    assert (home / "kept.ics").read_text() == "as it was"


def test_a_chinese_calendar_has_chinese_words(cal):
    (event, _, decided) = every(cal, "--language", "zh").values()
    assert str(decided["description"]) == "到期：2027\n已判定：应验，2026-01-02"
    assert str(event["summary"]).startswith("颜水成：追赶OpenAI的o1需要")
    assert str(event["description"]) == (
        "说于：2024-09-14，Talk; round table, 2024\n"
        "原话：“以年为单位”\n"
        "判定标准：Level on benchmarks, by two points; else not\n"
        "到期：2026-09\n"
        "出处：https://e.org/talk?a=1,2;3#o1\n"
        "判定：kg resolve 1 right|wrong|partly|unclear|void --evidence URL"
    )
