"""Adding a claim with all that is known of it at once: who makes it, and when it can be checked."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import ClaimKind
from kg.domain.wording import Wording
from kg.errors import Invalid
from kg.notebook import claims, predictions
from kg.notebook.finding import find
from kg.store.models import Claim, Prediction, Speaker


class Recorded(NamedTuple):
    """A claim that was added, and the prediction that reads it where there is one."""

    claim: Claim
    prediction: Prediction | None


def record(
    session: Session,
    statement: str | Wording,
    *,
    today: date,
    speaker: find.Key | Speaker | None = None,
    kind: ClaimKind | str | None = None,
    due: PartialDate | str | None = None,
    criteria: str | Wording | None = None,
    horizon: str | None = None,
    probability: float | None = None,
    words: str | None = None,
    **given: Any,
) -> Recorded:
    """Add a claim as `claims.add` does, with a prediction and a forecast where they are given.

    Without `kind` it is a prediction if anything says how it can be checked or how likely it is,
    else an opinion. A prediction without a date is one to look at again.
    """
    forecast = probability is not None or bool(words)
    if forecast and speaker is None:
        raise Invalid("A probability is somebody's.", "Name the speaker with --speaker.")
    checkable = bool(due or criteria or horizon) or kind == ClaimKind.PREDICTION
    claim = claims.add(
        session,
        statement,
        today=today,
        speaker=speaker,
        kind=kind or (ClaimKind.PREDICTION if checkable or forecast else ClaimKind.OPINION),
        **given,
    )
    if not (checkable or forecast):
        return Recorded(claim, None)
    reading = predictions.predict(session, [claim], due=due, criteria=criteria, horizon=horizon)
    if forecast:
        (position,) = claim.positions
        predictions.forecast(
            session,
            reading,
            position.speaker,
            probability,
            words=words,
            made=position.said,
            today=today,
        )
    return Recorded(claim, reading)
