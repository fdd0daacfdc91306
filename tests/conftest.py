"""What all tests share: things that may be absent, golden files, and the usual examples.

A test whose means are absent skips and says why. Where TOOLKIT_NO_SKIPS=1 it fails instead, so
that a run which is meant to be complete cannot pass by skipping.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import settings

import tests.examples  # noqa: F401 (registers the profiles)

if TYPE_CHECKING:
    from tests.office.uno_engine_press import Desk

PROJECT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"
VALIDATOR = "ooxml-validator"
IN_CI = os.environ.get("CI") == "true"

# `make search` names the other one; both are in tests/examples.py.
settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden",
        action="store_true",
        help="write the golden files instead of comparing with them",
    )


def pytest_configure(config: pytest.Config) -> None:
    if IN_CI and config.getoption("--refresh-golden"):
        raise pytest.UsageError("--refresh-golden is refused under CI: golden files are a choice.")


def absent(what: str) -> NoReturn:
    """Skip the test that needs `what`, or fail it where skipping is not allowed."""
    if os.environ.get("TOOLKIT_NO_SKIPS") == "1":
        pytest.fail(f"{what}, and TOOLKIT_NO_SKIPS=1 asks for every test", pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material: ../shared beside the project, or TOOLKIT_SHARED."""
    folder = Path(os.environ.get("TOOLKIT_SHARED") or PROJECT.parent / "shared")
    if not folder.is_dir():
        absent("the reference material in ../shared is not here")
    return folder


@pytest.fixture(scope="session")
def soffice() -> Path:
    """The LibreOffice program."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        absent("LibreOffice is not installed")
    return Path(found)


@pytest.fixture(scope="session")
def desk(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Desk"]:
    """A running LibreOffice that stands in for Excel, to xlwings too."""
    from tests.office.uno_engine_office import Office, can_load_uno
    from tests.office.uno_engine_press import Desk, environment

    if not can_load_uno():
        absent("LibreOffice's Python bridge is not here for this Python")
    from tests.office import uno_engine

    folder = tmp_path_factory.mktemp("desk")
    with Office(environment(folder)) as office:
        uno_engine.activate(office.port)
        yield Desk(office, folder)


@pytest.fixture
def opened(desk: "Desk") -> Iterator[Callable[..., Any]]:
    """Opens workbooks there, and closes them after the test."""
    documents = []

    def open_workbook(path: Path, **options: bool) -> Any:
        documents.append(desk.open(path, **options))
        return documents[-1]

    yield open_workbook
    for document in documents:
        with suppress(Exception):  # A test may have closed it.
            document.close(True)


@pytest.fixture(scope="session")
def ooxml_validator() -> Path:
    """The OOXML validator's program: `npm install --prefix .ci` installs it."""
    folders = os.pathsep.join([str(PROJECT / ".ci/node_modules/.bin"), os.environ.get("PATH", "")])
    found = shutil.which(VALIDATOR, path=folders)
    if found is None:
        absent("the OOXML validator is not installed")
    return Path(found)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Compare a result with tests/golden/<name>, or write it there under --refresh-golden."""

    def compare(name: str, actual: str | bytes) -> None:
        path = GOLDEN / name
        if request.config.getoption("--refresh-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode() if isinstance(actual, str) else actual)
            return
        if not path.is_file():
            pytest.fail(f"no golden file {name}: make golden CONFIRM=yes writes it", pytrace=False)
        expected = path.read_bytes()
        if isinstance(actual, str):
            assert actual == expected.decode(), f"{name} differs from its golden file"
        else:
            assert actual == expected, f"{name} differs from its golden file"

    return compare
