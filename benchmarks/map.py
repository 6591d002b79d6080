"""The map's page against the page that pyvis itself writes of the same graph, in Chromium.

Times are from the start of the navigation: until the map was drawn for the first time, until an
input after that was answered by a new drawing, and until panel and filters, too, were whole.
Moved and zoomed are the medians of frames, all of the picture painted. pyvis first lets its picture
settle; what takes it too long has a limit.
"""

import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import debates
import measure

TODAY = date(2026, 11, 24)
SIZES = (200, 2000, 5000, 20000)
FRAMES = 15

AIMS = {
    ("round table", "drawn"): 0.6,
    ("round table", "file"): 900_000,
    ("5,000 nodes", "drawn"): 1.1,
    ("20,000 nodes", "answers"): 1.5,
    ("20,000 nodes", "moved"): 0.05,
    ("20,000 nodes", "file"): 1_500_000,
    ("20,000 nodes", "laid out"): 10,
}

# pyvis keeps its network in a variable of this name; ours is where kg puts it for whoever asks.
WATCH = """
const seen = { drawn: null };
window.seen = seen;
const watch = network => {
  window.found = network;
  let waits = network.physics.options.enabled && network.physics.options.stabilization.enabled;
  network.on("stabilizationIterationsDone", () => (waits = false));
  network.on("afterDrawing", () => {
    if (!waits && seen.drawn === null) seen.drawn = performance.now();
  });
};
let held;
Object.defineProperty(window, "network", {
  configurable: true,
  get: () => held,
  set: value => { held = value; if (value?.on) watch(value); },
});
"""
WHOLE = """() => window.kgMap
  ? performance.getEntriesByName("kg-ready")[0]?.startTime ?? null
  : "none" """
READY = """() => {
  const mark = performance.getEntriesByName("kg-drawn")[0];
  if (mark) { window.found = kgMap.chart.network; return mark.startTime; }
  return window.seen.drawn;
}"""
MOVES = """async ({ frames, zooms }) => {
  const canvas = found.canvas.frame.canvas;
  const taken = [];
  const scale = found.getScale();
  for (let turn = 0; turn < frames; turn++) {
    const { x, y } = found.getViewPosition();
    await new Promise(done => { requestAnimationFrame(done); setTimeout(done, 300); });
    const begun = performance.now();
    const drawn = new Promise(done => found.once("afterDrawing", done));
    if (zooms) found.moveTo({ scale: scale * (1 + 0.04 * (turn + 1)), animation: false });
    else found.moveTo({ position: { x: x + 9 / scale, y: y + 5 / scale }, animation: false });
    found.redraw();
    await Promise.race([drawn, new Promise(done => setTimeout(done, 5000))]);
    canvas.getContext("2d").getImageData(0, 0, 1, 1);
    taken.push(performance.now() - begun);
  }
  found.moveTo({ scale, animation: false });
  return taken;
}"""
ANSWER = """() => new Promise(done => {
  setTimeout(done, 2000, null);
  const answer = () => found.once("afterDrawing", () => done(performance.now()));
  document.addEventListener("wheel", answer, { once: true, capture: true, passive: true });
})"""


@dataclass(frozen=True)
class Notebook:
    """What is drawn: its name, the graph, and the cards of its panel."""

    name: str
    graph: Any
    cards: Any


def main() -> None:
    """Write the pages, open them, and print what each took and the ratios."""
    chosen = measure.arguments(str(__doc__))
    sys.path.append(str(measure.REPOSITORY))
    from playwright.sync_api import sync_playwright

    from tests.rig.browser import launch

    limit = 4 if chosen.quick else 60
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = launch(playwright)
        for make in notebooks(Path(place), quick=chosen.quick):
            notebook = make()
            edges = notebook.graph.number_of_edges()
            print(f"{notebook.name}: {len(notebook.graph):,} nodes, {edges:,} edges")
            ours = ours_of(notebook, Path(place) / "kg.html")
            ours |= seen(browser, Path(place) / "kg.html", limit)
            base = pyvis_of(notebook, Path(place) / "pyvis.html", limit)
            if "built" in base:
                base |= seen(browser, Path(place) / "pyvis.html", limit)
            for line in compared(notebook.name, ours, base, limit):
                print(line)
        browser.close()


def notebooks(place: Path, *, quick: bool) -> list[Callable[[], Notebook]]:
    """Makes the round table and debates of all sizes, each when it is wanted."""
    shipped = measure.REPOSITORY / "data" / "roundtable"

    def debate(size: int) -> Notebook:
        debates.write(place / "debate.jsonl", size)
        return notebook_of(f"{size:,} nodes", place / "debate.jsonl", place / f"{size}.db")

    sizes = (60,) if quick else SIZES
    return [
        lambda: notebook_of("round table", shipped, place / "roundtable.db"),
        *((lambda size=size: debate(size)) for size in sizes),
    ]


