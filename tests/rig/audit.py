"""Asks PyPI and npm whether anything that kg is made with has a known vulnerability.

    python tests/rig/audit.py [--must]

Ends with 1 when something has one. Where a service cannot be asked, that is said in capitals; with
--must it ends with 2 then, else with 0: tests run without a network, too.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

BROWSER = Path(__file__).parents[2] / "kg" / "pages" / "browser"
PATIENCE = 600
"""Seconds that a service may take."""


class Finding(NamedTuple):
    """What one audit came to."""

    what: str
    asked: int
    """Of how many packages the service told."""
    silent: int
    """Of how many it did not."""
    known: list[str]
    """Package, version and advisory of each vulnerability."""

    @property
    def code(self) -> int:
        """1 when something is vulnerable, 2 when that is not known of everything, else 0."""
        return 1 if self.known else 2 if self.silent or not self.asked else 0

    def lines(self) -> list[str]:
        """The finding in words."""
        said = [f"{self.what}: {one}" for one in self.known]
        if self.silent or not self.asked:
            of = f"{self.silent:,} packages" if self.silent else "everything"
            said.append(f"{self.what}: NOT AUDITED: {of}. The service gave no answer.")
        if self.asked and not self.known:
            said.append(f"{self.what}: {self.asked:,} packages have no known vulnerability.")
        return said


def python(answer: str) -> Finding:
    """What pip-audit said as JSON: a package of which PyPI knows nothing is none that is sound."""
    told = _read(answer).get("dependencies", [])
    asked = [one for one in told if "skip_reason" not in one]
    known = [
        f"{one['name']} {one['version']}: {fault['id']}" for one in asked for fault in one["vulns"]
    ]
    # What is installed from here, kg itself, is on no index.
    silent = [one for one in told if "skip_reason" in one and "editable" not in one["skip_reason"]]
    return Finding("Python", len(asked), len(silent), known)


def page(answer: str) -> Finding:
    """What npm audit said as JSON of what the script of pages is built with."""
    told = _read(answer)
    if "metadata" not in told:
        return Finding("Pages", 0, 0, [])
    known = [
        f"{name} {one['range']}: {one['severity']}"
        for name, one in sorted(told.get("vulnerabilities", {}).items())
    ]
    return Finding("Pages", told["metadata"]["dependencies"]["total"], 0, known)


def _read(answer: str) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _said(words: list[str], folder: Path | None = None) -> str:
    if shutil.which(words[0]) is None:
        return ""
    try:
        ran = subprocess.run(
            words, cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return ""
    return ran.stdout


def main(must: bool, say: Callable[[str], None] = print) -> int:
    """Audit both; gives the code to end with."""
    words = [sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--format", "json"]
    found = [
        python(_said([*words, "--local", "--skip-editable"])),
        page(_said(["npm", "audit", "--json"], BROWSER)),
    ]
    for one in found:
        for line in one.lines():
            say(line)
    codes = {one.code for one in found}
    return 1 if 1 in codes else 2 if 2 in codes and must else 0


if __name__ == "__main__":
    sys.exit(main("--must" in sys.argv[1:]))
