"""The colours of full-screen views, for dark and light terminals and for those without colour."""

from textual.theme import BUILTIN_THEMES, Theme


def _theme(name: str, *, dark: bool, colours: dict[str, str]) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=colours["accent"],
        secondary=colours["captured"],
        accent=colours["accent"],
        warning=colours["suggested"],
        success=colours["captured"],
        error=colours["problem"],
        foreground=colours["text"],
        background=colours["paper"],
        surface=colours["form"],
        panel=colours["field"],
        boost=colours["field"],
        variables={f"kg-{word}": colour for word, colour in colours.items()}
        | {
            "input-cursor-background": colours["text"],
            "input-cursor-foreground": colours["paper"],
            "input-cursor-text-style": "none",
            "input-selection-background": colours["chosen"],
            "input-selection-foreground": colours["text"],
            "scrollbar": colours["current"],
            "scrollbar-hover": colours["chosen"],
            "scrollbar-active": colours["chosen"],
            "scrollbar-background": colours["form"],
            "scrollbar-background-hover": colours["form"],
            "scrollbar-background-active": colours["form"],
            "scrollbar-corner-color": colours["form"],
        },
    )


DARK = {
    "paper": "#15181e",
    "form": "#1b1f27",
    "field": "#262b36",
    "focused": "#303745",
    "current": "#29303d",
    "chosen": "#2f4a75",
    "found": "#5c4a16",
    "text": "#d9dde5",
    "aside": "#98a1b0",
    "speaker": "#8fb8f5",
    "accent": "#8fb8f5",
    "captured": "#93cf9f",
    "suggested": "#e3b565",
    "problem": "#ff9a92",
}
"""What is shown in which colour on a dark ground: five grounds first, then the inks."""

LIGHT = {
    "paper": "#fcfbf8",
    "form": "#f3f1ec",
    "field": "#e7e4dc",
    "focused": "#dcd8cd",
    "current": "#eaf0fa",
    "chosen": "#c3d7f6",
    "found": "#f7e4a1",
    "text": "#22262d",
    "aside": "#565c67",
    "speaker": "#1b52a8",
    "accent": "#1b52a8",
    "captured": "#17602c",
    "suggested": "#7a4d00",
    "problem": "#a81e18",
}
"""The same on a light ground."""

PLAIN = dict.fromkeys(DARK, "ansi_default")
"""The same where there is no colour: bold, underline and reverse tell things apart."""

THEMES = {
    "dark": _theme("kg-dark", dark=True, colours=DARK),
    "light": _theme("kg-light", dark=False, colours=LIGHT),
    "plain": Theme(
        name="kg-plain",
        ansi=True,
        dark=True,
        primary="ansi_default",
        secondary="ansi_default",
        accent="ansi_default",
        warning="ansi_default",
        success="ansi_default",
        error="ansi_default",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables=BUILTIN_THEMES["ansi-dark"].variables
        | {f"kg-{word}": colour for word, colour in PLAIN.items()}
        | {"input-cursor-text-style": "reverse"},
    ),
}
