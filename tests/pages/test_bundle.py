"""The script and style that are shipped are what their sources and the locked packages build."""

import json
import os
import re
import shutil
import subprocess
from typing import NoReturn

import networkx as nx
import pytest

from kg.pages.map import STATIC

SOURCES = STATIC.parent / "browser"
LOCK = json.loads((SOURCES / "package-lock.json").read_text("utf-8"))


def unable(why: str) -> NoReturn:
    """Skips the test where somebody develops without npm; continuous integration has to have it."""
    if os.environ.get("CI") == "true":
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


def npm(folder, *words):
    program = shutil.which("npm")
    if not program:
        unable("npm, which comes with Node.js, is not installed: the page's script is not rebuilt")
    ran = subprocess.run(
        [program, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    """A copy of the sources with the locked packages installed."""
    folder = tmp_path_factory.mktemp("workshop")
    browser = folder / "browser"
    shutil.copytree(SOURCES, browser, ignore=shutil.ignore_patterns("node_modules"))
    (folder / "static").mkdir()
    shutil.copy(STATIC / "words.json", folder / "static")
    failed, said = npm(browser, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    if failed and re.search("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network", said):
        unable(f"the npm registry cannot be reached: the page's script is not rebuilt\n{said}")
    assert not failed, said
    return browser


def test_the_committed_files_are_what_the_sources_build(workshop):
    failed, said = npm(workshop, "run", "build")
    assert not failed, said
    built = workshop.parent / "static"
    files = {path.relative_to(built) for path in built.rglob("*") if path.is_file()}
    assert files == {path.relative_to(STATIC) for path in STATIC.rglob("*") if path.is_file()}
    for file in sorted(files):
        assert (built / file).read_bytes() == (STATIC / file).read_bytes(), (
            f"{file} is not what its sources build: run npm ci and npm run build in {SOURCES}"
        )


def test_the_sources_keep_their_types(workshop):
    failed, said = npm(workshop, "run", "check")
    assert not failed, said


def test_every_bundled_package_has_its_licence_beside_the_bundle():
    first = (STATIC / "map.js").read_text("utf-8").splitlines()[0]
    (told,) = re.findall(r"^/\* Contains (.*): see licences/ \*/$", first)
    bundled: dict[str, str] = dict(one.rsplit(" ", 1) for one in told.split(", "))
    assert {"vis-network", "vis-data"} <= bundled.keys()
    for name, version in bundled.items():
        assert LOCK["packages"][f"node_modules/{name}"]["version"] == version
        stem = name.removeprefix("@").replace("/", "-")
        assert list((STATIC / "licences").glob(f"{stem}-LICENSE*.txt")), name


def test_packages_are_locked_to_the_public_registry():
    packages = {path: told for path, told in LOCK["packages"].items() if path}
    assert packages
    for path, told in packages.items():
        assert told["integrity"].startswith("sha512-"), path
        assert told.get("resolved", "https://registry.npmjs.org/").startswith(
            "https://registry.npmjs.org/"
        ), path
    wanted = json.loads((SOURCES / "package.json").read_text("utf-8"))
    for version in (wanted["dependencies"] | wanted["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


def test_nothing_in_the_script_or_style_ends_its_element():
    for file, end in (
        ("map.js", "</script"),
        ("start.js", "</script"),
        ("map.css", "</style"),
    ):
        text = (STATIC / file).read_text("utf-8").lower()
        assert end not in text
        assert "<!--" not in text
        assert "\r" not in text


def test_script_and_style_stay_small():
    assert (STATIC / "map.js").stat().st_size < 535_000
    assert (STATIC / "start.js").stat().st_size < 2_000
    assert (STATIC / "map.css").stat().st_size < 51_000


IMPORT = re.compile(r'^(?:import|export)\b[^;"]*?"(\.[^"]+\.js)";', re.MULTILINE)


def imports():
    """For each of our scripts those that it imports."""
    sources = SOURCES / "src"
    scripts = {script.relative_to(sources): script for script in sorted(sources.rglob("*.js"))}
    return {
        str(name): [
            str((script.parent / found).resolve().relative_to(sources))
            for found in IMPORT.findall(script.read_text("utf-8"))
        ]
        for name, script in scripts.items()
    }


def test_no_script_imports_itself_by_way_of_others():
    found = imports()
    assert "words.js" in found["filters.js"]
    circles = nx.simple_cycles(nx.DiGraph(found))
    assert sorted(map(sorted, circles)) == []
