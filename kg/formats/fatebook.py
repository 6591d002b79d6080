"""Fatebook's export of forecasts: a CSV with a row for each."""

from typing import Any

from kg.domain.vocabulary import Outcome
from kg.errors import KgError
from kg.formats import columns, days, foreign, questions
from kg.formats.forecast_tables import FATEBOOK, write_fatebook
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.questions import Guess, Question
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

TITLE, GUESS, BY = "question title", "forecast (scale = 0-1)", "forecast created by"
OPTIONS = ("multiple choice option", "scenario", "scenario name")
"""The columns that part a question into several."""
KNOWN = {*(name.lower() for name in FATEBOOK), *OPTIONS}
OUTCOMES = {"YES": Outcome.RIGHT, "NO": Outcome.WRONG, "AMBIGUOUS": Outcome.UNCLEAR}


def recognises(place: Place) -> bool:
    """Whether it is a table with Fatebook's columns."""
    return {TITLE, GUESS, BY} <= set(columns.header(place))


def read(place: Place) -> Document:
    """Questions with their forecasts. Each option of a choice, or scenario, is one of its own."""
    out = Foreign(place.shown)
    asked: dict[str, Question] = {}
    for row in columns.rows(place, (TITLE, GUESS, BY)):
        with out.at(row.line):
            option = " — ".join(filter(None, (row.get(one, "").strip() for one in OPTIONS)))
            parts = [row[TITLE], row.get("question created at", ""), *([option] if option else [])]
            key = uid("fatebook", *parts)
            one = asked.get(key) or asked.setdefault(key, _question(out, key, row, option))
            probability = foreign.share(row[GUESS])
            if probability is None:
                continue
            name = foreign.tidy_line(row[BY])
            if name is None:
                raise KgError(f"{out.place(row.line)}: The forecast is nobody's.", "Say whose.")
            speaker = out.speaker("fatebook", name, row.line)
            made = row.get("forecast created at", "")
            one.guesses.append(Guess(speaker, probability, days.day(made), f"{name} {made}"))
    for one in asked.values():
        questions.add(out, one)
    return out.document()


def _is_known(column: str) -> bool:
    """Whether a column is read or has no place; versions call the one of the public differently."""
    return column in KNOWN or column.endswith("shared publicly")


def _question(out: Foreign, key: str, row: columns.Row, option: str) -> Question:
    said: dict[str, Any] = {
        "asked_by": row.get("question created by"),
        "shared_with": row.get("question shared with"),
        "comments": row.get("question comments"),
        **{name: value for name, value in row.items() if name and not _is_known(name)},
    }
    resolution = row.get("resolution", "").strip()
    outcome = OUTCOMES.get(resolution.upper())
    if resolution and outcome is None:
        if not option:
            raise KgError(
                f"{out.place(row.line)}: {resolution[:40]!r} is no resolution.",
                "It is YES, NO or AMBIGUOUS.",
            )
        outcome = Outcome.RIGHT if resolution == option else Outcome.WRONG
    return Question(
        key,
        f"{row[TITLE]} — {option}" if option else row[TITLE],
        row.line,
        opens=days.day(row.get("question created at")),
        due=days.day(row.get("question resolve by")),
        note=out.note(row.get("question notes"), **said),
        tags=[tag for tag in row.get("question tags", "").split("; ") if tag],
        outcome=outcome,
        decided=days.day(row.get("resolved at")),
    )


FORMAT = Format(
    "fatebook",
    "Fatebook's export of forecasts",
    carries="questions, forecasts with their days, resolutions, tags; notes and comments in notes",
    leaves="times of day, Brier scores (kg works them out), whether it was shared publicly, "
    "verdicts of partly and void (they are written as AMBIGUOUS, which is read as unclear, and "
    "stand in notes), notes but those of predictions, criteria, likelihood words and spreads, "
    "claims without predictions and what is said of them, sources, evidence, views of the map, "
    "all but one language",
    files="a CSV with the columns Question title and Forecast (scale = 0-1)",
    recognises=recognises,
    read=read,
    columns="Question title, Multiple choice option, Scenario or Scenario name, Forecast created "
    "by, Forecast (scale = 0-1), Forecast created at, Question created by, Question created at, "
    "Question resolve by, Resolution, Resolved at, Question notes, Question shared with, Question "
    "comments, Question tags; others but those of scores go into the note",
    parts=(".csv",),
    write=write_fatebook,
)
