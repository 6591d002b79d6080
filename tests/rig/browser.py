"""Starts a Chromium for the tests; run as a script, it installs one where none starts."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

CHOSEN = "KG_BROWSER"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = (
    "--no-sandbox",  # tests may run as root in a container, where the sandbox cannot start
    "--disable-gpu",
    "--no-first-run",
    # A browser that calls home would take part in tests that forbid the network.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
REMEDY = (
    "No Chromium starts here and none could be installed: install Chromium or Chrome, "
    f"or set {CHOSEN} to the path of one, then try again."
)


def find() -> str | None:
    """The Chromium that KG_BROWSER names, else one of this machine, else None: Playwright's own."""
    names = (os.environ[CHOSEN],) if os.environ.get(CHOSEN) else NAMES
    return next((path for name in names if (path := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium that leaves the network alone."""
    return playwright.chromium.launch(executable_path=find(), args=list(FLAGS))


def main() -> None:
    """Prints which Chromium the tests will use, having installed one first where none starts."""
    if (chosen := os.environ.get(CHOSEN)) and not find():
        sys.exit(f"{CHOSEN} is {chosen!r}, which is no program.")
    ways = _ways()
    while (version := _version()) is None:
        if not ways:
            sys.exit(REMEDY)
        install = ways.pop(0)
        print(install.__doc__, flush=True)
        install()
    print(f"Browser: {find() or 'Playwright’s own'}, Chromium {version}")
    if not _chinese_fonts():
        print("There is no font for Chinese here: in pictures of pages boxes stand in its place.")


def _version() -> str | None:
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            version = browser.version
            browser.close()
            return version
    except Exception:  # noqa: BLE001  # whatever stands in the way, an installation may mend it
        return None


def _ways() -> list[Callable[[], None]]:
    if not shutil.which("apt-get"):
        return [_by_playwright]
    # A bare Debian lacks libraries that a browser of Playwright's own needs; the package has them.
    return [_by_apt, _by_playwright] if _is_root() else [_by_playwright, _by_apt]


def _by_playwright() -> None:
    """No browser starts yet: asking Playwright for its own."""
    libraries = ["--with-deps"] if _is_root() and shutil.which("apt-get") else []
    _try(sys.executable, "-m", "playwright", "install", *libraries, "chromium")


def _by_apt() -> None:
    """No browser starts yet: installing one by apt-get, with a font for Chinese."""
    # Ubuntu's chromium is only a pointer to a snap, which does not start inside containers.
    packages = [] if _is_ubuntu() else ["chromium"]
    packages += ["fontconfig", "libatomic1"]  # the second is for Playwright itself
    packages += [] if _chinese_fonts() else ["fonts-noto-cjk"]
    as_root = [] if _is_root() else ["sudo", "-n"]
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if _try(*apt, "update"):
        _try(*apt, "-o", "Dpkg::Use-Pty=0", "install", "-y", "--no-install-recommends", *packages)


def _chinese_fonts() -> bool:
    if not shutil.which("fc-list"):
        return sys.platform in {"darwin", "win32"}
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
    return bool(listed.stdout.strip())


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _is_ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ID=ubuntu" in release.read_text(encoding="utf-8").splitlines()


def _try(*command: str) -> bool:
    try:
        ran = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
        )
        return ran.returncode == 0
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    main()
