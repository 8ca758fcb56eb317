"""The command `mechgraph`: reads arguments, calls the packages below, prints, sets the exit status.

Exit status everywhere: 0 clean, 1 something was found, 2 it could not be done. Everything heavy is imported inside the commands, so
that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import Annotated

import typer

from api.cli import articles, ask, bases, keep, ledgers, review, serve
from ontology.errors import MechgraphError

VERSION = "0.1.0"
_TELL = "run it again with MECHGRAPH_TRACEBACK=1 and report what it prints."

app = typer.Typer(
    name="mechgraph",
    help="Reads mechanism claims out of articles and shows which of them nothing supports.",
    epilog="Try: mechgraph demo  ·  mechgraph check ARTICLE.md  ·  mechgraph read ARTICLE.md --format jsonl",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mechgraph {VERSION}")
        raise typer.Exit


@app.callback()
def root(
    _version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")] = False,
) -> None:
    """Reads mechanism claims out of articles and shows which of them nothing supports."""


COMMANDS = (*articles.COMMANDS, *review.COMMANDS, *ledgers.COMMANDS, *ask.COMMANDS, *serve.COMMANDS, *keep.COMMANDS, *bases.COMMANDS)
for command in COMMANDS:
    app.command()(command)


def main() -> None:
    """Run the command line; every error becomes one line on stderr and exit status 2, which never means "something was found"."""
    try:
        app()
    except MechgraphError as error:
        typer.echo(f"mechgraph: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        typer.echo("mechgraph: stopped; what was loaded before is kept.", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if os.environ.get("MECHGRAPH_TRACEBACK"):
            traceback.print_exc()
        typer.echo(f"mechgraph: {type(error).__name__}: {error}. This is a fault of mechgraph; {_TELL}", err=True)
        sys.exit(2)
