"""The command ``goodoffices``: one table of commands, each in the module of its name.

A command ``name`` is ``app/cli/name.py`` with a function of that name, or, where it has commands of its own,
with a ``typer.Typer()`` called ``app``. To add one, write that module and its line in :data:`COMMANDS`.
"""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import Annotated

import typer

from app.cli.group import CommandGroup

COMMANDS = {
    "demo": "Load the sample pages, show who mediated which negotiation, and serve the answers.",
    "extract": "Read pages and write what they say, without a database.",
    "explain": "Explain how a sentence is read, and what was rejected and why.",
    "load": "Read pages into the graph.",
    "query": "Ask the graph a question.",
    "queries": "List, save and delete the questions that can be asked by name.",
    "export": "Write the graph to a file.",
    "changes": "Write what changed since, and bring earlier exports up to date.",
    "serve": "Serve the GraphQL API.",
    "keys": "Make, list and revoke API keys.",
    "eval": "Score the extraction against gold.",
    "actors": "Look up, check and add to who is who.",
    "outlets": "Say who owns an outlet, and how reliable you hold it to be.",
    "reextract": "Read stored articles anew, and say what that changes.",
    "retract": "Take articles back, and undo that.",
    "purge": "Erase articles, or a person's data, for good.",
    "judge": "Judge who is who and what is one event; undo it; get suggestions.",
    "rebuild": "Compute events and negotiations anew from the mentions.",
    "schema": "Show what the graph is made of.",
    "db": "Start, stop and look after the local Neo4j.",
}

app = typer.Typer(
    name="goodoffices",
    cls=CommandGroup.of("app.cli", COMMANDS),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"goodoffices {version('goodoffices')}")
        raise typer.Exit


@app.callback()
def goodoffices(
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Who mediated which negotiation, read from news, with the sentence that proves it."""
    if not debug:
        # The driver logs each attempt it repeats; what comes of them is said once, in the error.
        logging.getLogger("neo4j").addHandler(logging.NullHandler())


def main() -> None:
    """Run the command line: exit code 0 for done, 1 for failed, 2 for wrong usage."""
    app()
