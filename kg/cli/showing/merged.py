"""What a merge of notebooks came to, shown for people and scripts."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.showing.changes import PLURALS, SHOWN, listed
from kg.cli.showing.people import counted, local_time
from kg.cli.terminal import block, on_one_line
from kg.notebook.sharing.differing import Difference
from kg.notebook.sharing.differing import counted as by_table
from kg.notebook.sharing.merging import Merged
from kg.notebook.sharing.report import report
from kg.notebook.sharing.shapes import Place
from kg.notebook.sharing.telling import Namesakes, Telling, namesakes, shown_first

MOST = 50
"""So many things of one sort are named; the others are counted."""


def show(app: App, session: Session, merged: Merged) -> None:
    """Show what came of a merge."""
    telling = Telling(merged, app.language(session))
    if app.as_json:
        card = report(session, merged, telling)
        app.show(lambda: card, list)
        return
    alike = namesakes(session, merged)
    for line in (*summary(telling), *_open(telling), *_alike(alike)):
        app.say(on_one_line(line))


def summary(telling: Telling) -> Iterator[str]:
    """All that needs no decision, or has one."""
    found = telling.merged.found
    mine = telling.merged.mine.there
    new = by_table(place for place in found.rows if place[1] not in mine[place[0]])
    if words := [counted(new[one], *PLURALS.get(one, (one,))) for one in SHOWN if one in new]:
        yield f"New: {listed(words)}"
    yield from _some("Changed there", (_line(telling, one) for one in found.taken))
    yield from _some("Changed here", (_line(telling, one) for one in found.kept))
    yield from _some(
        "Decided", (f"{_line(telling, one)}; {side} counts" for one, side in found.decided)
    )
    yield from _some("Removed there, and here now", _things(telling, found.going))
    yield from _some("Removed on one side, and there all the same", _things(telling, found.staying))
    yield from _some("Kept in what they became", (telling.lost(*one) for one in found.lost))
    yield from _some("Not kept", (telling.lost(*one) for one in found.dropped))
    yield from _some("Settled, to keep the rules", map(telling.settled, found.settled))


def _things(telling: Telling, places: Iterable[Place]) -> Iterator[str]:
    for place in shown_first(sorted(places, key=str)):
        if place[0] in SHOWN:
            yield telling.thing(place)


def _some(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"{title}: {len(found):,}"
    yield from (f"- {line}" for line in found[:MOST])
    if len(found) > MOST:
        yield f"- and {len(found) - MOST:,} more"


def _line(telling: Telling, one: Difference) -> str:
    mine = telling.value(one.place, one.name, one.mine)
    theirs = telling.value(one.place, one.name, one.theirs)
    what = f"{telling.thing(one.place)}, {telling.field(one.name)}"
    return f"{what}: here «{mine}», there «{theirs}»"


def _open(telling: Telling) -> Iterator[str]:
    found = telling.merged.found.open
    yield from _some("To be decided", (_line(telling, one) for one in found))


def _alike(alike: Iterable[Namesakes]) -> Iterator[str]:
    found = list(alike)
    for one in found[:MOST]:
        yield (
            f"{one.table.capitalize()} {one.new} is called as {one.table} {one.number} is: "
            f"{one.name}. {_remedy(one)}"
        )
    if len(found) > MOST:
        yield f"And {len(found) - MOST:,} more are called as something here is."


def _remedy(one: Namesakes) -> str:
    if one.table == "source":
        return "Take one out when they are the same."
    return f"If they are one: kg {one.table} merge {one.number} {one.new}"


def question(telling: Telling, one: Difference) -> Iterator[str]:
    """A difference as it is asked of a person."""
    yield on_one_line(f"{telling.thing(one.place)}, {telling.field(one.name)}")
    for side, value, at in (("mine", one.mine, one.mine_at), ("theirs", one.theirs, one.theirs_at)):
        since = f"  ({local_time(at)})" if at else ""
        yield from block(telling.value(one.place, one.name, value) + since, 10, f"  {side}")
