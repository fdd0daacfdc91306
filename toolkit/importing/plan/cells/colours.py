"""What a cell's background says where it has no words: red, amber, green, blue or grey."""

import colorsys

_NEARLY_GREY = 0.12
_NEARLY_WHITE = 0.97
_NEARLY_BLACK = 0.15


def rating_of(shade: str) -> str:
    """The rating a background of six hexadecimal digits means; "" for white, black, none.

    By hue on the colour wheel: up to 20° red, up to 70° (orange, yellow) amber, up to 170°
    green, up to 260° blue; further round, pink is red and purple says nothing.
    """
    if len(shade) != 6:
        return ""
    red, green, blue = (int(shade[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, lightness, _ = colorsys.rgb_to_hls(red, green, blue)
    if lightness > _NEARLY_WHITE or lightness < _NEARLY_BLACK:
        return ""
    if max(red, green, blue) - min(red, green, blue) < _NEARLY_GREY:
        return "Grey"
    degrees = hue * 360
    if degrees <= 20 or degrees > 330:
        return "Red"
    if degrees <= 70:
        return "Amber"
    if degrees <= 170:
        return "Green"
    return "Blue" if degrees <= 260 else ""
