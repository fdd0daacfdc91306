"""Charts and pictures as LibreOffice draws them."""

import io
import itertools
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from tests.drawings import document_with, picture
from toolkit.values.palette import NAVY, RAG
from toolkit.word.drawing.chart import Chart
from toolkit.word.drawing.chart_data import ChartKind, Series
from toolkit.word.drawing.picture import Picture
from toolkit.word.finishing import libreoffice as office

pytestmark = pytest.mark.office

QUARTERS = ("Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4", "Quarter 5", "Quarter 6")
LONG = (
    "Children who go missing from home or care and are offered a return interview",
    "Children subject to a child protection plan for a second or subsequent time",
    "Short",
)


def series(name: str, *values: int | None, colour: str | None = None) -> Series:
    return Series(name, tuple(None if v is None else Decimal(v) for v in values), colour)


def chart(kind: ChartKind, categories: tuple[str, ...], *drawn: Series, title: str = "T") -> Chart:
    return Chart(kind, title, "What the chart shows, in words.", categories, drawn)


CHARTS = {
    "gap": chart(ChartKind.LINE, QUARTERS, series("A", 5, 5, None, None, 5, 5)),
    "whole": chart(ChartKind.LINE, QUARTERS, series("A", 5, 5, 5, 5, 5, 5)),
    "point": chart(ChartKind.LINE, ("2025/26",), series("A", 17)),
    "below": chart(ChartKind.COLUMN, ("Up", "Down"), series("A", 3, -3)),
    "three": chart(
        ChartKind.COLUMN,
        QUARTERS[:2],
        series("Osmerdale", 12, 15),
        series("England", 10, 11),
        series("Neighbours", 8, 9),
        title="Three & more <areas>",
    ),
    "ratings": chart(
        ChartKind.STACKED_BAR,
        ("Neglect", "Exploitation", "Domestic abuse"),
        *(series(rating, 4, 3, 5, colour=rating) for rating in RAG),
    ),
    "long": chart(ChartKind.BAR, LONG, series("Osmerdale", 18, 66, 40)),
    "forty": chart(ChartKind.LINE, tuple(f"Month {n}" for n in range(40)), series("A", *range(40))),
    "hostile": chart(
        ChartKind.STACKED_COLUMN,
        ("=1+1", "<b>&amp;", "]]>"),
        series("=cmd|' /C calc'!A0", 1, 2, 3),
        series("{{ 7*7 }}", 1, 2, 3),
        title="bell\x07 <w:t>",
    ),
}


@pytest.fixture(scope="module")
def printed(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A PDF of one page for each chart, and for a picture."""
    drawings = {name: one.drawing() for name, one in CHARTS.items()}
    drawings["picture"] = Picture(picture(200, 100), "From black to white", 10).drawing()
    made = office.convert({name: document_with([one]) for name, one in drawings.items()})
    folder = tmp_path_factory.mktemp("charts")
    for name, data in made.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in made}


@pytest.fixture(scope="module")
def page(printed: dict[str, Path]) -> Callable[[str], Image.Image]:
    """The picture of a chart's page, at 100 dots to the inch."""

    def seen(name: str) -> Image.Image:
        command = ["pdftoppm", "-r", "100", "-l", "1", "-singlefile", "-png", printed[name]]
        data = subprocess.run(command, capture_output=True, check=True).stdout
        return Image.open(io.BytesIO(data)).convert("RGB")

    return seen


def words(pdf: Path) -> str:
    command = ["pdftotext", "-layout", pdf, "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def places(image: Image.Image, colour: str) -> list[tuple[int, int]]:
    """Where, across and down, the image has exactly that colour."""
    wanted = tuple(bytes.fromhex(colour))
    return [
        (at % image.width, at // image.width)
        for at, pixel in enumerate(zip(*[iter(image.tobytes())] * 3, strict=True))
        if pixel == wanted
    ]


def widest_hole(image: Image.Image) -> int:
    """The widest stretch across, in dots, with nothing navy between what is navy."""
    across = sorted({x for x, _ in places(image, NAVY)})
    return max(right - left for left, right in itertools.pairwise(across))


def test_a_gap_in_the_figures_is_a_gap_in_the_line(page: Callable[[str], Image.Image]) -> None:
    assert widest_hole(page("gap")) > 150
    assert widest_hole(page("whole")) == 1


def test_a_gap_is_not_drawn_as_nought(page: Callable[[str], Image.Image]) -> None:
    down = [y for _, y in places(page("gap"), NAVY)]

    assert max(down) - min(down) < 20


def test_a_single_point_is_seen(page: Callable[[str], Image.Image]) -> None:
    assert len(places(page("point"), NAVY)) > 30


def test_a_column_below_nought_has_its_colour(page: Callable[[str], Image.Image]) -> None:
    image = page("below")
    navy = places(image, NAVY)
    up = [y for x, y in navy if x < image.width / 2]
    down = [y for x, y in navy if x > image.width / 2]

    assert len(down) == pytest.approx(len(up), rel=0.1)
    assert max(up) <= min(down) + 3


def test_each_rating_has_its_colour(page: Callable[[str], Image.Image]) -> None:
    image = page("ratings")

    assert {rating: len(places(image, shade.fill)) > 100 for rating, shade in RAG.items()} == (
        dict.fromkeys(RAG, True)
    )


def test_every_word_is_printed(printed: dict[str, Path]) -> None:
    for name in ("three", "ratings", "hostile"):
        text = words(printed[name])
        made = CHARTS[name]
        expected = [made.title.replace("\x07", ""), *made.categories]
        expected += [one.name for one in made.series]
        assert [word for word in expected if word not in text] == []


def test_a_chart_of_one_series_has_no_legend(printed: dict[str, Path]) -> None:
    assert "Osmerdale" not in words(printed["long"])


def test_bars_are_listed_from_the_top_with_their_whole_names(printed: dict[str, Path]) -> None:
    text = " ".join(words(printed["long"]).split())

    assert text.index("Children who go") < text.index("subject to") < text.index("Short")
    assert not [word for word in " ".join(LONG).split() if word not in text]


def test_forty_categories_are_labelled_in_whole_words(printed: dict[str, Path]) -> None:
    command = ["pdftotext", "-raw", printed["forty"], "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    # The first letter of a word aslant is read as a word of its own.
    assert text.count("onth") >= 10


def test_a_picture_is_drawn_in_its_size(page: Callable[[str], Image.Image]) -> None:
    image = page("picture")
    across, down = zip(*places(image, "404040"), strict=True)

    assert max(across) - min(across) == pytest.approx(10 / 2.54 * 100, abs=3)
    assert max(down) - min(down) < 10
