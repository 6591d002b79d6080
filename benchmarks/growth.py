"""Daily commands on notebooks of 1,000, 100,000 and 1,000,000 claims with five positions each.

As whole processes on a file, each against itself on the smallest notebook, in time and memory at
the peak, with the slope: the power of the notebook's size by which they grow. Then on a PostgreSQL
server, as it is set up by default: how often a second 1 and 8 clients can do the same there, each a
process that has begun, against pgbench's simple update by as many clients on the same server.

`--on sqlite` or `--on postgresql` measures one of them, `--sizes 1000,100000` other notebooks,
`--folder F` keeps the files and takes those that are there.
"""

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

import measure
import serving

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SIZES = (1_000, 100_000, 1_000_000)
POSITIONS = 5
CLIENTS = (1, 8)
SECONDS = 5.0
TODAY = date(2026, 11, 23)
ENV = {"KG_TODAY": TODAY.isoformat(), "KG_CURATOR": "bench"}
WHO = 9
"""The speaker who is looked at."""


def main() -> None:
    """Measure what is asked for, and print the ratios."""
    chosen = arguments()
    sizes = [100, 200] if chosen.quick else [int(one) for one in chosen.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="kg-growth-") as name:
        folder = Path(chosen.folder or name)
        if chosen.on != "postgresql":
            on_files(folder, sizes, chosen.rounds or (1 if chosen.quick else 5))
        if chosen.on != "sqlite":
            if chosen.quick:
                on_server(sizes[:1], 0.1, (1, 2))
            else:
                on_server(sizes, SECONDS, CLIENTS)


def on_files(folder: Path, sizes: Sequence[int], rounds: int) -> None:
    """Each command as a whole process, on each notebook in turn."""
    for size in sizes:
        if not (folder / f"{size}.db").exists():
            # Apart, for a process begins with the peak of the one that starts it.
            measure.program([sys.executable, __file__, "fill", folder / f"{size}.db", str(size)])()
        print(f"{size:,} claims: {(folder / f'{size}.db').stat().st_size / 2**20:,.0f} MB")
    for command, words in commands(folder).items():
        runs = {
            f"{command}, {size:,} claims": measure.programs(
                words, ENV | {"KG_DATABASE": str(folder / f"{size}.db")}
            )
            for size in sizes
        }
        first, *others = runs
        taken = measure.compare(
            {first: runs[first]},
            {name: runs[name] for name in others},
            # It takes long, and grows with what it writes.
            rounds=1 if command == "export" else rounds,
        )
        told = [
            f"{slope(taken, (first, others[-1]), sizes, what):.2f} in {what}"
            for what in ("cpu", "peak")
        ]
        print(f"{command} grows by the power of {' and '.join(told)}\n")


def commands(folder: Path) -> dict[str, Callable[[int], Sequence[str | Path]]]:
    """The words of each command, for its first run, its second and so on."""
    at = time.time_ns()
    about = ["--speaker", f"Speaker {WHO}", "--about", "Concept 3", "--by", "2027"]
    said = f'speaker:"Speaker {WHO}"'
    words: dict[str, Callable[[int], list[str | Path]]] = {
        # Twice the same would be refused.
        "add": lambda n: ["add", f"Prices fall for {at} {n} months", *about],
        "show": lambda _: ["claim", "show", "7"],
        "search": lambda _: ["search", "prices fall"],
        "due": lambda _: ["due"],
        "status": lambda _: ["status"],
        "status as of a day": lambda _: ["status", "--as-of", "2025-01-01"],
        "score of one speaker": lambda _: ["score", said],
        "score of all": lambda _: ["score"],
        "map of one speaker": lambda _: ["map", said, "-o", folder / "map.html"],
        "export": lambda _: ["export", folder / "written.jsonl"],
    }
    return {
        name: (lambda n, make=make: [*measure.KG, *make(n)])  # type: ignore[misc]
        for name, make in words.items()
    }


def slope(
    taken: dict[str, list[measure.Run]], ends: tuple[str, str], sizes: Sequence[int], what: str
) -> float:
    """The power of the notebook's size by which a figure grows from its first size to its last."""
    less, more = (measure.median(taken[end], what) for end in ends)
    return log(more / less) / log(sizes[-1] / sizes[0]) if less and more else 0.0


