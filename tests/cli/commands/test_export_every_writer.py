"""`kg export` in every format that can be written: a day ends it, and a query limits it.

What is written on a day, and what is written as of that day when more has been said since, is the
same file; so is what is written before other things come, and what is written of a query later.
"""

import re
from pathlib import Path

import pytest

from kg.formats.registry import formats, writers
from kg.graph.named import GRAPHS

DAY, LATER = "2024-12-31", "2026-11-23"

THEN = """
speakers:
- {id: ann, names: Ann}
- {id: bob, names: Bob}
- {id: cyd, names: Cyd}
concepts:
- {id: trains, names: trains}
- {id: traffic, names: traffic}
sources:
- {id: talk, title: Talk, url: https://e.org/talk, published: 2024-03}
evidence:
- {id: log, url: https://e.org/log, title: Log, published: 2024-04-01}
claims:
- id: late
  kind: prediction
  statement: Trains will be late
  about: [trains]
  tags: [daily]
  positions:
  - {speaker: ann, stance: asserts, said: 2024-02-03, source: talk, quote: they will be late}
  - {speaker: bob, stance: disagrees, said: 2024-02}
  - {speaker: cyd, stance: disagrees, said: 2024-02}
  resolutions:
  - {outcome: right, decided: 2024-05-01, evidence: [log]}
- id: dear
  kind: fact
  statement: Trains are dear
  about: [trains, traffic]
  positions:
  - {speaker: bob, stance: asserts, said: 2024-03-04}
  - {speaker: ann, stance: disagrees, said: 2024-03-04}
  - {speaker: cyd, stance: agrees, said: 2024-03-05}
- id: few
  kind: cause
  statement: Trains are few
  about: [trains]
  positions:
  - {speaker: ann, stance: asserts, said: 2024-03-06}
  - {speaker: bob, stance: disagrees, said: 2024-03-06}
  - {speaker: cyd, stance: disagrees, said: 2024-03-06}
links:
- {from: few, kind: opposes, to: dear}
predictions:
- id: hour
  claims: [late]
  statement: They are an hour late
  criteria: By the clock
  due: 2025-06
  forecasts:
  - {speaker: ann, made: 2024-02-03, probability: 0.7, basis: stated}
- id: week
  claims: [late]
  due: 2026-02
- id: day
  claims: [late]
  due: 2027-06-07
  forecasts:
  - {speaker: bob, made: 2024-02-03, probability: 0.2, basis: stated}
  resolutions:
  - {outcome: wrong, decided: 2024-06-01}
"""

SINCE = """
speakers:
- {id: dan, names: Dan}
concepts:
- {id: buses, names: buses}
sources:
- {id: book, title: Book, published: 2025}
evidence:
- {id: film, url: https://e.org/film, title: Film}
claims:
- id: late
  positions:
  - {id: late/undated, speaker: bob, stance: agrees}
  - {id: late/dan, speaker: dan, stance: agrees, said: 2025-02-03, source: book}
  - {id: late/turned, speaker: ann, stance: disagrees, said: 2025-01-01}
  resolutions:
  - {id: late/again, outcome: wrong, decided: 2025-05-01, evidence: [film]}
- id: slow
  kind: prediction
  statement: Buses will be slow
  about: [buses, traffic]
  positions:
  - {speaker: dan, stance: asserts, said: 2025-02-03, source: book}
  - {speaker: ann, stance: disagrees, said: 2025-02-04}
links:
- {from: slow, kind: supports, to: late, by: dan}
predictions:
- id: week
  claims: [late, slow]
- id: hour
  snoozed: 2027-01-01
  forecasts:
  - {id: hour/new, speaker: ann, made: 2025-02-03, probability: 0.9, basis: stated}
  - {id: hour/dan, speaker: dan, made: 2025-02-03, probability: 0.1, basis: stated}
  resolutions:
  - {id: hour/verdict, outcome: right, decided: 2025-07-01, evidence: [film]}
- id: day
  resolutions:
  - {id: day/verdict, outcome: wrong, decided: 2024-06-01, withdrawn: 2025-03-04, withdrawn_because: misread}
- id: fast
  claims: [slow]
  due: 2026
  forecasts:
  - {speaker: dan, made: 2025-02-03, probability: 0.5, basis: stated}
"""

ELSE = """
speakers:
- {id: eve, names: Eve}
concepts:
- {id: boats, names: boats}
sources:
- {id: letter, title: Letter}
evidence:
- {id: map, url: https://e.org/map, title: Map}
claims:
- id: wet
  kind: prediction
  statement: Boats will be wet
  about: [boats]
  positions:
  - {speaker: eve, stance: asserts, said: 2024-02-03, source: letter}
  - {speaker: ann, stance: disagrees, said: 2024-02-03, source: letter}
links:
- {from: wet, kind: qualifies, to: late, by: eve}
predictions:
- id: rain
  claims: [wet]
  due: 2025-08
  forecasts:
  - {speaker: eve, made: 2024-02-03, probability: 0.5, basis: stated}
  resolutions:
  - {outcome: right, decided: 2024-07-01, evidence: [map]}
- id: snow
  claims: [wet]
  due: 2028
views:
- {id: v, name: Boats, query: about:boats}
"""

WAYS = [
    pytest.param((name, *options), id="-".join((name, *options[1:])))
    for name in writers()
    for options in (
        [("--graph", graph) for graph in GRAPHS] if formats()[name].write_graph else [()]
    )
]


def exported(kg, home, way, query=(), options=(), today=LATER):
    """All files of an export, by their names; of calendars without when they were revised."""
    name, *graph = way
    ending = (*formats()[name].endings, ".txt")[0]
    path = home / ("folder" if formats()[name].makes_folder else f"notes{ending}")
    words = [str(path), *query, "--format", name, *graph, *options]
    kg("export", *words, env={"KG_TODAY": today})
    files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
    return {str(one.relative_to(home)): content(one) for one in sorted(files)}


def content(path: Path):
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return pq.ParquetFile(path).read().to_pylist()
    text = path.read_text("utf-8")
    if path.suffix == ".ics":
        # A calendar that has an event takes no earlier revision of it.
        text = re.sub(r"(?m)^(SEQUENCE|DTSTAMP|LAST-MODIFIED):.*\n", "", text)
    return text


def bring(kg, home, text, today):
    (home / "notes.yaml").write_text(text, "utf-8")
    kg("import", "notes.yaml", env={"KG_TODAY": today})


@pytest.mark.parametrize("way", WAYS)
def test_as_of_a_day_is_written_what_was_written_on_it(kg, home, way):
    bring(kg, home, THEN, DAY)
    then = exported(kg, home, way, today=DAY)
    bring(kg, home, SINCE, LATER)
    assert exported(kg, home, way) != then
    assert exported(kg, home, way, options=["--as-of", DAY]) == then


@pytest.mark.parametrize("way", WAYS)
def test_of_a_query_nothing_else_is_written(kg, home, way):
    bring(kg, home, THEN, DAY)
    before = exported(kg, home, way, today=DAY)
    bring(kg, home, ELSE, DAY)
    assert exported(kg, home, way, today=DAY) != before
    assert exported(kg, home, way, ["about:trains"], today=DAY) == before
    some = exported(kg, home, way, ["about:trains", "-few"], ["--as-of", "2024-02"], DAY)
    assert some not in (before, exported(kg, home, way, ["about:trains", "-few"], today=DAY))
