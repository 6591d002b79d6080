"""Running a full-screen view: its colours, and what happens when its terminal goes away."""

import asyncio
import os
import signal
from datetime import date
from pathlib import Path

from kg.screens.backdrop import is_light
from kg.screens.capture import CaptureApp
from kg.screens.desk import Desk
from kg.screens.drafts import DraftFile
from kg.store.database import Database
from kg.store.models import Property


def run(
    notebook: Database,
    source_id: int,
    *,
    command: str,
    today: date,
    language: str,
    state: Path,
) -> int:
    """Show a source until the curator leaves; gives how much was captured.

    Raises Invalid when the source's text is not kept.
    """
    desk = Desk(notebook, source_id, command, today, language)
    script = desk.script()
    with notebook.read() as session:
        uid = session.get_one(Property, "uid").value
    drafts = DraftFile(state, uid, script.uid)
    app = CaptureApp(desk, script, drafts, theme="light" if is_light() else "dark")
    return asyncio.run(_running(app))


async def _running(app: CaptureApp) -> int:
    loop = asyncio.get_running_loop()

    def end(number: int) -> None:
        """Keep what is typed; a terminal that is still there is given back as it was."""
        app.write_draft()
        if number == signal.SIGTERM:
            app.exit(len(app.changes.done), return_code=128 + number)
        else:
            # There is no terminal to give back, and waiting for it would last for ever.
            os._exit(128 + number)

    handled = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    for number in handled:
        loop.add_signal_handler(number, end, number)
    try:
        await app.run_async()
    finally:
        for number in handled:
            loop.remove_signal_handler(number)
    captured = app.captured()
    if app.return_code and app.return_code > 128:
        raise SystemExit(app.return_code)
    return captured
