"""The pictures in the README, from the example board: `make pictures`. Needs LibreOffice.

LibreOffice prints the workbook and its plan, and poppler's pdftoppm draws the pages.
"""

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image, ImageChops

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.build import build
from toolkit.workbook.book_on_disk import BookOnDisk

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
_DAY = date(2026, 10, 9)
_DOTS = 75
_MARGIN = 12
_WITHOUT_FOOT = 0.92
_FIRST_ROWS = 0.46
_COLOURS = 256


def main() -> None:
    """Draw all pictures again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "board.xlsx"
        shutil.copy(ROOT / "workbooks" / "example_board.xlsx", book)
        plan = build(BookOnDisk(book), as_at=AsAt(_DAY)).documents["business-plan"].path
        command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'p').as_uri()}"]
        command += ["--convert-to", "pdf", "--outdir", name, str(book), str(plan)]
        subprocess.run(command, check=True, capture_output=True)
        sheets, pages = book.with_suffix(".pdf"), plan.with_suffix(".pdf")
        _save("home", _trimmed(_page(sheets, _first_page_of("Home", sheets))))
        scorecard = _page(sheets, _first_page_of("Scorecard", sheets), 110)
        _save("scorecard", _trimmed(scorecard, _FIRST_ROWS))
        shown = [_page(pages, number, 50) for number in (1, 5, 7)]
        _save("business_plan", _beside_one_another(shown))


def _first_page_of(sheet: str, pdf: Path) -> int:
    """The page at whose foot the sheet's name is first."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    feet = [page.strip().split("\n")[-1].split() for page in text.stdout.decode().split("\f")]
    return next(number for number, foot in enumerate(feet, 1) if foot[:1] == [sheet])


def _page(pdf: Path, number: int, dots: int = _DOTS) -> Image.Image:
    target = pdf.with_suffix("")
    command: list[str | Path] = ["pdftoppm", "-png", "-singlefile", "-r", str(dots)]
    subprocess.run([*command, "-f", str(number), "-l", str(number), pdf, target], check=True)
    return Image.open(target.with_suffix(".png")).convert("RGB")


def _trimmed(page: Image.Image, share: float = _WITHOUT_FOOT) -> Image.Image:
    """The page without its empty edges, as far down as this share of it."""
    page = page.crop((0, 0, page.width, int(page.height * share)))
    white = Image.new("RGB", page.size, "white")
    left, top, right, bottom = ImageChops.difference(page, white).getbbox() or (0, 0, *page.size)
    edges = (left - _MARGIN, top - _MARGIN, right + _MARGIN, min(bottom + _MARGIN, page.height))
    return page.crop(edges)


def _beside_one_another(pages: list[Image.Image]) -> Image.Image:
    gap = _MARGIN
    width = sum(page.width + gap for page in pages) + gap
    whole = Image.new("RGB", (width, pages[0].height + 2 * gap), "#d0d4d9")
    left = gap
    for page in pages:
        whole.paste(page, (left, gap))
        left += page.width + gap
    return whole


def _save(name: str, picture: Image.Image) -> None:
    PICTURES.mkdir(exist_ok=True)
    few = picture.quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)
    print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    main()
