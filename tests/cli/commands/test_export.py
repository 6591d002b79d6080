"""`kg export`."""

import pytest


def test_what_is_exported_makes_an_equal_notebook(table):
    written = table("export").output
    for name in ("notes.yaml", "notes.jsonl"):
        assert table("export", name).stderr == f"Wrote {name}.\n"
        table("--database", f"{name}.db", "init")
        table("--database", f"{name}.db", "import", name)
        assert table("--database", f"{name}.db", "export").output == written


def test_the_format_is_that_of_the_ending_unless_named(table, home):
    table("export", "notes.jsonl")
    lines = (home / "notes.jsonl").read_text("utf-8").splitlines()
    assert all(line.startswith("{") for line in lines)
    assert table("export", "-", "--format", "jsonl").output.splitlines() == lines


def test_a_part_can_be_exported(table):
    written = table("export", "--text", "months").output
    assert "Catching up takes months" in written
    assert "Catching up takes years" not in written


@pytest.mark.parametrize(
    ("graph", "words"),
    [
        ("claims", ["Catching up takes years", "opposes"]),
        ("speakers", ["颜水成"]),
        ("concepts", ["o1"]),
    ],
)
def test_a_graph_is_written_as_graphml(table, home, graph, words):
    table("export", "graph.graphml", "--graph", graph)
    written = (home / "graph.graphml").read_text("utf-8")
    assert written.startswith("<?xml")
    for word in words:
        assert word in written


def test_a_graph_is_written_in_the_language_that_is_asked_for(table):
    assert ">追赶需要数年<" in table("export", "--format", "graphml", "--language", "zh").output


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (
            ["notes.txt"],
            2,
            "notes.txt has an ending that is not known. Name the format with --format.",
        ),
        (
            ["notes.graphml", "--graph", "camps", "--fewest", "2"],
            2,
            "Only the graph of speakers has pairs. Choose that graph, or do not say how many claims two "
            "must share.",
        ),
        (
            ["notes.yaml", "--graph", "claims"],
            2,
            "A graph is written as graphml or gexf, not as yaml.",
        ),
        (["."], 2, ". has an ending that is not known. Name the format with --format."),
        (["folder.yaml"], 1, "folder.yaml is a directory. Name a file in it."),
        (
            ["none/notes.yaml"],
            1,
            "none/notes.yaml cannot be written: No such file or directory. Name another place.",
        ),
        (
            ["--format", "yaml", "/dev/full"],
            1,
            "/dev/full cannot be written: No space left on device. Name another place.",
        ),
        pytest.param(
            ["notebook.db", "--format", "yaml"],
            1,
            "notebook.db is a database, perhaps a notebook. Name another file.",
            marks=pytest.mark.file,
        ),
    ],
)
def test_what_cannot_be_written_is_one_sentence(table, home, rows, words, code, error):
    (home / "folder.yaml").mkdir()
    before = rows()
    assert table("export", *words, exit_code=code).stderr.splitlines()[-1] == f"Error: {error}"
    assert rows() == before


def test_a_failed_export_leaves_what_stood_there(table, home, monkeypatch):
    (home / "notes.yaml").write_text("precious", "utf-8")

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.formats.exporting.gather", fail)
    assert "No space left" in table("export", "notes.yaml", exit_code=1).stderr
    assert (home / "notes.yaml").read_text("utf-8") == "precious"
    assert [path.name for path in home.iterdir() if path.name.startswith(".kg")] == []


def test_due_dates_are_written_as_a_calendar_of_what_is_asked_for(kg, home):
    kg("add", "Trains get late", "--speaker", "Ann", "--about", "trains", "--by", "2031-05")
    kg("add", "Buses get late", "--speaker", "Ann", "--about", "buses", "--by", "2031-06-07")
    kg("export", "all.ics")
    kg("due", "--ics", "due.ics")
    assert (home / "all.ics").read_bytes() == (home / "due.ics").read_bytes()
    some = kg("export", "-", "about:buses", "--format", "ics").output
    assert [line for line in some.splitlines() if line.startswith(("DTSTART", "SUMMARY"))] == [
        "SUMMARY:Ann: Buses get late",
        "DTSTART;VALUE=DATE:20310607",
    ]


def test_the_graph_of_claims_is_that_of_a_day(kg, home):
    kg("add", "Trains are late", "--speaker", "Ann", "--said", "2024-02-03")
    kg("add", "Buses are late", "--speaker", "Bob", "--said", "2025-02-03")
    kg("disagree", 1, "Bob", "--said", "2025-03-04")
    for name, options, nodes, stances in (
        ("now.gexf", [], 4, 3),
        ("then.gexf", ["--as-of", "2024"], 2, 1),
        ("some.graphml", ["buses", "--as-of", "2025"], 2, 1),
    ):
        kg("export", name, *options)
        text = (home / name).read_text("utf-8")
        assert (text.count("<node id="), text.count("<edge id=")) == (nodes, stances), name


def test_how_large_a_graph_of_many_speakers_may_be_is_said_beforehand(kg, monkeypatch):
    monkeypatch.setattr("kg.cli.commands.export.MANY", 2)
    kg("add", "More parks", "--speaker", "Ann")
    for speaker in ("Bob", "Cem"):
        kg("disagree", 1, speaker)
    kg("add", "More trams", "--speaker", "Ann")
    assert kg("export", "s.graphml", "--graph", "speakers").stderr == (
        "There are up to 3 pairs of speakers, about 0 MB. A query or --fewest makes them fewer, "
        "and --graph camps has no pairs.\nWrote s.graphml.\n"
    )
    # Of the second claim one alone speaks, and the graph of claims has no pairs.
    for few in (["--graph", "speakers", "trams"], ["--graph", "claims"]):
        assert kg("export", "s.graphml", *few).stderr == (
            "Wrote s.graphml in place of the file that was there.\n"
        )


def test_of_a_graph_of_speakers_only_those_who_share_enough_have_an_edge(kg, home):
    for number in range(1, 5):
        kg("add", f"Claim {number}", "--speaker", "Ann")
        kg("agree", number, "Bob")
    kg("agree", 1, "Cem")
    for options, edges, judged in (
        ([], 3, 1),
        (["--fewest", 1], 3, 3),
        (["--fewest", 4], 1, 1),
        (["--fewest", 5], 0, 0),
    ):
        kg("export", "s.graphml", "--graph", "speakers", *options)
        text = (home / "s.graphml").read_text("utf-8")
        assert (text.count("<edge "), text.count(">true<")) == (edges, judged), options
