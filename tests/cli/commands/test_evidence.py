"""`kg evidence`."""


def test_add_shows_it(kg):
    assert kg(
        *("evidence", "add", "R1 report", "--zh", "R1 报告", "--url", "https://example.org/r1"),
        *("--published", "2025-01-20", "--quote", "on par", "--grade", "PRIMARY", "--note", "read"),
    ).output == (
        "Evidence 1, primary\n"
        "  en  R1 report\n"
        "  zh  R1 报告\n"
        "  url         https://example.org/r1\n"
        "  published   2025-01-20\n"
        "  quote       «on par»\n"
        "  called by   0 resolutions\n"
        "  note        read\n"
        "  id          r1-report-…\n"
    )


def test_an_address_alone_is_its_own_title(kg):
    assert kg("evidence", "add", "--url", "https://example.org").output == (
        "Evidence 1\n  https://example.org\n  called by   0 resolutions\n  id          example-org-…\n"
    )


def test_evidence_needs_a_title_or_an_address(kg):
    assert kg("evidence", "add", exit_code=2).stderr.endswith(
        "Error: Evidence needs a title or a --url.\n"
    )
    assert (
        "is not a web address" in kg("evidence", "add", "x", "--url", "ftp://x", exit_code=2).stderr
    )


def test_the_list_takes_a_grade_and_conditions(table):
    table("evidence", "add", "R1 report", "--url", "https://example.org/r1", "--grade", "primary")
    table("evidence", "add", "What I remember", "--grade", "memory")
    table("resolve", 1, "wrong", "--evidence", 1)
    assert table("evidence", "list").output == (
        "1  primary    R1 report https://example.org/r1\n2  memory     What I remember\n"
    )
    for words, numbers in (
        (["--grade", "memory"], [2]),
        (["--speaker", "颜水成"], [1]),
        (["--about", "o1", "--outcome", "right"], []),
        (["--limit", "1"], [1]),
    ):
        listed = table("evidence", "list", *words, "--json").json
        assert [card["id"] for card in listed] == numbers, words


def test_edit_changes_what_is_given(table):
    table("evidence", "add", "R1 report", "--url", "https://example.org/r1", "--grade", "primary")
    table(
        *("evidence", "edit", 1, "--zh", "R1 报告", "--url", "", "--published", "2025"),
        *("--grade", "secondary", "--quote", "on par"),
    )
    assert table("evidence", "show", 1).output == (
        "Evidence 1, secondary\n"
        "  en  R1 report\n"
        "  zh  R1 报告\n"
        "  published   2025\n"
        "  quote       «on par»\n"
        "  called by   0 resolutions\n"
        "  id          r1-report-…\n"
    )


def test_evidence_that_a_verdict_calls_stays(table):
    table("resolve", 1, "wrong", "--evidence", "https://example.org/r1")
    assert table("evidence", "remove", 1, exit_code=1).stderr == (
        "Error: 1 resolution calls «https://example.org/r1». It stays as long as they do.\n"
    )
    table("evidence", "add", "Nobody calls it")
    assert table("evidence", "remove", 2).output == (
        "Removed evidence 2: Nobody calls it\nkg undo brings it back.\n"
    )
