"""Many files, one after another: one that fails does so alone."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from toolkit.jobs import batch
from toolkit.values.errors import ERRORS_FOUND, OUR_FAULT, FileMissing


@dataclass(frozen=True)
class Done:
    has_errors: bool = False


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def job(name: str) -> Done:
    match name:
        case "missing":
            raise FileMissing("missing is not there.")
        case "fault":
            raise ValueError("Jo Bloggs, aged 4")
        case "too large":
            raise MemoryError
        case "stopped":
            raise KeyboardInterrupt
        case "nobody reads":
            raise BrokenPipeError
    return Done(has_errors=name == "errors")


def test_the_rest_is_done_whatever_fails_and_in_the_order_given() -> None:
    done = batch.run(["missing", "fault", "errors", "clean"], job)

    assert [outcome.item for outcome in done.outcomes] == ["missing", "fault", "errors", "clean"]
    assert [outcome.exit_code for outcome in done.outcomes] == [11, OUR_FAULT, ERRORS_FOUND, 0]
    assert [outcome.done for outcome in done.outcomes] == [None, None, Done(True), Done()]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["clean", "clean"], 0),
        (["errors", "clean"], 1),
        (["clean", "missing", "errors"], 11),
        (["fault", "missing"], 99),
        (["missing", "too large"], 17),
        ([], 0),
    ],
)
def test_the_highest_exit_code_is_that_of_all(names: list[str], code: int) -> None:
    assert batch.run(names, job).exit_code == code


def test_why_one_failed_is_a_sentence_and_a_fault_of_ours_is_noted(home: Path) -> None:
    missing, fault = batch.run(["missing", "fault"], job).outcomes

    assert missing.failure == "missing is not there."
    assert fault.failure.startswith("The toolkit stopped because of a fault in itself")
    (log,) = home.iterdir()
    assert str(log) in fault.failure
    assert "Jo" not in fault.failure + log.read_text("utf-8")


def test_each_is_announced_before_it_is_worked_on_and_told_after() -> None:
    told: list[object] = []

    batch.run(
        ["clean", "missing"],
        lambda name: (told.append(f"work on {name}"), job(name))[1],
        begun=lambda number, name: told.append((number, name)),
        ended=lambda outcome: told.append(outcome.exit_code),
    )

    assert told == [(1, "clean"), "work on clean", 0, (2, "missing"), "work on missing", 11]


@pytest.mark.parametrize(
    ("name", "error"), [("stopped", KeyboardInterrupt), ("nobody reads", BrokenPipeError)]
)
def test_a_person_who_stops_it_or_reads_no_further_ends_it_all(
    name: str, error: type[BaseException]
) -> None:
    with pytest.raises(error):
        batch.run([name, "clean"], job)
