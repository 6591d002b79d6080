"""What a view shows of the form, and what came of it in the notebook and in the file of drafts."""

from textual.widgets import Static

from kg.notebook.showing.cards import claim_cards
from tests.screens.conftest import TODAY


def cards(view, *ids):
    """Claims as they are in the notebook, without ids that chance makes."""
    with view.notebook.read() as session:
        found = claim_cards(session, ids, TODAY)
    return [
        {
            "statement": one["statement"],
            "kind": one["kind"],
            "about": [name(uid) for uid in one["about"]],
            "positions": [
                (name(said["speaker"]), said["stance"], said["said"], said["turn"], said["quote"])
                for said in one["positions"]
            ],
            "predictions": [
                (
                    read["due"],
                    read["horizon"],
                    read["criteria"],
                    [(cast["middle"], cast["words"], cast["basis"]) for cast in read["forecasts"]],
                )
                for read in one["predictions"]
            ],
        }
        for one in found
    ]


def name(uid):
    return uid.rpartition("-")[0]


def count(view):
    with view.notebook.read() as session:
        return len(session.connection().exec_driver_sql("SELECT id FROM claim").all())


def problem(screen, field):
    shown = screen.app.query_one(f"#{field}-problem", Static)
    return str(shown.content) if shown.display else ""


def kept(view):
    """The unfinished forms in the file, by the words that they are about."""
    return {form.quote: form for form in view.drafts.read().forms.values()}


def offers(screen, name):
    found = screen.app.query_one(f"#{name}")
    return [f"{one.lead} {one.shown}".strip() for one in found.offers] if found.display else []


def read(screen, field):
    shown = screen.app.query_one(f"#{field}-read", Static)
    return str(shown.content) if shown.display else ""
