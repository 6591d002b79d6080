"""Finds Java for Spark, and a JDBC driver; run as a script, it installs what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kg.engines.positions import JARS
from kg.engines.spark_session import JAVA, check_java
from kg.errors import KgError

CHOSEN = "KG_JDBC_JAR"
PACKAGES = ("default-jre-headless", "libpostgresql-jdbc-java")
REMEDY = (
    f"Install Java {JAVA} or newer and PostgreSQL's JDBC driver, and let JAVA_HOME and {CHOSEN} "
    "name them, then try again."
)


def driver() -> Path | None:
    """PostgreSQL's JDBC driver: the one that KG_JDBC_JAR names, else that of this machine."""
    named = [Path(os.environ[CHOSEN])] if os.environ.get(CHOSEN) else JARS
    return next((path for path in named if path.is_file()), None)


def missing() -> list[str]:
    """The packages of Debian that would bring what is not here."""
    try:
        check_java()
    except KgError:
        return [*PACKAGES] if driver() is None else [PACKAGES[0]]
    return [PACKAGES[1]] if driver() is None else []


def main() -> None:
    """Prints which driver the tests will use, having installed what was missing."""
    if (wanted := missing()) and shutil.which("apt-get"):
        print(f"Installing {' and '.join(wanted)} by apt-get, for tests of Spark.", flush=True)
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        install = [*apt, "-o", "Dpkg::Use-Pty=0", "install", "-y", "--no-install-recommends"]
        for command in ([*apt, "update"], [*install, *wanted]):
            subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
            )
    if wanted := missing():
        sys.exit(f"There is no {' and no '.join(wanted)} here. {REMEDY}")
    print(f"Java: {shutil.which('java') or os.environ.get('JAVA_HOME')}, with {driver()}")


if __name__ == "__main__":
    main()
