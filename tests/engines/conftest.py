from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from sqlalchemy import make_url

from tests.rig.java import driver
from tests.rig.relay import relayed


@pytest.fixture(scope="session")
def running() -> Iterator[Any]:
    """One Spark for all tests, since it takes seconds to start."""
    from kg.engines.spark_session import Session

    jar = driver()
    assert jar is not None, "PostgreSQL's JDBC driver is not here: run make java"
    with pytest.MonkeyPatch.context() as patch:
        # To compile well would take longer than all the tests.
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        session = Session("local[2]", {"spark.jars": str(jar), "spark.driver.memory": "1g"})
    yield session
    session.close()


@pytest.fixture
def spark(running: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets commands use that Spark, and leave it running."""
    from kg.engines import spark_session

    monkeypatch.setattr(running, "close", lambda: None)
    monkeypatch.setattr(spark_session, "Session", lambda master, settings: running)
    return running


@pytest.fixture
def by_host(postgres_url: str) -> Iterator[str]:
    """An empty database of the test's own, by a host and port."""
    url = make_url(postgres_url)
    if not isinstance(folder := url.query.get("host"), str) or not folder.startswith("/"):
        yield postgres_url
        return
    with relayed(f"{folder}/.s.PGSQL.{url.port or 5432}") as port:
        own = url.set(host="127.0.0.1", port=port, query={})
        yield own.render_as_string(hide_password=False)


STANCES = ("asserts", "agrees", "partly", "disagrees", "asks")
DAYS = (None, "2023", "2024", "2024-02", "2024-02-29", "2024-02-28", "2024-12-31")


@pytest.fixture
def fill() -> Callable[[Any, int], None]:
    """Fills a notebook with two camps that change their minds, on days known more or less."""

    def fill(session: Any, seed: int) -> None:
        from kg.notebook.records import apply
        from kg.notebook.records.plans import Plan

        chance = np.random.default_rng(seed)
        named: dict[str, Any] = {"aliases": [], "url": None, "note": None}
        speakers = [
            {"id": 3 * n + 1, "uid": f"sp{n}", "kind": "person", "names": {"en": f"S{n}"}} | named
            for n in range(70)
        ]
        claims = [
            {"id": 2 * n + 5, "uid": f"cl{n}", "kind": "opinion", "weight": "main"}
            | {"statement": {"en": f"Claim {n}", "zh": f"论断{n}"}, "tags": [], "note": None}
            for n in range(24)
        ]
        positions = [
            {"id": n + 1, "uid": f"po{n}", "claim_id": claim["id"], "speaker_id": who["id"]}
            | {"stance": STANCES[stance], "said": DAYS[chance.integers(len(DAYS))]}
            | dict.fromkeys(("source_id", "turn_id", "quote", "anchor", "note"))
            for n, (who, claim, stance) in enumerate(said(speakers, claims, chance))
        ]
        apply.apply(
            session, Plan(adds={"speaker": speakers, "claim": claims, "position": positions})
        )

    return fill


def said(speakers: list[Any], claims: list[Any], chance: Any) -> Iterator[tuple[Any, Any, int]]:
    sides = chance.choice([0, 3], len(claims))
    for _ in range(3):
        for at, who in enumerate(speakers):
            for number, claim in enumerate(claims):
                if chance.random() < 0.4:
                    own = sides[number] if at % 3 or number % 4 == 0 else 3 - sides[number]
                    yield who, claim, int(own if chance.random() < 0.8 else chance.integers(5))
