"""`kg formats`."""

import click

from kg.cli.app import App
from kg.cli.options import as_json, pass_app
from kg.cli.terminal import block, bold
from kg.formats import registry
from kg.formats.registry import Format


@click.command(short_help="List the formats that can be read and written.")
@click.argument("name", required=False, metavar="[FORMAT]")
@as_json
@pass_app
def formats(app: App, name: str | None) -> None:
    """List the formats that kg import reads and kg export writes, with what each can carry.

    Other packages can add formats: an entry point of the group kg.formats names one.

    \b
    Examples:
      kg formats
      kg formats polis
    """
    found = [registry.named(name)] if name else list(registry.formats().values())
    app.show(
        lambda: [_card(one) for one in found],
        lambda: (line for one in found for line in _lines(one)),
    )


def _card(one: Format) -> dict[str, object]:
    return {
        "name": one.name,
        "title": one.title,
        "endings": list(one.endings),
        "reads": one.read is not None,
        "writes": one.writes,
        "lossless": one.lossless,
        "carries": one.carries,
        "leaves": one.leaves,
    }


def _lines(one: Format) -> list[str]:
    ways = " and ".join(word for word, way in (("import", one.read), ("export", one.writes)) if way)
    looks = ", ".join(one.endings) or one.files
    return [
        f"{bold(one.name)}  {ways}",
        *block(one.title + (f": {looks}" if looks else "") + "."),
        *block(f"Carries {one.carries}" + (", losing nothing." if one.lossless else ".")),
        *(block(f"Reads the columns {one.columns}.") if one.columns else ()),
        *block(f"Has no place for {one.leaves}."),
    ]
