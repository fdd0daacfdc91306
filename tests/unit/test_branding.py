"""A board's colour and logo: sums with colours, templates in another colour, room on covers."""

import colorsys
import re
from collections import Counter
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.drawings import picture, png_that_says
from toolkit.board.settings import Settings
from toolkit.values.alt_text import DrawingFault
from toolkit.values.logo import Logo, is_file_name
from toolkit.values.palette import (
    BLUE,
    INK,
    LEAST_CONTRAST,
    LINE,
    LINE_SHARE,
    NAVY,
    RAG,
    TINT,
    WHITE,
    colour_named,
    contrast,
    dark_enough,
    tint,
)
from toolkit.word.branding.branding import LOGO_HEIGHT, LOGO_WIDTH, fitted, in_colour, with_logo
from toolkit.word.drawing.picture import Picture
from toolkit.word.package import package

PURPLE = "5B2A86"
TEMPLATE = (files("toolkit.word_templates") / "business_plan.docx").read_bytes()
STYLES = "word/styles.xml"
colours = st.from_regex(r"[0-9A-F]{6}", fullmatch=True)
UNITS_IN_A_CENTIMETRE = 360_000


# Colours


@pytest.mark.parametrize("text", ["#1D70B8", "1D70B8", "#1d70b8", "  #1D70b8\n"])
def test_a_colour_is_read_with_and_without_its_sign(text: str) -> None:
    assert colour_named(text) == "1D70B8"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "purple",
        "#15B",
        "1D70B",
        "1D70B80",
        "##1D70B8",
        "#1D70G8",
        "1D 70 B8",
        "\uff11\uff11\uff11\uff11\uff11\uff11",
    ],
)
def test_anything_else_is_no_colour(text: str) -> None:
    assert colour_named(text) is None


@given(st.text())
def test_no_text_is_taken_for_a_colour_that_is_not_one(text: str) -> None:
    colour = colour_named(text)
    assert colour is None or re.fullmatch("[0-9A-F]{6}", colour)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("000000", "FFFFFF", 21),
        ("FFFFFF", "FFFFFF", 1),
        ("777777", "FFFFFF", 4.48),
        ("767676", "FFFFFF", 4.54),
        ("FFFFFF", "CA3535", 5.2),
        ("FFFFFF", "1D70B8", 5.2),
        ("000000", "FF0000", 5.25),
        ("000000", "FFC000", 12.8),
        ("FFFFFF", "00703C", 6.2),
    ],
)
def test_contrast_is_that_of_published_tables(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.051)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("colour", ["767676", PURPLE, NAVY, "000000"])
def test_a_colour_that_carries_white_letters_stays(colour: str) -> None:
    assert dark_enough(colour) == colour


def test_the_lightest_grey_that_does_not_is_darkened_by_one_step() -> None:
    assert dark_enough("777777") == "767676"


@given(colours)
def test_white_letters_can_be_read_on_every_colour_that_papers_use(colour: str) -> None:
    dark = dark_enough(colour)
    assert contrast(WHITE, dark) >= LEAST_CONTRAST
    assert all(after <= before for before, after in zip(parts(colour), parts(dark), strict=True))


@given(colours)
def test_a_darkened_colour_keeps_its_hue(colour: str) -> None:
    hue, saturation, _ = hsv(colour)
    new_hue, new_saturation, _ = hsv(dark_enough(colour))
    turned = abs(hue - new_hue)
    # Parts of colours are whole numbers, so the hue of what is nearly grey cannot be kept exactly.
    assert min(turned, 1 - turned) * saturation < 0.01
    assert abs(saturation - new_saturation) < 0.01


def test_a_darkened_colour_is_no_darker_than_it_need_be() -> None:
    brighter = [min(round(part * 1.02), 255) for part in parts(dark_enough("FFDD00"))]
    assert contrast(WHITE, "".join(f"{part:02X}" for part in brighter)) < LEAST_CONTRAST


@given(colours, st.floats(0, 1))
def test_a_tint_lies_between_its_colour_and_white(colour: str, share: float) -> None:
    assert all(
        part <= mixed <= 255
        for part, mixed in zip(parts(colour), parts(tint(colour, share)), strict=True)
    )


def test_lines_are_the_tint_that_a_board_gets_of_its_own_colour() -> None:
    assert tint(NAVY, LINE_SHARE) == LINE
    assert (tint(PURPLE, 0), tint(PURPLE, 1)) == (WHITE, PURPLE)


