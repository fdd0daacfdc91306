"""The log of the toolkit's own faults: enough to mend them, and no text of anyone's."""

import tempfile
from pathlib import Path

import pytest

from toolkit.files.fault_log import record_fault

SECRET = "Zebedee Quill"


class OddFault(Exception):
    pass


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


def fault() -> Exception:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise OddFault(f"cannot place {SECRET}") from error
    except OddFault as error:
        return error


def test_it_says_when_what_kind_and_where(home: Path) -> None:
    path = record_fault(fault())
    assert path.parent == home
    first, where, cause = path.read_text("utf-8").splitlines()
    assert first[:2] == "20"
    assert first.endswith("OddFault")
    assert where.endswith(" fault")
    assert f"{Path(__file__).name}:" in where
    assert cause.strip() == "after builtins.KeyError"


def test_it_holds_no_text_of_a_persons(home: Path) -> None:
    text = record_fault(fault()).read_text("utf-8")
    assert "Zebedee" not in text
    assert "cannot place" not in text


def test_faults_are_added_one_after_another(home: Path) -> None:
    record_fault(fault())
    path = record_fault(OddFault())
    assert path.read_text("utf-8").count("OddFault") == 2


def test_where_home_cannot_be_written_it_goes_to_the_temporary_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    home.rmdir()
    assert record_fault(fault()).parent == tmp_path


def test_a_person_without_a_home_gets_no_second_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    assert record_fault(fault()).parent == tmp_path


def test_where_nothing_can_be_written_the_person_is_still_told(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "nowhere"))
    home.rmdir()
    assert record_fault(fault()).name
