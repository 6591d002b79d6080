"""Opens a page in the browser and remembers all that a page of ours must not do."""

from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Route,
)

LOCAL = {"about", "blob", "data"}
"""Addresses that lead nowhere outside the page."""


class Reader:
    """Opens pages as a reader would, offline, and notes their faults."""

    def __init__(self, browser: Browser, scratch: Path) -> None:
        self.faults: list[str] = []
        self._browser = browser
        self._scratch = scratch
        self._contexts: list[BrowserContext] = []

    def open(
        self,
        what: Path | str,
        width: int = 1280,
        height: int = 800,
        scheme: Literal["light", "dark", "no-preference"] = "light",
        within: Path | None = None,
        **more: Any,
    ) -> Page:
        """Opens a file, or HTML given as a text, in a window of its own.

        The page may load itself and nothing else; with `within` it may load whatever lies in that
        folder. `more` goes to Playwright's `new_context`, such as `reduced_motion="reduce"`.
        """
        path = self._file(what)
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            timezone_id="UTC",
            **{"locale": "en-GB", **more},
        )
        self._contexts.append(context)
        context.set_default_timeout(10_000)
        context.route("**/*", lambda route: self._judge(route, path, within))
        context.on("page", self._watch)
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    def close(self) -> None:
        """Closes every window."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def _file(self, what: Path | str) -> Path:
        if isinstance(what, Path):
            return what.resolve()
        path = self._scratch / f"page-{len(self._contexts) + 1}.html"
        path.write_text(what, encoding="utf-8")
        return path

    def _judge(self, route: Route, page: Path, within: Path | None) -> None:
        if _is_allowed(route.request, page, within):
            route.continue_()
        else:
            self.faults.append(f"asked for {route.request.url}")
            route.abort()

    def _watch(self, page: Page) -> None:
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.faults.append(f"script failed: {error}"))
        page.on("websocket", lambda socket: self.faults.append(f"asked for {socket.url}"))
        page.on("dialog", self._dismiss)

    def _listen(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.faults.append(f"console: {said.text}")

    def _dismiss(self, dialog: Dialog) -> None:
        self.faults.append(f"opened a dialog: {dialog.message}")
        dialog.dismiss()


def _is_allowed(request: Request, page: Path, within: Path | None) -> bool:
    address = urlsplit(request.url)
    if address.scheme in LOCAL:
        return True
    if address.scheme != "file":
        return False
    path = Path(unquote(address.path)).resolve()
    return path == page or (within is not None and path.is_relative_to(within.resolve()))
