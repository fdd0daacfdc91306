"""The one place that prints: findings, counts, JSON, what was left alone, the results of many."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from toolkit.files.outputs import Written
    from toolkit.jobs.batch import Outcome, Result
    from toolkit.jobs.check import Checked
    from toolkit.values.findings import Finding

Done = TypeVar("Done", bound="Result")


def say(message: str) -> None:
    """A message for the person, beside what the command reports."""
    print(message, file=sys.stderr)


def print_json(content: object) -> None:
    """A report for other programs, in letters that the console has."""
    import json

    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(content, indent=1, ensure_ascii=not unicode))


def counted(counts: Mapping[str, int]) -> str:
    """How many errors, warnings and notes there are, in words."""
    from toolkit.values.text import plural

    found = [plural(number, word) for word, number in counts.items() if number]
    return ", ".join(found) or "nothing found"


def say_kept(written: "Written") -> None:
    """Name the document that was left alone, if one was."""
    if written.kept:
        say(
            f"{written.kept.name} has been edited since it was built, or comes from another "
            f"workbook, and was left alone; the new draft is {written.path.name}."
        )


def say_where_errors_are(book: Path, checked: "Checked") -> None:
    """Count what was found where errors are open, and say how to see them."""
    if checked.has_errors:
        say(f"{book.name}: {counted(checked.counts)}. See them with: toolkit check")


def print_findings(findings: "Iterable[Finding]") -> None:
    """What is wrong in a workbook or a Word file, a line each."""
    from toolkit.values.findings import as_line

    for finding in findings:
        print(as_line(finding))


def findings_report(findings: "Iterable[Finding]") -> list[dict[str, Any]]:
    """The same for other programs."""
    from toolkit.values.findings import as_data

    return [as_data(finding) for finding in findings]


def do_each(
    options: argparse.Namespace,
    job: Callable[[Path], Done],
    show: Callable[[Path, Done], dict[str, Any]],
    noun: str = "workbook",
) -> int:
    """Do a job for each of the files, and print its result; the highest exit code.

    `show` prints the result of one and returns it as a report. One file's report is printed
    as it is, several as a list.
    """
    from toolkit.jobs import batch

    reports: list[dict[str, Any]] = []

    def begun(number: int, path: Path) -> None:
        if len(options.books) > 1:
            say(f"{number} of {len(options.books)}: {path.name}")

    def ended(outcome: "Outcome[Path, Done]") -> None:
        if outcome.done is not None:
            reports.append(show(outcome.item, outcome.done))
            return
        say(outcome.failure)
        reports.append(
            {noun: outcome.item.name, "error": outcome.failure, "exit_code": outcome.exit_code}
        )

    done = batch.run(options.books, job, begun=begun, ended=ended)
    if options.format == "json":
        print_json(reports[0] if len(options.books) == 1 else reports)
    return done.exit_code
