"""What is saved while others use the notebook, or while one leaves: kg.screens.changes."""

from threading import Event

import pytest

from kg.notebook import claims, concepts, sources
from kg.screens import capture
from kg.screens.desk import Desk
from tests.screens.conftest import TODAY
from tests.screens.seen import count, kept, problem


def test_a_busy_notebook_is_waited_for_and_then_nothing_is_lost(view, monkeypatch):
    from kg.store import database as databases
    from kg.store import engines

    monkeypatch.setattr(engines, "PATIENCE", 50)

    async def act(screen):
        await screen.press("enter")
        await screen.type("Written meanwhile")
        with databases.open(view.folder / "notebook.db").transaction("another") as session:
            concepts.add(session, "something")
            session.flush()
            await screen.press("enter")
            assert problem(screen, "quote").endswith(
                "is busy: another program has been changing it for too long. Try again."
            )
            assert screen.app.form.line("statement").words == "Written meanwhile"
        await screen.press("enter")
        assert screen.foot == "Claim 2 · u takes it back"

    view.run(act)


def test_what_others_capture_meanwhile_is_seen(view):
    async def act(screen):
        with view.notebook.transaction("another") as session:
            claims.add(
                session,
                "It is so",
                today=TODAY,
                speaker="Mara Okafor",
                source=1,
                turn=1,
                quote="What changed?",
            )
        await screen.press("r")
        assert screen.lines()[4] == "     ▌ Welcome back. What changed? [2]"

    view.run(act)


def test_a_text_that_was_changed_meanwhile_gives_a_sentence(view):
    async def act(screen):
        with view.notebook.transaction("another") as session:
            sources.edit(session, 1, text="Something else entirely.")
        await screen.press("enter")
        await screen.type("A statement")
        await screen.press("enter")
        assert problem(screen, "quote").startswith(
            "The text of The last mile does not have the words «Welcome back.»."
        )

    view.run(act)
    assert count(view) == 1


@pytest.fixture
def stuck(monkeypatch):
    """Has what is saved wait until the test lets it go on."""
    go_on = Event()
    save = Desk.save

    def saved_later(desk, filled):
        assert go_on.wait(60)
        return save(desk, filled)

    monkeypatch.setattr(Desk, "save", saved_later)
    yield go_on
    go_on.set()


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
@pytest.mark.parametrize("at_once", [True, False])
def test_one_can_leave_while_something_is_saved(view, stuck, monkeypatch, key, at_once):
    apps = []

    async def act(screen):
        apps.append(screen.app)
        await screen.press("enter")
        await screen.type("Under way")
        if at_once:
            await screen.pilot.press("enter", key)
        else:
            await screen.pilot.press("enter", "j", "q")
            await screen.pilot.pause(0.1)
            assert screen.app.is_running and screen.app.saving and not screen.app._exit
            await screen.pilot.press(key)
        assert screen.app._exit

    view.run(act)
    (app,) = apps
    assert (app.captured(), count(view)) == (0, 1)
    assert kept(view)["Welcome back."].statement == "Under way"
    # Where it is done within a moment, it counts, and nothing of it is left unfinished.
    monkeypatch.setattr(capture, "MOMENT", 30)
    stuck.set()
    assert (app.captured(), count(view)) == (1, 2)
    assert kept(view) == {}


def test_an_unexpected_error_leaves_the_keys_alone(view, monkeypatch):
    def broken(*words):
        raise ZeroDivisionError("divided by\nzero")

    async def act(screen):
        await screen.press("enter")
        await screen.type("A statement")
        with monkeypatch.context() as patch:
            patch.setattr(Desk, "save", broken)
            await screen.press("enter")
        assert problem(screen, "quote") == (
            "It was not saved: divided by zero What you typed is kept."
        )
        await screen.press("enter")
        with monkeypatch.context() as patch:
            patch.setattr(Desk, "undo", broken)
            await screen.press("u")
        assert screen.foot == "It was not taken back: divided by zero Look at it with kg history."
        assert not screen.app.held
        await screen.press("u")
        assert screen.foot == "Claim 2 is taken back"

    view.run(act)
    assert count(view) == 1
