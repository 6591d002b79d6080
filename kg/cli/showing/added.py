"""What is said of a claim that was added, whichever way it came."""

from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.showing import changes
from kg.cli.showing.sayings import when_due
from kg.domain.wording import said_in
from kg.notebook.finding import duplicates
from kg.notebook.recording import Recorded
from kg.notebook.showing import cards
from kg.store.models import Prediction


def show_added(app: App, session: Session, added: Recorded) -> None:
    """Say what was added, what is much like it, and what can be done next."""
    claim, reading, told = added
    changes.show_addition(
        app,
        session,
        lambda: cards.claim_cards(session, [claim.id], app.today)[0],
        [f"Claim {claim.id}: {said_in(claim.statement, app.language(session))}"]
        + ([f"Prediction {reading.id}, {when_due(reading.due)}"] if reading else []),
        told,
    )
    app.hint(
        f"Next: kg agree {claim.id} SPEAKER, kg disagree {claim.id} SPEAKER"
        + (
            f", kg resolve {reading.id} right|wrong|…"
            if reading
            else f", kg predict {claim.id} --by DAY"
        )
    )
    hint_end(app, reading)
    for sentence in duplicates.remarks(session, claim):
        app.remark(sentence)


def hint_end(app: App, reading: Prediction | None) -> None:
    """Say how a prediction gets a day by which it can be checked, where none was spoken of."""
    if reading and reading.due is None and reading.horizon is None:
        app.hint(f"It is open-ended: kg prediction edit {reading.id} --by DAY")
