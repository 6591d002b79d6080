"""The file that `kg score --chart` writes."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from kg.analysis.picture import picture
from kg.analysis.questions import Of
from kg.cli.app import App
from kg.cli.showing.people import counted
from kg.domain.selection import Selection
from kg.errors import NotFound
from kg.pages.charts import check, write_chart


def draw(
    app: App,
    session: Session,
    path: Path,
    selection: Selection,
    bases: Collection[Of],
    as_of: date | None,
) -> None:
    """Write the chart and say so; raises NotFound where there is nothing to draw."""
    check(path)
    found = picture(session, selection, app.today, bases=bases, as_of=as_of)
    if not found.predictions:
        raise NotFound("There are no forecasts to draw.", "Add one: kg forecast, or ask for less.")
    missing = write_chart(path, found, language=app.language(session))
    app.say(f"Wrote the chart of {counted(found.predictions, 'prediction')} to {path.absolute()}")
    if missing:
        some = " ".join(sorted(missing)[:12]) + " …" * (len(missing) > 12)
        app.remark(
            f"No font on this machine has {some}; they are drawn as ?. "
            "Install a font that has them, such as Noto Sans CJK, or write .html or .svg."
        )