@given(colours)
def test_letters_can_be_read_on_the_tints_of_every_board(colour: str) -> None:
    assert contrast(INK, tint(dark_enough(colour), LINE_SHARE)) >= LEAST_CONTRAST


def parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour))


def hsv(colour: str) -> tuple[float, float, float]:
    red, green, blue = (part / 255 for part in parts(colour))
    return colorsys.rgb_to_hsv(red, green, blue)


# Templates


def styles_of(template: bytes) -> dict[str, str]:
    """The XML of each style by its name."""
    xml = package.read_parts(template)[STYLES].decode()
    return {
        re.search(r'<w:name w:val="([^"]+)"', style)[1]: style  # type: ignore[index]
        for style in re.findall(r"<w:style .*?</w:style>", xml, re.DOTALL)
    }


def colours_in(xml: str) -> Counter[str]:
    return Counter(re.findall(r'"([0-9A-F]{6})"', xml))


def changed(old: str, new: str) -> bytes:
    held = package.read_parts(TEMPLATE)
    assert old in held[STYLES].decode()
    held[STYLES] = held[STYLES].decode().replace(old, new).encode()
    return package.write_parts(held)


def test_the_boards_colour_takes_the_place_of_the_toolkits_everywhere() -> None:
    before, after = styles_of(TEMPLATE), styles_of(in_colour(TEMPLATE, PURPLE))
    for name in ("Title", "heading 1", "heading 3", "Table reference", "Board table"):
        assert {NAVY, BLUE} & set(colours_in(before[name])), name
        assert PURPLE in colours_in(after[name]), name
    plain = {name: xml for name, xml in after.items() if not name.startswith("RAG ")}
    assert {NAVY, BLUE, TINT, LINE} & set(colours_in("".join(plain.values()))) == set()


def test_the_colours_of_ratings_are_never_touched() -> None:
    before, after = styles_of(TEMPLATE), styles_of(in_colour(TEMPLATE, PURPLE))
    ratings = [f"RAG {rating}" for rating in RAG]
    assert BLUE in colours_in(before["RAG Blue"])
    assert [colours_in(after[name]) for name in ratings] == [
        colours_in(before[name]) for name in ratings
    ]


def test_nothing_but_the_styles_changes() -> None:
    before = package.read_parts(TEMPLATE)
    after = package.read_parts(in_colour(TEMPLATE, PURPLE))
    assert [name for name in before if before[name] != after[name]] == [STYLES]
    assert list(after) == list(before)


def test_without_a_colour_the_template_stays_as_it_is() -> None:
    assert in_colour(TEMPLATE, "") == TEMPLATE


def test_the_same_template_and_colour_give_the_same_bytes_once() -> None:
    first = in_colour(TEMPLATE, PURPLE)
    assert in_colour(bytes(bytearray(TEMPLATE)), PURPLE) is first
    assert in_colour(TEMPLATE, NAVY) != first


def test_a_style_that_a_board_has_coloured_itself_stays() -> None:
    template = changed(f'w:fill="{NAVY}"', 'w:fill="112233"')
    assert "112233" in colours_in(styles_of(in_colour(template, PURPLE))["Title"])


def test_a_style_of_the_boards_own_stays() -> None:
    template = changed('w:val="Title"', 'w:val="Our title"')
    before, after = styles_of(template), styles_of(in_colour(template, PURPLE))
    assert NAVY in colours_in(before["Our title"])
    assert colours_in(after["Our title"]) == colours_in(before["Our title"])


def test_a_colour_of_words_theme_stays_in_force() -> None:
    themed = f'<w:color w:val="{NAVY}" w:themeColor="accent1"/>'
    template = changed(f'<w:color w:val="{NAVY}"/>', themed)
    assert NAVY in colours_in(styles_of(in_colour(template, PURPLE))["heading 1"])


@pytest.mark.parametrize("part", [b"", b"<w:styles", b"\xff\xfe\x00"])
def test_styles_that_cannot_be_read_are_left_to_the_renderer(part: bytes) -> None:
    held = {**package.read_parts(TEMPLATE), STYLES: part}
    template = package.write_parts(held)
    assert in_colour(template, PURPLE) == template


def test_a_template_without_styles_or_of_another_kind_is_left_to_the_renderer() -> None:
    held = package.read_parts(TEMPLATE)
    del held[STYLES]
    for template in (package.write_parts(held), b"not a Word file"):
        assert in_colour(template, PURPLE) == template


