"""The `toolkit` command: its parser, its streams, and how exceptions become exit codes."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NoReturn

from toolkit import __version__
from toolkit.cli import (
    agree,
    build,
    check,
    diff,
    export,
    imports,
    record,
    setup,
    templates,
    year,
)
from toolkit.cli.printing import say
from toolkit.values.errors import CLEAN, OUR_FAULT, TooLittleMemory, ToolkitError

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands

# As shells count a program stopped from the keyboard.
STOPPED = 130

DESCRIPTION = "A safeguarding board's reporting year, run from one Excel workbook."
EPILOG = (
    "Exit codes: 0 no errors, 1 errors found in the workbook, 2 wrong usage, 10 and above a reason "
    "why a job could not continue, 99 a fault in the toolkit itself. Messages go to standard "
    "error; reports go to standard output."
)


def entry_point() -> NoReturn:
    """What the `toolkit` command starts."""
    if getattr(sys, "frozen", False):
        from toolkit.files.bounded_worker import serve_if_asked

        serve_if_asked(sys.argv[1:])
    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along has left; closing must not complain about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a letter shows a question mark rather than stopping the job.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    options = _parser(arguments[:1]).parse_args(arguments)
    options.today = _today()
    try:
        code: int = options.run(options)
    except ToolkitError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        say("Stopped. Nothing is half written.")
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except MemoryError:
        say(str(TooLittleMemory()))
        return TooLittleMemory.exit_code
    except Exception as error:
        from toolkit.files.fault_log import fault_sentence

        say(fault_sentence(error))
        return OUR_FAULT
    return code


def _today() -> date:
    return datetime.now().astimezone().date()


def _parser(first: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser of the command that the first argument names; of all, where it names none."""
    named = [COMMANDS[word] for word in first if word in COMMANDS]
    parser = argparse.ArgumentParser(prog="toolkit", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"toolkit {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in named or COMMANDS.values():
        add(commands)
    return parser


COMMANDS: Mapping[str, Callable[["Commands"], None]] = {
    "demo": setup.add_demo,
    "new": setup.add_new,
    "check": check.add_check,
    "update": year.add_update,
    "build": build.add_build,
    "agree": agree.add_agree,
    "close": year.add_close,
    "audit": record.add_audit,
    "correct": record.add_correct,
    "release": year.add_release,
    "import": imports.add_import,
    "diff": diff.add_diff,
    "upgrade": year.add_upgrade,
    "template": templates.add_template,
    "lint": templates.add_lint,
    "install-excel": setup.add_install_excel,
    "attach": setup.add_attach,
    "export": export.add_export,
}
"""What adds each command, in the order that the help lists them."""


if __name__ == "__main__":
    entry_point()
