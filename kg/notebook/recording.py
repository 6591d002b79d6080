"""Adding a claim with all that is known of it at once: who makes it, and when it can be checked."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Basis, ClaimKind
from kg.domain.wording import Wording
from kg.errors import Invalid
from kg.notebook import claims, spoken
from kg.notebook.finding import find
from kg.notebook.spoken import Told
from kg.store.models import Claim, Prediction, Speaker

if TYPE_CHECKING:
    from kg.domain.likelihood import Scale


class Recorded(NamedTuple):
    """A claim that was added, and the prediction that reads it where there is one.

    `told` is what words of time and likelihood came to.
    """

    claim: Claim
    prediction: Prediction | None
    told: list[Told]


def record(
    session: Session,
    statement: str | Wording,
    *,
    today: date,
    speaker: find.Key | Speaker | None = None,
    kind: ClaimKind | str | None = None,
    due: PartialDate | str | None = None,
    opens: PartialDate | str | None = None,
    criteria: str | Wording | None = None,
    horizon: str | None = None,
    probability: float | None = None,
    low: float | None = None,
    high: float | None = None,
    words: str | None = None,
    basis: Basis | str | None = None,
    scale: str | None = None,
    scales: "Sequence[Scale] | None" = None,
    settled: bool = False,
    **given: Any,
) -> Recorded:
    """Add a claim as `claims.add` does, with a prediction and a forecast where they are given.

    Without `kind` it is a prediction if anything says how it can be checked or how likely it is,
    else an opinion. A prediction without a date is one to look at again. `horizon` and `words` are
    read, as `spoken.predict` and `spoken.forecast` say; when it is `settled` what they mean, they
    are only kept, beside the days and numbers given.
    """
    forecast = probability is not None or bool(words)
    if forecast and speaker is None:
        raise Invalid("A probability is somebody's.", "Name the speaker with --speaker.")
    checkable = bool(due or opens or criteria or horizon) or kind == ClaimKind.PREDICTION
    claim = claims.add(
        session,
        statement,
        today=today,
        speaker=speaker,
        kind=kind or (ClaimKind.PREDICTION if checkable or forecast else ClaimKind.OPINION),
        **given,
    )
    if not (checkable or forecast):
        return Recorded(claim, None, [])
    position = claim.positions[0] if claim.positions else None
    reading, told = spoken.predict(
        session,
        [claim],
        today=today,
        said=position.said if position else None,
        due=due,
        opens=opens,
        criteria=criteria,
        horizon=horizon,
        settled=settled,
    )
    if told and position and not given.get("said") and (doubt := spoken.undated(position)):
        told.append(doubt)
    if forecast:
        assert position is not None
        told += spoken.forecast(
            session,
            reading,
            position.speaker,
            probability,
            low=low,
            high=high,
            words=words,
            basis=basis,
            scale=scale,
            scales=scales,
            settled=settled,
            made=position.said,
            today=today,
        ).told
    return Recorded(claim, reading, told)