def test_styles_that_declare_entities_bring_nothing_in() -> None:
    held = package.read_parts(TEMPLATE)
    bomb = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    xml = held[STYLES].decode().replace("<w:styles", bomb + "<w:styles", 1)
    held[STYLES] = xml.replace("<w:uiPriority", "&a;<w:uiPriority", 1).encode()
    after = package.read_parts(in_colour(package.write_parts(held), PURPLE))[STYLES]
    assert b"&a;" in after


# The logo


SETTINGS = Settings(board_name="Ourshire Safeguarding Children Partnership")


def logo_of(settings: Settings) -> object:
    context = with_logo(
        {"board": {"name": "Ourshire", "logo": ""}, "key": []},
        settings.logo_file,
        (settings.logo_description, settings.board_name),
    )
    assert context["key"] == []
    board = context["board"]
    assert isinstance(board, dict)
    assert board["name"] == "Ourshire"
    return board["logo"]


def with_picture(description: str, board_name: str = SETTINGS.board_name) -> Picture:
    logo = logo_of(
        replace(
            SETTINGS,
            board_name=board_name,
            logo="logo.png",
            logo_description=description,
            logo_file=Logo(picture()),
        )
    )
    assert isinstance(logo, Picture)
    return logo


def test_without_a_logo_the_field_is_empty() -> None:
    assert logo_of(SETTINGS) == ""


def test_a_logo_is_printed_with_its_description() -> None:
    assert with_picture("A bridge over a river").description == "A bridge over a river"


@pytest.mark.parametrize("description", ["", "logo.png", "A" * 501])
def test_the_boards_name_stands_in_for_a_description_that_cannot_be_read_out(
    description: str,
) -> None:
    assert with_picture(description).description == SETTINGS.board_name


def test_a_board_without_a_name_still_has_a_logo() -> None:
    assert with_picture("", board_name="").description == "Logo"


def size_of(logo: Picture) -> tuple[float, float]:
    """Width and height in centimetres."""
    drawing = logo.drawing()
    return drawing.width / UNITS_IN_A_CENTIMETRE, drawing.height / UNITS_IN_A_CENTIMETRE


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_a_logo_never_takes_more_room_than_a_cover_has(wide: int, high: int) -> None:
    # Word counts 72 dots to the inch where a picture says nothing.
    natural = (wide / 72 * 2.54, high / 72 * 2.54)
    scale = min(1, LOGO_WIDTH / natural[0], LOGO_HEIGHT / natural[1])
    assume(natural[0] * scale > 0.11)
    shown = size_of(fitted(png_that_says(wide, high), "Logo"))
    assert shown == pytest.approx((natural[0] * scale, natural[1] * scale), rel=0.001)
    assert (shown[0] < 6.0001, shown[1] < 3.0001) == (True, True)


def test_a_picture_too_narrow_to_be_seen_is_refused() -> None:
    with pytest.raises(DrawingFault):
        fitted(png_that_says(10, 1000), "Logo")


@pytest.mark.parametrize("dots", [96, 300])
def test_a_wide_logo_fills_the_width_and_a_high_one_the_height(dots: int) -> None:
    assert size_of(fitted(picture(3000, 300, dots=dots), "Logo")) == pytest.approx((6, 0.6), 0.01)
    assert size_of(fitted(picture(3000, 3000, dots=dots), "Logo")) == pytest.approx((3, 3), 0.01)


def test_a_small_logo_is_not_blown_up() -> None:
    assert size_of(fitted(picture(96, 48, dots=96), "Logo")) == pytest.approx((2.54, 1.27), 0.01)


# Names of files


@pytest.mark.parametrize(
    "name",
    ["logo.png", "Our logo (2026).JPG", "écusson.jpeg", "..logo.png", "console.png", "a.b.png"],
)
def test_the_name_of_a_file_alone_is_taken(name: str) -> None:
    assert is_file_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "..", "...", ". .", "/", "../logo.png", "pictures/logo.png", "/etc/passwd",
        "pictures\\logo.png", "..\\logo.png", "C:logo.png", "C:\\logo.png", "\\\\server\\logo.png",
        "https://ourshire.example/logo.png", "file:logo.png", "logo.png:hidden", "logo\0.png",
        "logo\n.png", "logo?.png", "*.png", "CON", "con.png", "NUL.png", "nul .png", "COM1.png",
        "lpt9", "LPT¹.png", "CONIN$", "A" * 256,
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert not is_file_name(name)


@given(st.text(max_size=300))
def test_no_name_that_is_taken_leads_out_of_a_folder(name: str) -> None:
    if is_file_name(name):
        assert not set(name) & set("/\\:\0")
        assert name not in (".", "..")
