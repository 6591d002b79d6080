"""PredictionBook's export: a user's predictions with everybody's responses, as JSON."""

from typing import Any

from kg.domain.vocabulary import Outcome
from kg.errors import KgError
from kg.formats import days, foreign, questions
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.questions import Guess, Question
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

OUTCOMES = {True: Outcome.RIGHT, False: Outcome.WRONG}


def recognises(place: Place) -> bool:
    """Whether it is JSON with a list of PredictionBook's predictions."""
    if not place.holds_json():
        return False
    data = place.data
    found = data.get("predictions") if isinstance(data, dict) else None
    return (
        isinstance(found, list)
        and all(isinstance(one, dict) for one in found)
        and ("user" in data or any("description" in one for one in found))
    )


def read(place: Place) -> Document:
    """Predictions with their responses; comments without a number stand in the notes."""
    out = Foreign(place.shown)
    data = place.data
    found = data.get("predictions") if isinstance(data, dict) else None
    if not isinstance(found, list):
        raise KgError(f"{place.shown} has no predictions.", "Export them anew.")
    for number, one in enumerate(found):
        where = f"{place.shown} (predictions[{number}])"
        if not isinstance(one, dict) or one.get("id") is None:
            raise KgError(f"{where}: It has no id.", "Export it anew.")
        with out.at(where):
            questions.add(out, _question(out, one, where))
    return out.document()


def _name(response: dict[str, Any]) -> str | None:
    """Whose a response is: by name, else by number; None where it says neither."""
    user = response.get("user")
    user = user if isinstance(user, dict) else {"name": user}
    for found in (
        *(response.get(one) for one in ("user_label", "user_name", "username", "name")),
        *(user.get(one) for one in ("name", "login", "label")),
    ):
        if isinstance(found, str) and (name := foreign.tidy_line(found)):
            return name
    number = foreign.tidy_line(response.get("user_id") or user.get("id"))
    return f"User {number} of PredictionBook" if number else None


def _question(out: Foreign, one: dict[str, Any], where: str) -> Question:
    guesses, comments = [], []
    for response in one.get("responses") or []:
        if not isinstance(response, dict):
            raise KgError(f"{where}: A response is no object.", "Export it anew.")
        name = _name(response)
        if name is None:
            out.skip(
                where, "A response says not whose it is: it has no user_label, user_name or id."
            )
            continue
        made = days.day(response.get("created_at"))
        said = foreign.tidy(response.get("comment"))
        probability = foreign.share(response.get("confidence"), 100)
        if probability is not None:
            speaker = out.speaker("predictionbook", name, where)
            key = str(response.get("id") or f"{name} {made}")
            guesses.append(Guess(speaker, probability, made, key, said))
        elif said:
            comments.append(f"{name}{f' ({made})' if made else ''}: {said}")
    outcome = one.get("outcome")
    if outcome not in {True, False, None}:
        raise KgError(f"{where}: {str(outcome)[:40]!r} is no outcome.", "It is true, false, null.")
    group = foreign.tidy_line(one.get("group") or one.get("prediction_group_id"))
    return Question(
        uid("predictionbook", one["id"]),
        str(one.get("description") or one.get("description_with_group") or ""),
        where,
        opens=days.day(one.get("created_at")),
        due=days.day(one.get("deadline")),
        note=out.note(*comments, by=one.get("creator_label"), group=group),
        tags=["withdrawn"] if one.get("withdrawn") is True else [],
        guesses=guesses,
        outcome=None if outcome is None else OUTCOMES[outcome],
        decided=days.day(one.get("last_judgement_at") or one.get("updated_at")),
    )


FORMAT = Format(
    "predictionbook",
    "PredictionBook's export of predictions, with responses",
    carries="predictions, deadlines, confidences with their days, outcomes; comments in notes",
    leaves="times of day, versions, visibility, mean confidence",
    files="a JSON file with user and predictions",
    recognises=recognises,
    read=read,
)
