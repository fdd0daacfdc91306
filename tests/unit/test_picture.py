"""Pictures: what is taken, what is refused and in which words, how large they stand."""

import hashlib
import io
import math
import subprocess
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.drawings import document_with, element_of, picture, png_that_says
from toolkit.values.alt_text import LONGEST_DESCRIPTION, DrawingFault
from toolkit.word.document_lint import rules
from toolkit.word.document_lint.lint import lint_document
from toolkit.word.drawing.drawing import MOST_CENTIMETRES, units
from toolkit.word.drawing.picture import MOST_BYTES, MOST_PIXELS, Picture
from toolkit.word.package.package import read_parts

WORDS = "Two bridges over the river at Osmerdale"
PNG, JPEG = picture(), picture(kind="JPEG")
# A small picture inside the header, such as cameras leave, ends before the real one does.
WITH_THUMBNAIL = JPEG[:20] + b"\xff\xfe" + (len(JPEG) + 2).to_bytes(2, "big") + JPEG + JPEG[20:]


def size(shown: Picture) -> tuple[float, float]:
    """Its width and height in centimetres."""
    drawing = shown.drawing()
    return round(drawing.width / 360_000, 2), round(drawing.height / 360_000, 2)


def saved_as(kind: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (4, 4)).save(data, kind)
    return data.getvalue()


class TestWhatIsTaken:
    @pytest.mark.parametrize(
        ("data", "ending", "kind"),
        [(PNG, "png", "image/png"), (JPEG, "jpg", "image/jpeg"),
         (WITH_THUMBNAIL, "jpg", "image/jpeg")],
        ids=["png", "jpeg", "jpeg with a thumbnail"],
    )  # fmt: skip
    def test_png_and_jpeg_arrive_as_they_are(self, data: bytes, ending: str, kind: str) -> None:
        drawing = Picture(data, WORDS).drawing()

        name = f"word/media/{hashlib.sha256(data).hexdigest()}.{ending}"
        assert drawing.kind == "picture"
        assert drawing.parts(3) == ((name, data, kind),)
        assert drawing.relationship_type.endswith("/relationships/image")

    def test_the_same_picture_twice_is_one_part(self) -> None:
        first = Picture(PNG, WORDS).drawing().parts(1)
        second = Picture(bytes(PNG), "Other words", width=2).drawing().parts(2)

        assert first == second

    @pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP", "PDF"])
    def test_other_kinds_are_refused(self, kind: str) -> None:
        with pytest.raises(DrawingFault, match="neither PNG nor JPEG"):
            Picture(saved_as(kind), WORDS)

    @pytest.mark.parametrize("data", [b"", b"<svg/>", b"\x89PNG", b"\xff\xd8", b"PK\x03\x04"])
    def test_what_is_no_picture_is_refused(self, data: bytes) -> None:
        with pytest.raises(DrawingFault, match="neither PNG nor JPEG"):
            Picture(data, WORDS)

    @given(st.sampled_from([PNG, JPEG, WITH_THUMBNAIL]), st.data())
    def test_a_picture_cut_off_anywhere_is_refused(self, whole: bytes, data: st.DataObject) -> None:
        cut = data.draw(st.integers(0, len(whole) - 1))

        with pytest.raises(DrawingFault):
            Picture(whole[:cut], WORDS)

    def test_a_picture_cut_off_is_told_so(self) -> None:
        with pytest.raises(DrawingFault, match="is cut off"):
            Picture(JPEG[:-2], WORDS)

    @given(
        st.sampled_from([PNG, JPEG]),
        st.lists(st.tuples(st.integers(8, 300), st.binary(min_size=1, max_size=6)), max_size=6),
    )
    def test_a_damaged_picture_is_taken_or_refused_as_such(
        self, whole: bytes, damages: list[tuple[int, bytes]]
    ) -> None:
        data = bytearray(whole)
        for at, damage in damages:
            data[at : at + len(damage)] = damage
        with suppress(DrawingFault):
            drawing = Picture(bytes(data), WORDS).drawing()
            assert drawing.width > 0
            assert drawing.height > 0

    def test_five_megabytes_are_taken_and_a_byte_more_is_not(self) -> None:
        most = PNG.ljust(MOST_BYTES, b"\0")

        assert Picture(most, WORDS).drawing().parts(1)[0].data == most
        with pytest.raises(DrawingFault, match=r"has 5\.0 MB; a paper takes 5 MB"):
            Picture(most + b"\0", WORDS)

    @pytest.mark.parametrize("sides", [(MOST_PIXELS, 9), (9, MOST_PIXELS)])
    def test_ten_thousand_pixels_a_side_are_taken(self, sides: tuple[int, int]) -> None:
        assert Picture(png_that_says(*sides), WORDS).drawing().width > 0

    @pytest.mark.parametrize("sides", [(MOST_PIXELS + 1, 9), (9, MOST_PIXELS + 1)])
    def test_a_pixel_more_is_refused(self, sides: tuple[int, int]) -> None:
        with pytest.raises(DrawingFault, match="10,000 a side at most"):
            Picture(png_that_says(*sides), WORDS)

    @pytest.mark.parametrize("sides", [(0, 9), (9, 0)])
    def test_a_picture_without_size_is_refused(self, sides: tuple[int, int]) -> None:
        with pytest.raises(DrawingFault, match="no width or no height"):
            Picture(png_that_says(*sides), WORDS)


