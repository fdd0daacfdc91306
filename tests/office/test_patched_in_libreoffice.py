"""Cells of every type, written into many workbooks, as LibreOffice shows them."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.adapters.test_patch import BASES, DATA, meant, patched, plain_date
from tests.office.helpers import saved_again
from toolkit.reading.grid import Address
from toolkit.workbook.files import read
from toolkit.writing.changes import Content

pytestmark = pytest.mark.office

TEXTS = (
    "=1+1",
    " both ends ",
    "two\nlines",
    "<b> & 'it'",
    "Übersee – 东京 😀",
    "1.1",
    "-",
    "'quoted",
)


def content(chance: random.Random) -> Content:
    match chance.randrange(6):
        case 0:
            return chance.choice([True, False])
        case 1:
            return chance.randrange(-(10**9), 10**9)
        case 2:
            return float(f"{chance.uniform(-1e6, 1e6):.10g}")
        case 3:
            return date(1904, 1, 2) + timedelta(days=chance.randrange(71_000))
        case 4:
            return chance.choice(TEXTS)
        case _:
            return "".join(chance.choices("abc =+-@&<>\"'é", k=chance.randrange(1, 40))) + "."


def test_every_cell_shows_what_was_written(soffice: Path, tmp_path: Path) -> None:
    chance = random.Random(2026)
    written: dict[str, dict[Address, Content]] = {}
    files = []
    for number, base in enumerate(sorted(BASES) * 4):
        cells = {
            (chance.randrange(1, 60), chance.randrange(1, 30)): content(chance) for _ in range(120)
        }
        file = tmp_path / f"book {number}.xlsx"
        file.write_bytes(patched(BASES[base], cells))
        written[file.name] = cells
        files.append(file)
    longest = tmp_path / "longest.xlsx"
    longest.write_bytes(patched(BASES["empty"], {(1, 1): "x" * 32_767}))
    written[longest.name] = {(1, 1): "x" * 32_767}

    saved = saved_again(soffice, [*files, longest], tmp_path)

    wrong = []
    for name, cells in written.items():
        grid = read(saved[name]).grids[DATA]
        for address, value in cells.items():
            shown = plain_date(grid.cell(*address).value)
            if shown != meant(value) and shown != pytest.approx(meant(value)):
                wrong.append((name, address, value, shown))
    assert wrong == []
