"""What is done with each damaged file, and what may come of it: a result, or one sentence."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.importing.plan import read_plan
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.build import build
from toolkit.jobs.check import check
from toolkit.jobs.check_template import check_template
from toolkit.jobs.export import export
from toolkit.jobs.import_figures import import_figures
from toolkit.jobs.update import update
from toolkit.values.errors import ToolkitError
from toolkit.word.document_lint.lint import lint_document
from toolkit.word.finishing.publishing import published
from toolkit.workbook.book_on_disk import BookOnDisk

DAY = AsAt(date(2026, 10, 9))
Act = Callable[[Path], object]


@dataclass(frozen=True)
class Outcome:
    """What came of a command: "" where it did its work, a sentence, or a fault of our own."""

    command: str
    sentence: str = ""
    fault: str = ""


def on_workbook(sound: Path) -> dict[str, Act]:
    """The commands for a workbook, by name; `sound` is one to bring figures into."""

    def figures(path: Path) -> object:
        target = path.with_name("target.xlsx")
        shutil.copy(sound, target)
        return import_figures(BookOnDisk(target), source=path, as_at=DAY)

    return {
        "check": lambda path: check(BookOnDisk(path), as_at=DAY),
        "export": lambda path: export(BookOnDisk(path), as_at=DAY, published=True),
        "update": lambda path: update(BookOnDisk(path), as_at=DAY),
        "import figures": figures,
    }


def on_document(_sound: Path) -> dict[str, Act]:
    """The commands for a Word document, by name."""
    return {
        "import plan": lambda path: read_plan(path.read_bytes(), path.name),
        "lint": lambda path: lint_document(path.read_bytes(), path.name),
    }


def on_template(sound: Path) -> dict[str, Act]:
    """The commands for a Word template, by name; `sound` is a workbook to build from."""

    def build_with(path: Path) -> object:
        built = build(
            BookOnDisk(sound), as_at=DAY, templates=path.parent, out=path.parent / "papers"
        )
        return published(built.documents["business-plan"].path.read_bytes())

    return {"template check": check_template, "build": build_with}


def outcome(name: str, act: Act, path: Path) -> Outcome:
    """What comes of a command; whatever is no ToolkitError is a fault."""
    try:
        act(path)
    except ToolkitError as error:
        sentence = str(error)
        fault = "" if sentence.strip() and "\n\n" not in sentence else "a message that says nothing"
        return Outcome(name, sentence, fault)
    except Exception as error:
        import traceback

        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "/toolkit/" in frame.filename.replace("\\", "/")]
        last = (ours or frames)[-1]
        place = last.filename.replace("\\", "/").rpartition("/toolkit/")[2]
        return Outcome(name, fault=f"{type(error).__name__} in {place}:{last.lineno}")
    return Outcome(name)
