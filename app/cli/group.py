"""A group of commands that imports the one which is called, and says in one sentence what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

import typer
from typer.core import TyperGroup

from graph_schema.errors import GoodOfficesError

if TYPE_CHECKING:
    from typer._click import Command, Context  # Typer's own copies, which its public classes take

PIPE_CLOSED = 32
"""``EPIPE``: whoever read our output, ``head`` for instance, has had enough. Typer ends quietly on it."""


class CommandGroup(TyperGroup):
    """Commands by name; the group's help and completion import none of them.

    The language model alone takes seconds to import, which ``goodoffices db status`` must not wait for.
    """

    package: ClassVar[str]
    summaries: ClassVar[Mapping[str, str]]

    @classmethod
    def of(cls, package: str, summaries: Mapping[str, str]) -> type[CommandGroup]:
        """Return a group of the modules of a package, named in a table with a sentence each."""
        return type("CommandTable", (cls,), {"package": package, "summaries": summaries})

    def __init__(self, **attributes: Any) -> None:
        """Set up the group with a stand-in, which has its line in the help, for each command."""
        super().__init__(**attributes)
        for name, summary in self.summaries.items():
            self.add_command(_command(lambda: None, name, summary))

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Import the command that is called."""
        name, found, rest = super().resolve_command(ctx, args)
        return name, found and self.load_command(str(name)), rest

    def load_command(self, name: str) -> Command:
        """Import the module of a command and return it."""
        module = import_module(f"{self.package}.{name}")
        if hasattr(module, "app"):
            group: Command = typer.main.get_group(module.app)
            group.name = name
            return group
        return _command(getattr(module, name), name)

    def invoke(self, ctx: Context) -> Any:
        """Run the command; an error is one message on standard error, and exit code 1."""
        try:
            return super().invoke(ctx)
        except GoodOfficesError as error:
            if ctx.params["debug"]:
                raise
            _say(str(error))
        except (typer.Exit, typer.Abort, typer.TyperException, EOFError):
            raise
        except Exception as error:
            if ctx.params["debug"] or (isinstance(error, OSError) and error.errno == PIPE_CLOSED):
                raise
            _say(
                f"{type(error).__name__}: {error}. This should not have happened: `goodoffices --debug ...` "
                "shows where it did; please report it."
            )
        raise typer.Exit(1)


def _say(message: str) -> None:
    typer.secho("Error: ", fg=typer.colors.RED, bold=True, nl=False, err=True)
    typer.echo(message, err=True)


def _command(function: Callable[..., Any], name: str, summary: str | None = None) -> Command:
    single = typer.Typer(add_completion=False)
    single.command(name, help=summary)(function)
    return typer.main.get_command(single)