def notebook_of(name: str, source: Path, database: Path) -> Notebook:
    """The graph and the cards of a notebook that is imported from files."""
    from kg.domain.selection import Selection
    from kg.formats import files
    from kg.graph.claims import gathered, graph_of
    from kg.notebook.finding import selecting
    from kg.notebook.records import apply
    from kg.store import database as store

    kept = store.create(database)
    with kept.transaction("benchmark") as session:
        apply.apply(session, apply.plan(session, files.read(source)))
    with kept.read() as session:
        cards = gathered(session, selecting.claim_ids(session, Selection(), TODAY), TODAY)
    kept.close()
    return Notebook(name, graph_of(cards), cards)


def ours_of(notebook: Notebook, path: Path) -> dict[str, float]:
    """Writes kg's page; how long that took, the layout by itself, and the size of the file."""
    from kg.pages.map import map_page, write_map

    begun = time.perf_counter()
    shares = [(0.0, begun)]
    page = map_page(
        *(notebook.graph, notebook.cards),
        title="Map",
        made=str(TODAY),
        told=lambda share: shares.append((share, time.perf_counter())),
    )
    write_map(path, page)
    built = time.perf_counter() - begun
    return {"built": built, "laid out": shares[-1][1] - begun, "file": path.stat().st_size}


def pyvis_of(notebook: Notebook, path: Path, limit: float) -> dict[str, float]:
    """Writes pyvis's page in a process of its own; nothing when it takes too long."""
    context = multiprocessing.get_context("fork")
    taken = context.SimpleQueue()
    process = context.Process(target=_write_plainly, args=(notebook.graph, path, taken))
    process.start()
    process.join(limit)
    if process.is_alive():
        process.kill()
        process.join()
        return {}
    if process.exitcode:
        sys.exit("pyvis could not write its page")
    return {"built": taken.get(), "file": path.stat().st_size}


def _write_plainly(graph: Any, path: Path, taken: Any) -> None:
    from pyvis.network import Network

    begun = time.perf_counter()
    network = Network(directed=True, cdn_resources="in_line")
    network.from_nx(graph)
    path.write_text(network.generate_html(), encoding="utf-8")
    taken.put(time.perf_counter() - begun)


def seen(browser: Any, path: Path, limit: float) -> dict[str, float]:
    """Opens a page; what there is of it within the limit, in seconds and bytes."""
    from playwright.sync_api import TimeoutError

    # Waiting evaluates code in the page, which the policy of ours does not let anybody do.
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    devtools = context.new_cdp_session(page)
    found: dict[str, float] = {}
    page.goto(path.as_uri(), wait_until="commit")
    try:
        ready = page.wait_for_function(READY, timeout=1000 * limit, polling=20)
        found["drawn"] = ready.json_value() / 1000
        page.mouse.move(500, 480)
        while "answers" not in found:
            answer = page.evaluate_handle(f"() => ({{ when: ({ANSWER})() }})")
            page.mouse.wheel(0, -40)
            when = answer.evaluate("async ({ when }) => await when")
            # A wheel that is turned while the page is only just there may be lost on the way.
            if when is not None:
                found["answers"] = when / 1000
        whole = page.wait_for_function(WHOLE, timeout=1000 * limit, polling=20).json_value()
        if whole != "none":
            found["whole"] = whole / 1000
        for name, zooms in (("moved", False), ("zoomed", True)):
            frames = page.evaluate(MOVES, {"frames": FRAMES, "zooms": zooms})
            found[name] = statistics.median(frames) / 1000
        devtools.send("HeapProfiler.collectGarbage")
        found["heap"] = devtools.send("Runtime.getHeapUsage")["usedSize"]
    except TimeoutError:
        pass  # what there is says so
    finally:
        context.close()
    return found


def compared(name: str, ours: dict[str, float], base: dict[str, float], limit: float) -> list[str]:
    """A line for each measure, with its ratio, and whether what is aimed at was reached."""
    lines = []
    for what in (
        "built",
        "laid out",
        "file",
        "drawn",
        "answers",
        "whole",
        "moved",
        "zoomed",
        "heap",
    ):
        if what not in ours:
            lines.append(f"  {what:8}  kg {'not in':>6} {limit} s")
            continue
        line = f"  {what:8}  kg {_shown(what, ours[what])}"
        if what in base:
            line += f"  pyvis {_shown(what, base[what])}  = {ours[what] / base[what]:.2f} ×"
        elif what not in {"laid out", "whole"}:
            line += f"  pyvis {'not within':>11} {limit} s"
        aim = AIMS.get((name, what))
        if aim is not None:
            told = "reached" if ours[what] <= aim else "MISSED"
            line += f"  aim {_shown(what, aim).strip()}: {told}"
        lines.append(line)
    return lines


def _shown(what: str, value: float) -> str:
    if what in {"file", "heap"}:
        return f"{value / 1e6:8.2f} MB"
    return f"{value:8.2f} s " if value >= 1 else f"{value * 1000:8.1f} ms"


if __name__ == "__main__":
    main()