class TestTheDescription:
    @pytest.mark.parametrize("words", ["", "  ", "\n\t", "\x00\x07", "\u200b", "–", "..."])
    def test_that_says_nothing_is_refused(self, words: str) -> None:
        with pytest.raises(DrawingFault, match="The picture has no description"):
            Picture(PNG, words)

    @pytest.mark.parametrize(
        "words",
        ["logo.png", "  Logo of the board.JPEG ", "C:\\pictures\\one.gif", "our plan.docx",
         "IMG_2041", "Screenshot 3", "image1", "a\nb.svg"],
    )  # fmt: skip
    def test_that_is_a_file_name_is_refused(self, words: str) -> None:
        with pytest.raises(DrawingFault, match="a file name as its description"):
            Picture(PNG, words)

    @pytest.mark.parametrize("words", ["The file logo.png on a screen", "Images of 3 rooms", "3"])
    def test_that_only_resembles_a_file_name_is_taken(self, words: str) -> None:
        assert Picture(PNG, words).drawing().description == words

    def test_may_have_five_hundred_characters(self) -> None:
        longest = "a" * LONGEST_DESCRIPTION

        assert Picture(PNG, f" {longest}\n").drawing().description == longest
        with pytest.raises(DrawingFault, match="501 characters; screen readers need 500"):
            Picture(PNG, longest + "a")

    def test_is_not_quoted_when_refused(self) -> None:
        with pytest.raises(DrawingFault) as refused:
            Picture(PNG, "Ann Example " * 50)

        assert "Ann" not in str(refused.value)

    @pytest.mark.parametrize("ending", ["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "svg",
                                        "emf", "wmf", "webp", "pdf"])  # fmt: skip
    def test_that_the_linter_would_find_fault_with_is_refused(self, ending: str) -> None:
        with pytest.raises(DrawingFault):
            Picture(PNG, f"Our logo.{ending}")


