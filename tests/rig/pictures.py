"""Takes pictures of the map that stand in the docs: `python -m tests.rig.pictures`.

Those of the round table are of the notebook that ships; that of a crowd is of an open conversation
of Polis, which is looked for among the samples and left as it is where they are absent.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from playwright.sync_api import Browser, Page, sync_playwright

from kg.cli import main as kg
from tests.rig.browser import launch

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
CROWD = ROOT.parent / "shared" / "samples" / "polis" / "vtaiwan.uberx"
SIZE = {"width": 1440, "height": 900}
TODAY = "2026-11-24"
COLOURS = 256

ROUND_TABLE = {
    "map": ("light", ""),
    "map-claim": ("light", "at=claim:c134"),
    "map-speaker": ("dark", "at=speaker:yan-shuicheng"),
    "map-compare": ("light", "versus=wang-hua&versus=yan-shuicheng"),
    "map-matrix": ("light", "view=matrix"),
    "map-timeline": ("light", "view=timeline"),
}
"""Pictures of the round table: by name their colours and what the address says."""

SHOT = Callable[[Page], Any]


def look(page: Page) -> None:
    """Leaves the page as it opens."""


def at_camps(page: Page) -> None:
    """Scrolls the panel to what it says of camps."""
    page.locator("aside.panel section").filter(has_text="Camp 1").first.evaluate(
        "part => { const body = part.closest('.body'); body.scrollTop = part.offsetTop - 76; }"
    )


def main() -> None:
    """Writes all pictures whose notebook is there."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = launch(playwright)
        roundtable = Path(place) / "roundtable.html"
        drawn(roundtable, ROOT / "data" / "roundtable", "Is o1 the start of something?")
        for name, (scheme, hash) in ROUND_TABLE.items():
            take(browser, roundtable, name, scheme, hash=hash)
        if CROWD.exists():
            crowd = Path(place) / "crowd.html"
            drawn(crowd, CROWD, "Uber in Taiwan, asked in 2015")
            take(browser, crowd, "map-crowd", "light", at_camps)
        browser.close()


def drawn(page: Path, source: Path, title: str) -> None:
    """Writes the map of a notebook that is imported."""
    for words in (["init"], ["import", str(source)], ["map", "--title", title, "-o", str(page)]):
        where = {"KG_DATABASE": str(page.with_suffix(".db")), "KG_TODAY": TODAY}
        done = CliRunner().invoke(kg, words, env=where)
        assert done.exit_code == 0, done.output


def take(
    browser: Browser, path: Path, name: str, scheme: Any, first: SHOT = look, hash: str = ""
) -> None:
    """Writes one picture, in few colours."""
    with opened(browser, path, scheme, hash) as page:
        first(page)
        page.wait_for_timeout(400)
        picture = IMAGES / f"{name}.png"
        page.screenshot(path=picture)
    lessen(picture)


def lessen(picture: Path) -> None:
    """Writes a picture anew in few colours, where Pillow is installed: in a third of the bytes."""
    try:
        from PIL import Image
    except ImportError:
        return  # as large as it comes
    with Image.open(picture) as image:
        few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


@contextmanager
def opened(browser: Browser, path: Path, scheme: Any, hash: str) -> Iterator[Page]:
    """The page of a map, when all of it is there."""
    context = browser.new_context(viewport=SIZE, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{path.as_uri()}#{hash}")
    page.wait_for_function("performance.getEntriesByName('kg-ready').length > 0")
    yield page
    context.close()


if __name__ == "__main__":
    main()
