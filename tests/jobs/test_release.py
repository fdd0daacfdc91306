"""Releasing a workbook's figures: what is kept, and what keeps them in the office."""

from pathlib import Path
from typing import Any

import pytest

from tests import jobs_on_disk as jobs
from tests.builders import AS_AT, board, check_bytes, datum, file_of, indicator
from toolkit.cli.main import main
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.release import Released, release
from toolkit.values.errors import LayoutMismatch, NotReleased
from toolkit.workbook.book_on_disk import BookOnDisk

AREAS = (
    {"name": "Ourshire", "kind": "Our area"},
    *({"name": name, "kind": "Part of our area"} for name in ("East", "West", "North")),
)
DATA = (
    datum(value=30), datum(area="East", value=3), datum(area="West", value=15),
    datum(area="North", value=12),
)  # fmt: skip


def book(folder: Path, **tables: Any) -> Path:
    made = {
        "Areas": AREAS,
        "Indicators": [indicator(unit="Number", target=None)],
        "Data": DATA,
        **tables,
    }
    path = folder / "board.xlsx"
    path.write_bytes(file_of(board(**made)))
    return path


def released(path: Path, name: str = "Report 1", accept: tuple[str, ...] = ()) -> Released:
    return release(BookOnDisk(path), name=name, as_at=AsAt(AS_AT), accept=accept)


def kept(path: Path) -> list[tuple[str, str, str]]:
    found = check_bytes(path.read_bytes()).board.releases
    return [(item.release, item.area, item.value) for item in found]


def test_what_went_out_and_what_was_hidden_is_kept(tmp_path: Path) -> None:
    path = book(tmp_path)
    done = released(path)

    assert kept(path) == [
        ("Report 1", "Ourshire", "30"),
        ("Report 1", "East", "c"),
        ("Report 1", "West", "15"),
        ("Report 1", "North", "c"),
    ]
    assert (done.new, done.published.notes) == (4, ())


def test_a_further_release_keeps_what_is_new_and_otherwise_its_name(tmp_path: Path) -> None:
    path = book(tmp_path)
    released(path)
    released(path, "Report 2")

    assert kept(path)[4:] == [("Report 2", "", "")]


def test_a_name_is_given_once(tmp_path: Path) -> None:
    path = book(tmp_path)
    released(path)
    before = path.read_bytes()

    with pytest.raises(NotReleased, match=r'^"Report 1" has already been released'):
        released(path)
    assert path.read_bytes() == before


def test_what_a_person_has_to_decide_keeps_figures_in_the_office_until_accepted(
    tmp_path: Path,
) -> None:
    path = book(tmp_path, Data=[datum(value=30), datum(area="East", value=31)])
    before = path.read_bytes()

    with pytest.raises(NotReleased, match=r"--accept contradictions --accept areas$"):
        released(path)
    assert path.read_bytes() == before
    assert released(path, accept=("contradictions", "areas")).new == 2


def test_a_workbook_without_the_sheet_is_told_how_to_add_it(tmp_path: Path) -> None:
    path = tmp_path / "board.xlsx"
    old = Path(__file__).parent.parent / "workbooks" / "example_board_layout_3.xlsx"
    path.write_bytes(old.read_bytes())

    with pytest.raises(LayoutMismatch, match=r'toolkit update "board\.xlsx"$'):
        released(path, accept=("texts",))
    jobs.update(path, AS_AT, AS_AT)
    assert released(path, accept=("texts",)).new


def test_the_command_says_what_it_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book(tmp_path)

    assert main(["release", str(path), "Report 1"]) == 0
    assert capsys.readouterr().out == (
        '"Report 1" is released: 4 new figures, kept on the sheet "Releases". What was hidden '
        "stays hidden.\n"
    )
    assert main(["release", str(path), "Report 1"]) == NotReleased.exit_code


def test_the_command_reports_for_other_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path)

    assert main(["release", str(path), "Report 1", "--format", "json"]) == 0
    assert '"new": 4' in capsys.readouterr().out


def test_what_is_published_after_a_release_is_what_was_released(tmp_path: Path) -> None:
    from toolkit.publishing.publish import publish

    path = book(tmp_path)
    first = publish(check_bytes(path.read_bytes()).board)
    released(path)
    again = publish(check_bytes(path.read_bytes()).board)

    assert [row.status for row in again.board.data] == [row.status for row in first.board.data]
    assert again.notes == ()
