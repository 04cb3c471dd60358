"""Help on the command line: a page for each command, and what a shell needs to complete."""

from __future__ import annotations

from gettext import gettext as _
from typing import Final

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from facilitator.commands.manual import PROGRAM, Command, Manual

SHELLS: Final = ("bash", "zsh", "fish")
COMPLETE_VARIABLE: Final = f"_{PROGRAM.upper()}_COMPLETE"

HELP = Manual(
    examples=(("help", "all commands"), ("help export", "one of them")),
    see_also=("completion",),
)
COMPLETION = Manual(
    writes="The script, to the terminal. Nothing is installed.",
    examples=(
        ("completion bash > ~/.bash_completion", "for every new shell"),
        ("completion zsh > ~/.zsh/_facilitator", "in a folder of $fpath"),
        ("completion fish > ~/.config/fish/completions/facilitator.fish", "for every new shell"),
    ),
    see_also=("help",),
)


def _commands(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    group = ctx.find_root().command
    names = group.list_commands(ctx) if isinstance(group, click.Group) else []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.command("help", cls=Command, manual=HELP)
@click.argument("command", required=False, shell_complete=_commands)
@click.pass_context
def help_(ctx: click.Context, *, command: str | None) -> None:
    """Show what COMMAND does, what it reads and writes, its options, exit codes and examples."""
    root = ctx.find_root()
    if not command:
        click.echo(root.get_help())
        return
    group = root.command
    found = group.get_command(root, command) if isinstance(group, click.Group) else None
    if found is None:
        told = _("There is no command ‘{name}’. ‘facilitator help’ lists those there are.").format(
            name=command
        )
        raise click.UsageError(told, root)
    with click.Context(found, root, info_name=found.name) as within:
        click.echo(found.get_help(within))


@click.command(cls=Command, manual=COMPLETION)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, *, shell: str) -> None:
    """Print the script by which SHELL completes commands, options, gatherings, groups, strands and people.

    What is completed is read from the archive; where there is none, nothing is said.
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(_("Nothing is known of the shell ‘{shell}’.").format(shell=shell))
    script = found(ctx.find_root().command, {}, PROGRAM, COMPLETE_VARIABLE)
    # Not its own ``source``: that of bash starts a shell to ask for its version.
    click.echo(ShellComplete.source(script))
