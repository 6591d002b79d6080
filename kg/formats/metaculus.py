"""Metaculus's download of questions and forecasts: a zip or folder of tables."""

import re
from ast import literal_eval
from collections import Counter

from kg.domain.vocabulary import Outcome
from kg.errors import KgError
from kg.formats import columns, days, foreign, questions
from kg.formats.forecast_tables import write_metaculus
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.questions import Guess, Question
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

ASKED, GUESSED = "question_data.csv", "forecast_data.csv"
OUTCOMES = {
    "yes": Outcome.RIGHT,
    "no": Outcome.WRONG,
    "ambiguous": Outcome.UNCLEAR,
    "annulled": Outcome.VOID,
}
_NAN = re.compile(r"(?<=[\[,\s])nan(?=[\],\s])")
Options = dict[str, list[Question]]
"""By a question's id the questions that it becomes: one, or one for each of its options."""


def recognises(place: Place) -> bool:
    """Whether it is a folder or archive with Metaculus's tables."""
    return place.has(ASKED)


OPTIONS = ("mc options (all)", "mc options (current)", "mc options", "options")
"""The columns that say what can be chosen, the first of them that there is."""
NUMBERS = {"numeric", "date", "discrete"}
"""The types of questions whose answer is a number, or a day."""
ANONYMOUS = "forecaster (anonymized)"


def read(place: Place) -> Document:
    """Questions with forecasts of yes, or of each option; those of numbers have no place."""
    out = Foreign(place.shown)
    asked, guessed = place.file(ASKED), place.file(GUESSED)
    if asked is None:
        raise KgError(f"{place.shown} has no {ASKED} in it.", "Name the zip of the download.")
    known: Options = {}
    numeric: set[str] = set()
    for row in columns.rows(asked, ("question id", "question title"), short=True):
        where = f"{asked.shown}:{row.line}"
        with out.at(where):
            key = row["question id"].strip()
            if key in known:
                raise KgError(f"{where}: There are two questions {key[:40]!r}.", "Take one out.")
            known[key] = _questions(out, key, row, where)
            if row.get("question type", "").strip().lower() in NUMBERS:
                numeric.add(key)
    if guessed is not None:
        _read_forecasts(out, guessed, known, numeric)
    for found in known.values():
        for one in found:
            questions.add(out, one)
    return out.document()


def _questions(out: Foreign, key: str, row: columns.Row, where: str) -> list[Question]:
    kind = row.get("question type", "binary").strip().lower() or "binary"
    options: list[str | None] = [None]
    if kind == "multiple_choice":
        given = next((row[name] for name in OPTIONS if row.get(name, "").strip()), "")
        options = [*_list(given, where)] or [None]
    resolution = row.get("resolution", "").strip()
    decided = days.day(row.get("resolution known time")) or days.day(row.get("actual close time"))
    found = []
    for option in options:
        outcome = OUTCOMES.get(resolution.lower())
        other = None
        if resolution and outcome is None:
            if option is not None:
                outcome = Outcome.RIGHT if resolution == option else Outcome.WRONG
            else:
                other = resolution
        title = row["question title"]
        found.append(
            Question(
                uid("metaculus", key, *([] if option is None else [option])),
                title if option is None else f"{title} — {option}",
                where,
                url=foreign.address(row.get("question url")),
                opens=days.day(row.get("open time")),
                due=days.day(row.get("scheduled close time")),
                criteria=row.get("resolution criteria"),
                note=out.note(
                    row.get("description"),
                    row.get("fine print"),
                    project=row.get("default project"),
                    label=row.get("label"),
                    question_type=None if kind == "binary" else kind,
                    resolution=other,
                ),
                outcome=outcome,
                decided=decided,
            )
        )
    return found


def _list(text: str, where: str) -> list[str]:
    """A list as Python writes it; [] for none."""
    if not text.strip():
        return []
    try:
        # What is no number is no name for Python either.
        found = literal_eval(_NAN.sub("None", text)) if len(text) < 1_000_000 else None
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        found = None
    if not isinstance(found, list | tuple):
        raise KgError(f"{where}: {text[:40]!r} is no list.", "Download it anew.")
    return ["" if one is None else str(one) for one in found]


def _read_forecasts(out: Foreign, place: Place, known: Options, out_of_place: set[str]) -> None:
    """Give questions their forecasts; those on questions whose answer is a number are counted."""
    passed: Counter[str] = Counter()
    for row in columns.rows(place, ("question id", "start time"), short=True):
        where = f"{place.shown}:{row.line}"
        found = known.get(row["question id"].strip())
        if found is None:
            passed["on questions that are not in question_data.csv"] += 1
            continue
        with out.at(where):
            numbers = row["question id"].strip() in out_of_place
            shares = None if numbers else _shares(row, found, where)
            if shares is None:
                passed["of numbers or dates, which have no place"] += 1
                continue
            speaker = _speaker(out, row, where)
            made = row["start time"]
            for one, probability in zip(found, shares, strict=True):
                if probability is not None:
                    key = f"{speaker} {made}"
                    one.guesses.append(Guess(speaker, probability, days.day(made), key))
    for why, number in passed.items():
        what = "1 forecast" if number == 1 else f"{number:,} forecasts"
        out.skip(place.shown, f"{what} {why}.")


def _shares(row: columns.Row, found: list[Question], where: str) -> list[float | None] | None:
    if (yes := foreign.share(row.get("probability yes"))) is not None and len(found) == 1:
        return [yes]
    each = _list(row.get("probability yes per category", ""), where)
    if each and len(found) == 1 and not row.get("probability yes", "").strip():
        return None
    if each and len(each) != len(found):
        raise KgError(
            f"{where}: There are {len(each)} probabilities for {len(found)} options.", "Correct it."
        )
    return [foreign.share(one) for one in each] if each else None


def _speaker(out: Foreign, row: columns.Row, where: str) -> str:
    name, key = row.get("forecaster username", "").strip(), row.get("forecaster id", "").strip()
    if hidden := row.get(ANONYMOUS, "").strip():
        # There stands a hash of who it is, or how forecasts of many are put together.
        name, key = ("", hidden[:12]) if re.fullmatch("[0-9a-f]{32,}", hidden) else (hidden, "")
    if key:
        return out.speaker("metaculus", name or f"Forecaster {key} of Metaculus", where)
    # What stands there is how forecasts of many are put together.
    return out.speaker("metaculus", f"Metaculus, {name or 'all'}", where, kind="group")


FORMAT = Format(
    "metaculus",
    "Metaculus's download",
    carries="questions with criteria, forecasts of yes or of each option with their days, "
    "resolutions; descriptions and fine print in notes",
    leaves="forecasts of numbers and dates, times of day, scores, comments, likelihood words and "
    "spreads, verdicts of partly (they are written as ambiguous, which is read as unclear, and "
    "stand in the description), claims without predictions and what is said of them, sources, "
    "evidence, tags, notes but those of predictions, views of the map, all but one language",
    files="a zip or folder with question_data.csv",
    columns="of question_data.csv: Question ID, Question URL, Question Title, Question Type, MC "
    "Options, Open Time, Scheduled Close Time, Actual Close Time, Resolution, Resolution Known "
    "Time, Resolution Criteria, Fine Print, Description, Default Project, Label; of "
    "forecast_data.csv: Question ID, Forecaster ID, Forecaster Username, Forecaster (Anonymized), "
    "Start Time, Probability Yes, Probability Yes Per Category",
    main=ASKED,
    recognises=recognises,
    read=read,
    parts=(".csv",),
    write_folder=write_metaculus,
)
