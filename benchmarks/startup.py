"""`kg --version` and `kg --help` against `python -c "import click"`."""

import measure

if __name__ == "__main__":
    chosen = measure.arguments(__doc__)
    measure.compare(
        {'python -c "import click"': measure.program(measure.python("import click"))},
        {
            "kg --version": measure.program([*measure.KG, "--version"]),
            "kg --help": measure.program([*measure.KG, "--help"]),
        },
        rounds=chosen.rounds or (1 if chosen.quick else 15),
    )
