"""`kg completion`: what lets bash, zsh and fish complete what one types after kg."""

import os
from pathlib import Path

import click

from kg.cli.app import App
from kg.cli.options import pass_app

# Each line of an answer is the sort of what may come, what is to be typed, and what it is.
BASH = """\
_kg_completion() {
    local sort value
    COMPREPLY=()
    while IFS=$'\\t' read -r sort value _; do
        case $sort in
            file) compopt -o default ;;
            dir) compopt -o dirnames ;;
            open) compopt -o nospace; COMPREPLY+=("$value") ;;
            *) COMPREPLY+=("$value") ;;
        esac
    done < <(_KG_COMPLETE=bash KG_LINE="${COMP_LINE:0:COMP_POINT}" \\
        KG_WORD="${COMP_WORDS[COMP_CWORD]}" "$1" 2>/dev/null)
}
complete -o nosort -F _kg_completion kg
"""

ZSH = """\
#compdef kg
_kg() {
    local line typed="${(j: :)words[1,CURRENT]}"
    local -a parts values shown open
    for line in "${(@f)$(_KG_COMPLETE=zsh KG_LINE="$typed" $words[1] 2>/dev/null)}"; do
        parts=("${(@ps:\\t:)line}")
        case $parts[1] in
            file) _files ;;
            dir) _files -/ ;;
            open) open+=("$parts[2]") ;;
            plain) values+=("$parts[2]"); shown+=("$parts[2]${parts[3]:+  -- $parts[3]}") ;;
        esac
    done
    (( $#open )) && compadd -U -S '' -a open
    (( $#values )) && compadd -U -V kg -l -d shown -a values
    return 0
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _kg "$@"
else
    compdef _kg kg
fi
"""

FISH = """\
function _kg_completion
    set -l line (commandline --cut-at-cursor --current-process | string collect)
    for each in (env _KG_COMPLETE=fish KG_LINE="$line" kg 2>/dev/null)
        set -l part (string split --max 2 \\t -- $each)
        switch $part[1]
            case file
                __fish_complete_path (commandline --current-token)
            case dir
                __fish_complete_directories (commandline --current-token)
            case '*'
                printf '%s\\t%s\\n' $part[2] $part[3]
        end
    end
end
complete --command kg --no-files --keep-order --arguments '(_kg_completion)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}

NEXT = {
    "bash": "Open a new shell. If it completes nothing, install the package bash-completion.",
    "zsh": "Put this into ~/.zshrc, before compinit: fpath=({folder} $fpath)",
    "fish": "Open a new shell.",
}


@click.command(short_help="Let a shell complete commands, names, numbers and queries.")
@click.argument("shell", required=False, type=click.Choice(list(SCRIPTS)))
@click.option(
    "--install", is_flag=True, help="Write it where SHELL looks for it, and say what is to be done."
)
@pass_app
def completion(app: App, shell: str | None, install: bool) -> None:
    """Print what lets SHELL complete what is typed after kg; else for the shell in use.

    Names are completed in any script, and claims by their number or by words of their statement.

    \b
    Examples:
      eval "$(kg completion bash)"
      kg completion zsh --install
    """
    shell = shell or Path(os.environ.get("SHELL", "")).name
    if shell not in SCRIPTS:
        raise click.UsageError(f"Which shell? Name one of {', '.join(SCRIPTS)}.")
    if not install:
        click.echo(SCRIPTS[shell], nl=False)
        return
    path = _file_for(shell)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SCRIPTS[shell], "utf-8")
    app.say(f"Wrote {path}")
    app.hint(NEXT[shell].format(folder=path.parent))


def _file_for(shell: str) -> Path:
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return {
        "bash": data / "bash-completion/completions/kg",
        "zsh": data / "zsh/site-functions/_kg",
        "fish": config / "fish/completions/kg.fish",
    }[shell]
