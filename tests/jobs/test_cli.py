"""The command line as a person meets it: what it prints where, and how it ends."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
import pytest

from tests import jobs_on_disk as jobs
from tests.builders import action, board, file_of, place_of, with_settings
from tests.conftest import PROJECT
from toolkit.cli import main as cli
from toolkit.jobs import check as job_check
from toolkit.workbook.create import Content

COMMANDS = re.findall(r"^    ([a-z]+) ", cli._parser().format_help(), re.MULTILINE)
SECRET = "Zebedee Quill"


class Run(NamedTuple):
    code: int
    out: str
    err: str


Toolkit = Callable[..., Run]


@pytest.fixture
def toolkit(capsys: pytest.CaptureFixture[str]) -> Toolkit:
    def run(*arguments: object) -> Run:
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        printed = capsys.readouterr()
        return Run(code, printed.out, printed.err)

    return run


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.setenv("COLUMNS", "100")
    return folder


def saved(path: Path, content: Content | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else file_of(content))
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return saved(tmp_path / "clean.xlsx", board())


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return saved(tmp_path / "faulty.xlsx", board([action(lead="")]))


# Help


def test_help_lists_every_command(toolkit: Toolkit) -> None:
    shown = toolkit("--help")
    assert shown.code == 0
    assert {"demo", "new", "check", "build", "export"} <= set(COMMANDS)
    assert all(f"    {command} " in shown.out for command in COMMANDS)
    assert "Exit codes" in shown.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(toolkit: Toolkit, command: str) -> None:
    shown = toolkit(command, "--help")
    assert shown.code == 0
    assert f"usage: toolkit {command}" in shown.out
    assert shown.err == ""


def test_the_version_is_printed(toolkit: Toolkit) -> None:
    assert re.fullmatch(r"toolkit \d+\.\d+\.\d+\n", toolkit("--version").out)


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["chekc"], "invalid choice: 'chekc'"),
        (["check"], "the following arguments are required: BOOK"),
        (["check", "b.xlsx", "--as-at", "9/10/2026"], "write the date as in 2026-09-30"),
        (["check", "b.xlsx", "--as-at", "2026-02-30"], "write the date as in 2026-09-30"),
        (
            ["build", "b.xlsx", "--only", "minutes"],
            'There is no paper "minutes". The papers are: business-plan, ',
        ),
        (
            ["new", "b.xlsx", "--board", "Ours", "--period", "2026/28"],
            "write the period as in 2026/27 or 2026-2028",
        ),
        (
            ["new", "b.xls", "--board", "Ours", "--period", "2026/27"],
            "give the workbook a name that ends in .xlsx, or in .xlsm to have buttons",
        ),
        (["new", "b.xlsx", "--board", "Ours"], "the following arguments are required: --period"),
        (["close", "b.xlsx", "--period", " "], "give the closing a name, such as"),
    ],
)
def test_wrong_usage_is_two_and_says_how_it_is_right(
    toolkit: Toolkit, arguments: list[str], sentence: str
) -> None:
    run = toolkit(*arguments)
    assert run.code == 2
    assert sentence in run.err
    assert run.out == ""


# Check


def test_a_clean_workbook_is_zero(toolkit: Toolkit, clean: Path) -> None:
    assert toolkit("check", clean) == Run(0, "clean.xlsx: nothing found.\n", "")


def test_an_error_is_one_and_names_its_cell(toolkit: Toolkit, faulty: Path) -> None:
    run = toolkit("check", faulty)
    cell = place_of("Plan", "lead", 4)
    assert run.code == 1
    assert run.out == (
        f"Error    [faulty.xlsx]Plan!{cell} PLAN-003 Action 1.1 has no lead. "
        "Type the lead's post in this cell.\n"
        "faulty.xlsx: 1 error.\n"
    )


def test_a_warning_is_zero(toolkit: Toolkit, tmp_path: Path) -> None:
    book = saved(tmp_path / "warned.xlsx", board([action(lead="Nobody")]))
    run = toolkit("check", book)
    assert run.code == 0
    assert run.out.startswith("Warning ")


def test_check_as_json(toolkit: Toolkit, faulty: Path) -> None:
    run = toolkit("check", faulty, "--format", "json")
    assert (run.code, run.err) == (1, "")
    assert json.loads(run.out) == {
        "workbook": "faulty.xlsx",
        "findings": [
            {
                "code": "PLAN-003",
                "severity": "error",
                "sheet": "Plan",
                "cell": place_of("Plan", "lead", 4),
                "message": "Action 1.1 has no lead.",
                "how_to_fix": "Type the lead's post in this cell.",
            }
        ],
        "counts": {"error": 1, "warning": 0, "note": 0},
    }


def test_as_at_overrides_the_settings(toolkit: Toolkit, tmp_path: Path) -> None:
    green = board([action(due="2026-10-15", process_agreed="Green")])
    book = saved(tmp_path / "board.xlsx", green)
    assert toolkit("check", book, "--as-at", "2026-10-15").code == 0
    assert toolkit("check", book, "--as-at", "2026-10-16").code == 1
    assert json.loads(toolkit("export", book, "--as-at", "2026-10-16").out)["as_at"] == "2026-10-16"


def test_without_any_date_today_counts(
    toolkit: Toolkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = with_settings(board([action(due="2026-10-15", process_agreed="Green")]), as_at=None)
    book = saved(tmp_path / "board.xlsx", late)
    for day, code in (("2026-10-15", 0), ("2026-10-16", 1)):
        monkeypatch.setattr(cli, "_today", lambda day=day: cli.date.fromisoformat(day))
        assert toolkit("check", book).code == code


# Jobs that cannot go on


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("missing.xlsx", None, 11),
        ("letter.xlsx", b"Dear all", 12),
        ("empty.xlsx", b"", 12),
        ("folder.xlsx/inside.txt", b"", 11),
    ],
)
def test_a_file_that_is_no_workbook_is_one_sentence(
    toolkit: Toolkit, tmp_path: Path, name: str, content: bytes | None, code: int
) -> None:
    if content is not None:
        saved(tmp_path / name, content)
    run = toolkit("check", tmp_path / name.split("/")[0])
    assert (run.code, run.out) == (code, "")
    assert run.err.startswith(name.split("/")[0])
    assert "Traceback" not in run.err


def test_a_workbook_of_someone_elses_is_thirteen(toolkit: Toolkit, tmp_path: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "rota.xlsx")
    run = toolkit("check", tmp_path / "rota.xlsx")
    assert (run.code, run.out) == (13, "")
    assert "toolkit new" in run.err


def test_a_file_where_a_folder_is_wanted_is_fourteen(toolkit: Toolkit, clean: Path) -> None:
    run = toolkit("build", clean, "--out", clean)
    assert (run.code, run.out) == (14, "")
    assert run.err.count("\n") == 1


def test_a_template_that_is_no_word_file_is_twelve(
    toolkit: Toolkit, clean: Path, tmp_path: Path
) -> None:
    saved(tmp_path / "templates" / "business_plan.docx", b"no Word file")
    run = toolkit("build", clean, "--templates", tmp_path / "templates")
    assert (run.code, run.out) == (12, "")
    assert run.err.count("\n") == 1


def test_strict_is_sixteen_and_builds_nothing(toolkit: Toolkit, faulty: Path) -> None:
    run = toolkit("build", faulty, "--strict")
    assert (run.code, run.out) == (16, "")
    assert run.err == (
        "faulty.xlsx has 1 open error, and --strict builds nothing from it. "
        "See them with: toolkit check\n"
    )
    assert [path.name for path in faulty.parent.iterdir()] == ["faulty.xlsx"]


def test_a_fault_of_our_own_is_one_plain_line(
    toolkit: Toolkit, clean: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError(f"cannot place {SECRET}")

    monkeypatch.setattr(job_check, "check", broken)
    run = toolkit("check", clean)
    assert (run.code, run.out) == (99, "")
    assert run.err.startswith("The toolkit stopped because of a fault in itself")
    assert run.err.count("\n") == 1
    (log,) = home.iterdir()
    assert str(log) in run.err
    noted = log.read_text("utf-8")
    assert "builtins.ValueError" in noted
    for text in (SECRET, "cannot place"):
        assert text not in noted + run.err


def test_too_little_memory_is_no_fault_of_ours(
    toolkit: Toolkit, clean: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_large(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(job_check, "check", too_large)
    run = toolkit("check", clean)

    assert (run.code, run.out) == (17, "")
    assert run.err.startswith("There is not enough memory for this. Nothing is half written.")
    assert run.err.count("\n") == 1
    assert not list(home.iterdir())


def test_stopping_it_is_no_fault(
    toolkit: Toolkit, clean: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(job_check, "check", stopped)
    run = toolkit("check", clean)
    assert run.code not in (0, 99)
    assert run.err == "Stopped. Nothing is half written.\n"
    assert not list(home.iterdir())


# As a program of its own


def started(*arguments: object, stdout: int = subprocess.PIPE, **environment: str) -> Any:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    program = [sys.executable, "-m", "toolkit", *map(str, arguments)]
    return subprocess.run(
        program,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=kept | environment,
        cwd=PROJECT,
        check=False,
    )


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise on Windows")
def test_a_reader_that_leaves_early_hears_no_complaint(clean: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = started("check", clean, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_letter_of_the_json_is_lost_on_an_old_console(tmp_path: Path) -> None:
    book = saved(tmp_path / "board.xlsx", board([action(action="Ask Łódź’s families – twice")]))
    done = started("export", book, PYTHONIOENCODING="cp1252")
    exported = json.loads(done.stdout)
    assert exported["priorities"][0]["actions"][0]["action"] == "Ask Łódź’s families – twice"


# Several workbooks


def test_one_bad_book_does_not_stop_the_rest(
    toolkit: Toolkit, clean: Path, faulty: Path, tmp_path: Path
) -> None:
    run = toolkit("check", tmp_path / "missing.xlsx", faulty, clean)
    assert run.code == 11
    assert run.out.endswith("faulty.xlsx: 1 error.\nclean.xlsx: nothing found.\n")
    assert run.err.splitlines()[0] == "1 of 3: missing.xlsx"
    assert run.err.splitlines()[-1] == "3 of 3: clean.xlsx"


def test_several_books_as_json_are_a_list(
    toolkit: Toolkit, clean: Path, faulty: Path, tmp_path: Path
) -> None:
    run = toolkit("check", faulty, tmp_path / "missing.xlsx", clean, "--format", "json")
    assert run.code == 11
    reports = json.loads(run.out)
    names = [report["workbook"] for report in reports]
    assert names == ["faulty.xlsx", "missing.xlsx", "clean.xlsx"]
    assert reports[1]["exit_code"] == 11
    assert reports[1]["error"] in run.err


def test_one_bad_book_as_json_is_an_object(toolkit: Toolkit, tmp_path: Path) -> None:
    run = toolkit("check", tmp_path / "missing.xlsx", "--format", "json")
    assert json.loads(run.out)["exit_code"] == run.code == 11


def test_the_highest_code_is_the_batchs(toolkit: Toolkit, clean: Path, faulty: Path) -> None:
    assert toolkit("check", clean, clean).code == 0
    assert toolkit("check", clean, faulty).code == toolkit("check", faulty, clean).code == 1


def test_books_of_one_name_keep_their_papers_apart(toolkit: Toolkit, tmp_path: Path) -> None:
    books = [saved(tmp_path / area / "board.xlsx", board()) for area in ("north", "south")]
    run = toolkit("build", *books, "--out", tmp_path / "papers", "--format", "json")
    papers = [report["documents"]["business-plan"] for report in json.loads(run.out)]
    assert len(set(papers)) == 2


# New, build and demo


def test_new_writes_a_workbook_and_never_replaces_one(toolkit: Toolkit, tmp_path: Path) -> None:
    order = ("new", tmp_path / "ours.xlsx", "--board", "Ourshire SCP", "--period", "2026/27")
    first = toolkit(*order)
    assert first.code == 0
    assert "ours.xlsx" in first.out
    before = (tmp_path / "ours.xlsx").read_bytes()
    second = toolkit(*order)
    assert (second.code, second.out) == (14, "")
    assert second.err == ("ours.xlsx already exists and was not changed. Choose another name.\n")
    assert (tmp_path / "ours.xlsx").read_bytes() == before


def test_build_writes_beside_the_workbook_unless_told_where(
    toolkit: Toolkit, clean: Path, tmp_path: Path
) -> None:
    run = toolkit("build", clean)
    assert run == Run(0, f"{tmp_path / 'clean-business-plan.docx'}\n", "")
    toolkit("build", clean, "--out", tmp_path / "papers")
    assert (tmp_path / "papers" / "clean-business-plan.docx").is_file()


def test_build_says_that_a_document_is_a_draft(toolkit: Toolkit, faulty: Path) -> None:
    run = toolkit("build", faulty)
    assert run.code == 1
    assert run.err == "faulty.xlsx: 1 error; marked DRAFT until fixed.\n"
    assert run.out.count("\n") == 1


def test_build_says_which_edited_document_it_left_alone(toolkit: Toolkit, clean: Path) -> None:
    toolkit("build", clean)
    (clean.parent / "clean-business-plan.docx").write_bytes(b"edited")
    run = toolkit("build", clean)
    assert run.code == 0
    assert run.err == (
        "clean-business-plan.docx has been edited since it was built, or comes from another "
        "workbook, and was left alone; the new draft is clean-business-plan (draft 2).docx.\n"
    )


def test_build_as_json(toolkit: Toolkit, faulty: Path) -> None:
    run = toolkit("build", faulty, "--only", "business-plan", "--format", "json")
    report = json.loads(run.out)
    assert Path(report["documents"]["business-plan"]).is_file()
    assert report["counts"] == {"error": 1, "warning": 0, "note": 0}


def test_export_prints_json_alone(toolkit: Toolkit, faulty: Path) -> None:
    run = toolkit("export", faulty)
    assert run.code == 1
    assert json.loads(run.out)["workbook"] == "faulty.xlsx"
    assert run.err == "faulty.xlsx: 1 error. See them with: toolkit check\n"


def test_the_demo_says_what_it_wrote_and_what_to_do_next(toolkit: Toolkit, tmp_path: Path) -> None:
    run = toolkit("demo", tmp_path / "demo")
    assert (run.code, run.err) == (0, "")
    written = [path for path in (tmp_path / "demo").iterdir() if not path.name.startswith(".")]
    assert len(written) == 2
    assert all(str(path) in run.out for path in written)
    assert "toolkit check" in run.out


def test_the_demo_again_keeps_an_edited_workbook_and_says_so(
    toolkit: Toolkit, tmp_path: Path
) -> None:
    toolkit("demo", tmp_path)
    edited = saved(tmp_path / jobs.EXAMPLE, board([action(lead="")]))
    before = edited.read_bytes()
    run = toolkit("demo", tmp_path)
    assert run.code == 0
    assert edited.read_bytes() == before
    assert f"{jobs.EXAMPLE} has been edited" in run.err


def test_nothing_in_json_goes_to_standard_error(toolkit: Toolkit, clean: Path) -> None:
    for order in (("check", clean, "--format", "json"), ("export", clean)):
        run = toolkit(*order)
        assert run.err == ""
        loaded: Any = json.loads(run.out)
        assert loaded["workbook"] == "clean.xlsx"


def test_a_faulty_template_of_the_boards_own_stops_the_build_with_its_place(
    toolkit: Toolkit, clean: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    document = docx.Document()
    document.add_paragraph("{{ board.nmae }}")
    document.save(str(own / "business_plan.docx"))
    built = toolkit("build", clean, "--templates", own)
    assert built.code == 15
    assert 'did you mean "name"' in built.err
    checked = toolkit("template", "check", own / "business_plan.docx")
    assert checked.code == 1
    assert "paragraph 1" in checked.out


def test_template_check_names_the_rule_and_refuses_a_template_that_nothing_is_built_with(
    toolkit: Toolkit, tmp_path: Path
) -> None:
    faulty, stray = tmp_path / "business_plan.docx", tmp_path / "our plan.docx"
    document = docx.Document()
    document.add_paragraph("{{ board.nmae }}")
    document.save(str(faulty))
    document.save(str(stray))

    run = toolkit("template", "check", faulty)
    assert run.out == (
        'Error    [business_plan.docx] paragraph 1: TPL-001 in "{{ board.nmae }}" there is no '
        'field "nmae" here; did you mean "name"? Correct the name; "toolkit template fields" '
        "lists every field.\nbusiness_plan.docx: 1 finding.\n"
    )
    run = toolkit("template", "check", faulty, stray, "--format", "json")
    assert run.code == 15
    first, second = json.loads(run.out)
    assert first["findings"][0]["code"] == "TPL-001"
    assert second["error"].startswith("our plan.docx: no command uses a template of this name")


def test_the_shipped_template_and_its_plan_are_found_sound(toolkit: Toolkit, clean: Path) -> None:
    template = files("toolkit.word_templates") / "business_plan.docx"
    assert toolkit("template", "check", str(template)).code == 0
    toolkit("build", clean)
    linted = toolkit("lint", clean.parent / "clean-business-plan.docx", "--format", "json")
    assert linted.code == 0
    assert json.loads(linted.out)["counts"]["error"] == 0


def test_every_field_of_a_template_is_listed_with_an_example(toolkit: Toolkit) -> None:
    listed = toolkit("template", "fields")
    assert listed.code == 0
    assert "{{ board.name }}" in listed.out
    assert json.loads(toolkit("template", "fields", "--format", "json").out)


@pytest.mark.parametrize("command", [["update"], ["import", "PASTE", "--to"]])
def test_a_workbook_that_is_no_board_workbook_is_not_called_an_old_one(
    toolkit: Toolkit, tmp_path: Path, command: list[str]
) -> None:
    path = tmp_path / "budget.xlsx"
    openpyxl.Workbook().save(path)
    words = [str(path) if word == "PASTE" else word for word in command]

    run = toolkit(*words, path)

    assert "has none of the sheets of a board workbook" in run.err
    assert run.code != 0