def on_server(sizes: Sequence[int], seconds: float, numbers: Sequence[int]) -> None:
    """What such numbers of clients do a second, against pgbench."""
    from kg.store import database

    with serving.server() as server:
        print(f"pgbench: {serving.pgbench().parent.parent.name} of the server's own package")
        for size in sizes:
            with serving.database(server, f"kg_{size}") as url:
                database.create(url).close()
                measure.program([sys.executable, __file__, "fill", url, str(size)])()
                settle(url)
                for clients in numbers:
                    compare(server, url, size, clients, seconds)


def compare(server: str, url: str, size: int, clients: int, seconds: float) -> None:
    """Print how often so many clients do each thing, and pgbench its own."""
    some = "1 client" if clients == 1 else f"{clients} clients"
    plain = serving.simple_updates(server, clients, seconds)
    print(f"{size:,} claims, {some}: pgbench simple update {plain:,.0f} a second")
    fresh = multiprocessing.get_context("spawn")
    with fresh.Pool(clients) as pool:
        for name in WORK:
            jobs = [(url, name, number, 0.05) for number in range(clients)]
            pool.starmap(work, jobs, chunksize=1)
            started = time.perf_counter()
            done = pool.starmap(work, [(*job[:3], seconds) for job in jobs], chunksize=1)
            ours = sum(done) / (time.perf_counter() - started)
            ratio = f"{ours / plain:.4f} × pgbench simple update"
            print(f"{name}, {size:,} claims, {some}: {ours:,.1f} a second = {ratio}")


def work(url: str, name: str, number: int, seconds: float) -> int:
    """Do one thing again and again for so long; gives how often."""
    from kg.store import database

    done, end = 0, time.perf_counter() + seconds
    with closing(database.open(url)) as book:
        while time.perf_counter() < end or not done:
            if name == "add":
                with book.transaction("add") as session:
                    WORK[name](session, number)
            else:
                with book.read() as session:
                    WORK[name](session, number)
            done += 1
    return done


def add(session: "Session", number: int) -> None:
    """Add a claim."""
    from kg.notebook import recording

    recording.record(
        session,
        f"Prices fall for {time.perf_counter_ns()} months, says {number}",
        today=TODAY,
        speaker=WHO,
        about=["Concept 3"],
        due="2027",
    )


def show(session: "Session", number: int) -> None:
    """Make a claim's card."""
    from kg.notebook.showing import cards

    cards.claim_cards(session, [7 + number], TODAY)


def search(session: "Session", _: int) -> None:
    """Find words."""
    from kg.domain.selection import Selection
    from kg.notebook.finding import searching

    searching.search(session, Selection(words=("prices", "fall")), TODAY, limit=20)


def due(session: "Session", _: int) -> None:
    """List what waits."""
    from kg.notebook.review import due as waiting

    waiting.numbers(session, TODAY)


def score(session: "Session", _: int) -> None:
    """Score one speaker."""
    from kg.analysis import scores
    from kg.domain.selection import Selection

    scores.scores(session, Selection(speakers=(str(WHO),)), TODAY)


WORK: dict[str, Callable[["Session", int], Any]] = {
    "add": add,
    "show": show,
    "search": search,
    "due": due,
    "score of one speaker": score,
}


def settle(url: str) -> None:
    """Let the server know its tables, as it would by itself after a minute."""
    from sqlalchemy import create_engine, text

    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def fill(place: str, size: int) -> None:
    """Make a notebook of a size, or fill the empty one that is there."""
    import filling

    from kg.store import database

    opened = database.open(place) if "://" in place else database.create(place)
    with closing(opened) as book:
        filling.fill(book, size, POSITIONS)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to see that it works")
    parser.add_argument("--rounds", type=int, help="how many times each is measured")
    parser.add_argument("--on", choices=("sqlite", "postgresql"), help="one of them only")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="claims, with commas")
    parser.add_argument("--folder", help="where the files are kept")
    return parser.parse_args()


if __name__ == "__main__":
    if sys.argv[1:2] == ["fill"]:
        fill(sys.argv[2], int(sys.argv[3]))
    else:
        main()
