"""The wheel holds all that kg needs, and works far from the repository."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import REPOSITORY, surroundings
from tests.test_floors import imports, modules


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The sdist of this repository and the wheel that is built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, REPOSITORY)
    return folder


@pytest.fixture(scope="module")
def wheel(built) -> Iterator[zipfile.ZipFile]:
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        yield wheel


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory) -> Path:
    """The folder of programs of an environment that has the wheel but not the repository."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    (wheel,) = built.glob("*.whl")
    run(
        *(sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"),
        *("install", "--quiet", "--no-deps", "--no-index", wheel),
    )
    # What kg depends on is borrowed from here by path, which is quick and leaves kg itself behind:
    # .pth files, such as that of an editable install, are not read from folders named in a .pth.
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin"


def run(*command, cwd=None, env=None) -> str:
    ran = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1"} | (env or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def below(*folders: str, suffix: str = "") -> set[str]:
    """The files of the repository in some folders, by their path from its top."""
    return {
        path.relative_to(REPOSITORY).as_posix()
        for folder in folders
        for path in (REPOSITORY / folder).rglob(f"*{suffix}")
        if path.is_file() and not {"__pycache__", "browser", "node_modules"} & set(path.parts)
    }


def test_the_wheel_holds_every_module_page_migration_and_notebook(wheel):
    in_wheel = set(wheel.namelist())
    expected = below("kg") | {f"kg/{path}" for path in below("migrations", "data")}
    assert {path for path in in_wheel if path.startswith("kg/")} == expected
    assert "kg/py.typed" in in_wheel
    assert [path for path in expected if path.startswith("kg/migrations/versions/")]
    assert [path for path in expected if path.startswith("kg/data/")]
    assert [path for path in expected if path.startswith("kg/pages/static/")]


def test_the_wheel_holds_nothing_but_the_package_and_its_description(wheel):
    tops = {path.split("/")[0] for path in wheel.namelist()}
    assert {top.rpartition(".")[2] for top in tops} == {"kg", "dist-info"}


def test_the_wheel_carries_our_licence_and_those_of_the_scripts_it_ships(wheel):
    (path,) = (path for path in wheel.namelist() if path.endswith(".dist-info/METADATA"))
    told = Parser().parsestr(wheel.read(path).decode())
    assert told["License-Expression"] == "MIT"
    files = told.get_all("License-File", [])
    assert "LICENSE" in files
    assert len(files) > 1
    for file in files:
        assert wheel.read(path.replace("METADATA", f"licenses/{file}"))


def test_every_library_that_kg_imports_is_a_declared_dependency():
    distributions = metadata.packages_distributions()
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    # What only tests need is no help to those who install kg.
    extras = project["optional-dependencies"]
    lines = project["dependencies"] + [
        line
        for extra in ("charts", "postgres", "web", "parquet", "duckdb", "spark")
        for line in extras[extra]
    ]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    imported = {
        found.module.split(".")[0]
        for path in modules()
        for found in imports(path, path.read_text("utf-8"))
    }
    outside = imported - sys.stdlib_module_names - {"kg"}
    names = {name: {*map(canonicalize_name, distributions.get(name, []))} for name in outside}
    assert {name for name, owners in names.items() if not owners & declared} == set()


def test_the_sdist_holds_the_sources_and_leaves_out_what_is_downloaded(built):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"LICENSE", "Makefile", "README.md", "pyproject.toml"} <= names
    assert below("kg", "migrations", "data", "tests") <= names
    assert "kg/pages/browser/package.json" in names
    assert not [name for name in names if {"node_modules", "__pycache__"} & set(name.split("/"))]


def test_kg_runs_from_the_wheel_away_from_the_repository(installed, tmp_path):
    where = run(installed / "python", "-c", "import kg; print(kg.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)
    from kg import __version__

    assert __version__ in run(installed / "kg", "--version", cwd=tmp_path)


def test_the_demo_works_from_the_wheel_away_from_the_repository(installed, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    said = run(installed / "kg", "demo", cwd=home, env=surroundings(home))
    assert str(home) in said
    assert list(home.rglob("*.html"))
    assert list(home.rglob("*.db"))
