"""Predictions as Fatebook and Metaculus write theirs."""

from collections import Counter
from pathlib import Path
from typing import IO

from kg.domain.wording import said_in
from kg.formats import csv_table
from kg.formats.registry import Pairs
from kg.formats.told import Record, Told, left_out, middle, verdict

FATEBOOK = (
    *("Question title", "Multiple choice option", "Forecast created by"),
    *("Forecast (scale = 0-1)", "Forecast created at", "Question created by"),
    *("Question created at", "Question resolve by", "Resolution", "Resolved at"),
    *("Your Brier score for this question", "Your relative Brier score for this question"),
    *("Question notes", "Question shared with", "Question shared publicly", "Question comments"),
    "Question tags",
)
ASKED = (
    *("Question ID", "Question URL", "Question Title", "Post ID", "Question Type"),
    *("Open Time", "Scheduled Close Time", "Actual Close Time", "Resolution"),
    *("Resolution Known Time", "Resolution Criteria", "Description"),
)
GUESSED = (
    *("Question ID", "Forecaster ID", "Forecaster Username", "Is Bot", "Start Time", "End Time"),
    *("Forecaster Count", "Probability Yes", "Probability Yes Per Category", "Continuous CDF"),
)
IN_FATEBOOK = {"right": "YES", "wrong": "NO"}
IN_METACULUS = {"right": "yes", "wrong": "no", "void": "annulled"}


def write_fatebook(found: Pairs, stream: IO[str]) -> list[str]:
    """Write a row for each forecast with a number, as Fatebook's export does.

    A prediction without any has a row without a forecast. What came true partly, is unclear or
    void is AMBIGUOUS; which of them, and how much of it came true, stands in the notes. Gives what
    is left out and what is written as another verdict.
    """
    told = Told(found)
    rows: list[list[str]] = []
    for prediction in told.of["predictions"].values():
        decided = verdict(prediction)
        resolution = IN_FATEBOOK.get(decided["outcome"], "AMBIGUOUS") if decided else ""
        opens = prediction.get("opens", "")
        guesses = [one for one in prediction.get("forecasts", ()) if middle(one) is not None]
        for one in guesses or [None]:
            forecast = ["", "", ""]
            if one is not None:
                name = told.name("speakers", one["speaker"])
                forecast = [name, repr(middle(one)), one.get("made", "")]
            rows.append(
                [
                    _asked(told, prediction),
                    "",
                    *forecast,
                    "",
                    opens,
                    prediction.get("due", ""),
                    resolution,
                    decided["decided"] if decided else "",
                    *[""] * 2,
                    _note(prediction, decided, IN_FATEBOOK),
                    *[""] * 3,
                    "; ".join(_tags(told, prediction)),
                ]
            )
    stream.write(csv_table.written(FATEBOOK, rows))
    return _said(told, "AMBIGUOUS", IN_FATEBOOK)


def _note(prediction: Record, decided: Record | None, words: dict[str, str]) -> str:
    """The note of a prediction, and the verdict for which the format has no word of its own."""
    parts = [said_in(prediction.get("note"))]
    if decided and decided["outcome"] not in {*words, "unclear"}:
        share = decided.get("fraction")
        known = "" if share is None else f" ({share:g})"
        parts.append(f"outcome: {decided['outcome']}{known}")
    return "\n\n".join(filter(None, parts))


def _said(told: Told, ambiguous: str, words: dict[str, str]) -> list[str]:
    """What is left out, and how many verdicts are written in a word that means another one."""
    claims = told.of["claims"]
    predicted = {one for found in told.of["predictions"].values() for one in found["claims"]}
    said = left_out("claims", len(predicted & claims.keys()), len(claims), "without a prediction")
    found = map(verdict, told.of["predictions"].values())
    outcomes = Counter(one["outcome"] for one in found if one)
    for outcome in ("partly", "void"):
        if outcome not in words and (number := outcomes[outcome]):
            verdicts = "1 verdict" if number == 1 else f"{number:,} verdicts"
            verb = "is" if number == 1 else "are"
            said.append(
                f"{verdicts} of {outcome} {verb} written as {ambiguous}, which is read as unclear; "
                "what it was stands in the notes."
            )
    return said


def _asked(told: Told, prediction: Record) -> str:
    return " ".join(told.statement(prediction).split())


def _tags(told: Told, prediction: Record) -> list[str]:
    claims = (told.of["claims"][one] for one in prediction["claims"])
    found = [*prediction.get("tags", ()), *(tag for one in claims for tag in one.get("tags", ()))]
    return list(dict.fromkeys(found))


def write_metaculus(found: Pairs, folder: Path) -> list[str]:
    """Write question_data.csv and forecast_data.csv, as Metaculus's download has them.

    Numbers of questions are their places in the notebook. What came true partly or is unclear is
    ambiguous; how much of it came true stands in the description. Gives what is left out and what
    is written as another verdict.
    """
    told = Told(found)
    asked: list[list[str]] = []
    guessed: list[list[str]] = []
    speakers = {uid: str(number) for number, uid in enumerate(told.of["speakers"], 1)}
    for number, prediction in enumerate(told.of["predictions"].values(), 1):
        decided = verdict(prediction)
        resolution = IN_METACULUS.get(decided["outcome"], "ambiguous") if decided else ""
        when = decided["decided"] if decided else ""
        texts = [
            said_in(prediction.get("criteria")) or "",
            _note(prediction, decided, IN_METACULUS),
        ]
        times = [prediction.get("opens", ""), prediction.get("due", ""), "", resolution, when]
        asked.append(
            [str(number), "", _asked(told, prediction), str(number), "binary", *times, *texts]
        )
        for one in prediction.get("forecasts", ()):
            share = middle(one)
            if share is not None:
                who = [speakers[one["speaker"]], told.name("speakers", one["speaker"]), "False"]
                figures = ["", "", repr(share), f"[{1 - share!r}, {share!r}]", ""]
                guessed.append([str(number), *who, one.get("made", ""), *figures])
    for name, columns, rows in (("question", ASKED, asked), ("forecast", GUESSED, guessed)):
        text = csv_table.written(columns, rows)
        (folder / f"{name}_data.csv").write_bytes(text.encode())
    return _said(told, "ambiguous", IN_METACULUS)
