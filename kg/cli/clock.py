"""What is said where verdicts are of days after today."""

from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.showing.people import counted
from kg.notebook.review.ahead import Ahead, ahead


def remark_ahead(app: App, session: Session) -> Ahead:
    """Say beside the result that verdicts of days after today count in it, where some do."""
    found = ahead(session, app.today)
    if found.verdicts:
        some = counted(found.verdicts, "verdict")
        which = (
            f"{some} that counts is of {found.latest}, after today, {app.today}"
            if found.verdicts == 1
            else f"{some} that count are of days after today, {app.today}, the last of "
            f"{found.latest}"
        )
        app.remark(f"{which}: set the clock right, or unset KG_TODAY.")
    return found
