"""What checks Word files: `toolkit template check`, `template fields` and `lint`."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.cli.arguments import add_command, add_format
from toolkit.cli.printing import do_each, findings_report, print_findings, print_json
from toolkit.values.errors import CLEAN

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands
    from toolkit.jobs.linted import Linted

DEFAULT = "business-plan"


def add_template(commands: "Commands") -> None:
    """The command `template`, with its actions `check` and `fields`."""
    from toolkit.papers import PAPERS

    parser = add_command(
        commands, "template", _check, "Check Word templates, or list their fields."
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    action = add_command(
        actions,
        "check",
        _check,
        "Say what is wrong in Word templates, with the place of each fault.",
    )
    action.add_argument("books", metavar="FILE.docx", type=Path, nargs="+")
    add_format(action)
    action = add_command(
        actions, "fields", _fields, "List every field a template may use, with an example."
    )
    action.add_argument(
        "paper",
        metavar="PAPER",
        nargs="?",
        choices=tuple(PAPERS),
        default=DEFAULT,
        help=f"{', '.join(PAPERS)} (default: {DEFAULT})",
    )
    add_format(action)


def add_lint(commands: "Commands") -> None:
    """The command `lint`."""
    parser = add_command(
        commands, "lint", _lint, "Report what is wrong or not accessible in Word documents."
    )
    parser.add_argument("books", metavar="DOC.docx", type=Path, nargs="+")
    add_format(parser)


def _check(options: argparse.Namespace) -> int:
    from toolkit.jobs.check_template import check_template

    return do_each(options, check_template, _shown(options, "template"), "template")


def _lint(options: argparse.Namespace) -> int:
    from toolkit.jobs.lint import lint

    return do_each(options, lint, _shown(options, "document"), "document")


def _shown(options: argparse.Namespace, noun: str) -> "Callable[[Path, Linted], dict[str, Any]]":
    """What prints what a linter found in a Word file."""

    def show(path: Path, looked: "Linted") -> dict[str, Any]:
        from toolkit.values.text import plural

        findings = looked.findings
        if options.format == "text":
            print_findings(findings)
            total = plural(len(findings), "finding") if findings else "nothing found"
            print(f"{path.name}: {total}.")
        return {
            noun: path.name,
            "findings": findings_report(findings),
            "counts": looked.counts,
        }

    return show


def _fields(options: argparse.Namespace) -> int:
    from toolkit.jobs.template_fields import template_fields

    fields = template_fields(options.paper)
    if options.format == "json":
        print_json([{"field": f.path, "meaning": f.meaning, "example": f.example} for f in fields])
    else:
        for field in fields:
            print(f"{{{{ {field.path} }}}}  {field.meaning}  For example: {field.example}")
    return CLEAN
