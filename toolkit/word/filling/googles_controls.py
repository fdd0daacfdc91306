"""The content controls in which Google Docs wraps words and paragraphs, taken off.

It marks with them what it wants to find again, such as suggestions and comments; they say nothing
to anybody else, and would keep a tag apart from the one that ends it. Text in, text out, over the
XML of one part.
"""

import re

_NAMED = "goog_rdk_"
_PROPERTIES = (
    rf'<w:sdtPr>(?:(?!</w:sdtPr>).)*?<w:tag w:val="{_NAMED}(?:(?!</w:sdtPr>).)*?</w:sdtPr>\s*'
    r"(?:<w:sdtEndPr/>|<w:sdtEndPr>(?:(?!</w:sdtEndPr>).)*?</w:sdtEndPr>)?\s*"
)
_SIGN = re.compile(
    rf"(?P<whole><w:sdt>\s*{_PROPERTIES}<w:sdtContent/>\s*</w:sdt>)"
    rf"|(?P<its><w:sdt>\s*{_PROPERTIES}<w:sdtContent>)"
    r"|<w:sdt>|(?P<end>(?:</w:sdtContent>\s*)?</w:sdt>)",
    re.DOTALL,
)


def without_googles_controls(source: str) -> str:
    """The XML with what those controls hold, and not the controls."""
    if _NAMED not in source:
        return source
    are_its: list[bool] = []

    def kept(sign: re.Match[str]) -> str:
        if sign["whole"]:
            return ""
        if sign["end"]:
            return "" if are_its and are_its.pop() else sign[0]
        are_its.append(bool(sign["its"]))
        return "" if sign["its"] else sign[0]

    return _SIGN.sub(kept, source)
