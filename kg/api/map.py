"""A map in Jupyter, in the browser or in a file."""

from html import escape
from pathlib import Path

ALLOWED = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals"
"""What the page may do in its frame: run its script, open evidence as any link would, save
pictures, and print. It may not reach the notebook around it."""


class Map:
    """A map as one HTML page."""

    def __init__(self, page: str) -> None:
        self.page = page

    def __repr__(self) -> str:
        return f"<kg.Map of {len(self.page):,} characters>"

    def save(self, path: str | Path) -> Path:
        """Write the page to a file and give its path; raises KgError when that is a notebook."""
        from kg.formats.files import refuse_notebook, written_whole

        refuse_notebook(Path(path))
        with written_whole(Path(path)) as file:
            file.write(self.page)
        return Path(path)

    def show(self) -> Path:
        """Open the page in the browser, from a temporary file; gives its path."""
        import tempfile
        import webbrowser

        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="kg-", suffix=".html", delete=False
        ) as file:
            file.write(self.page)
        webbrowser.open(Path(file.name).as_uri())
        return Path(file.name)

    def _repr_html_(self) -> str:
        # The frame keeps the page's styles and scripts to itself, and from the notebook around it.
        return (
            f'<iframe srcdoc="{escape(self.page)}" sandbox="{ALLOWED}" '
            'style="width: 100%; height: 640px; border: 0" title="kg"></iframe>'
        )