class TestTheSize:
    def test_is_the_natural_one_of_a_small_picture(self) -> None:
        assert size(Picture(picture(72, 36), WORDS)) == (2.54, 1.27)

    @pytest.mark.parametrize("kind", ["PNG", "JPEG"])
    def test_heeds_how_dense_the_picture_says_it_is(self, kind: str) -> None:
        assert size(Picture(picture(600, 300, kind, dots=300), WORDS)) == (5.08, 2.54)

    def test_of_a_picture_that_says_it_has_no_density_is_the_usual(self) -> None:
        without = bytearray(picture(72, 36, "JPEG", dots=300))
        at = without.index(b"JFIF\0") + 8
        without[at : at + 4] = b"\0\0\0\0"

        assert size(Picture(bytes(without), WORDS)) == (2.54, 1.27)

    def test_of_a_wide_picture_fits_the_page(self) -> None:
        assert size(Picture(png_that_says(2000, 1000), WORDS)) == (16, 8)

    def test_of_a_tall_picture_fits_the_page(self) -> None:
        assert size(Picture(png_that_says(1000, 2000), WORDS)) == (11, 22)

    @pytest.mark.parametrize("width", [20, 4.5, Decimal("4.5")])
    def test_is_the_one_asked_for(self, width: float | Decimal) -> None:
        across, down = size(Picture(picture(40, 20), WORDS, width))

        assert (across, down) == (width, pytest.approx(float(width) / 2))

    @pytest.mark.parametrize(
        "width",
        [0, -1, 0.09, math.nan, math.inf, Decimal("NaN"), Decimal("sNaN"), True, 56, 10**400, "9"],
    )
    def test_that_no_page_has_is_refused(self, width: object) -> None:
        with pytest.raises(DrawingFault, match="The picture's width must be"):
            Picture(PNG, WORDS, width)  # type: ignore[arg-type]

    def test_may_be_the_least_and_the_most_that_word_shows(self) -> None:
        assert size(Picture(picture(40, 40), WORDS, 0.1)) == (0.1, 0.1)
        assert size(Picture(picture(40, 40), WORDS, MOST_CENTIMETRES)) == (55, 55)
        with pytest.raises(DrawingFault, match="would be 110 cm high"):
            Picture(picture(40, 80), WORDS, MOST_CENTIMETRES)

    def test_is_never_nothing(self) -> None:
        drawing = Picture(png_that_says(10_000, 1), WORDS, 0.1).drawing()

        assert drawing.height >= 1


class TestInADocument:
    def test_the_element_stands_alone(self) -> None:
        drawing = Picture(PNG, "A <b>, 'q' & \"Q\" ]]>\x0bline").drawing()
        element = element_of(drawing, 12)

        (said,) = element.iter("{*}docPr")
        assert dict(said.attrib) == {
            "id": "12",
            "name": "Picture 12",
            "descr": "A <b>, 'q' & \"Q\" ]]> line",
        }
        (blip,) = element.iter("{*}blip")
        assert "rId7" in blip.attrib.values()

    def test_python_docx_finds_the_picture(self) -> None:
        opened = Document(io.BytesIO(document_with([Picture(JPEG, WORDS, 4).drawing()])))

        (shape,) = opened.inline_shapes
        assert int(shape.width) == units(4)
        assert [part.blob for part in opened.part.package.image_parts] == [JPEG]

    def test_the_linter_finds_no_fault_with_it(self) -> None:
        faults = {rule.code for rule in (rules.NO_ALT_TEXT, rules.ALT_IS_FILE,
                                         rules.DEAD_RELATIONSHIP)}  # fmt: skip
        paper = document_with([Picture(PNG, WORDS).drawing(), Picture(JPEG, WORDS).drawing()])

        assert (
            faults & {finding.rule.code for finding in lint_document(paper, "paper.docx")} == set()
        )

    def test_a_picture_shown_twice_is_stored_once(self) -> None:
        paper = document_with([Picture(PNG, WORDS).drawing(), Picture(PNG, "Again").drawing()])

        assert sum(name.startswith("word/media/") for name in read_parts(paper)) == 1

    @pytest.mark.validator
    def test_it_is_valid_to_the_letter(self, ooxml_validator: Path, tmp_path: Path) -> None:
        paper = tmp_path / "paper.docx"
        shown = [Picture(PNG, WORDS), Picture(JPEG, WORDS, 3), Picture(PNG, 'Q " & <')]
        paper.write_bytes(document_with([each.drawing() for each in shown]))

        done = subprocess.run([ooxml_validator, paper], capture_output=True, text=True)
        assert '"errors": []' in done.stdout


def test_a_picture_does_not_spill_its_bytes_into_messages() -> None:
    assert len(repr(Picture(picture(400, 400), WORDS))) < 120
