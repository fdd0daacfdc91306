"""Sound Office files damaged in one to four ways: in the zip, in its XML, in its relationships.

The same seed gives the same file. Damage keeps to what programs and attackers do: parts lost,
doubled, renamed or cut short; attributes with odd values; elements lost, doubled, nested or moved;
relationships that lead nowhere, elsewhere or outside.
"""

import io
import random
import zipfile
from collections.abc import Callable

from lxml import etree

Parts = dict[str, bytes]
Damage = Callable[[Parts, random.Random], None]
TreeDamage = Callable[[etree._Element, list[etree._Element], random.Random], None]

ODD_VALUES = (
    "", "0", "-1", "1.5", "²", "٣", "99999999999999999999", "9" * 5_000, "NaN", "true", " ", "A1",
    "XFD1048576", "AAAAA1", "A1:XFD1048576", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1", "\tx",
    "../../etc/passwd", "http://example.org/x", "{{ board.name }}", "{% for", "}}", "x" * 40_000,
    "\ud7ff", "\u202e", "\ufeff", "_x000D_", "&amp;lt;", "1900-02-29", "31/02/2026",
)  # fmt: skip
_MOST_DAMAGES = 4
_MOST_ELEMENTS = 20_000


def damaged(data: bytes, seed: int) -> bytes:
    """The file with the damage that belongs to a seed."""
    chance = random.Random(seed)  # noqa: S311 - the same each time, which is the point
    parts = _read(data)
    for _ in range(chance.randint(1, _MOST_DAMAGES)):
        chance.choice(DAMAGES)(parts, chance)
    made = _written(parts, chance)
    if chance.random() < 0.05:
        made = made[: chance.randrange(1, len(made))]
    return made


def _read(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _written(parts: Parts, chance: random.Random) -> bytes:
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if chance.random() < 0.9 else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


# The zip


def _lose_part(parts: Parts, chance: random.Random) -> None:
    if len(parts) > 1:
        del parts[chance.choice(list(parts))]


def _rename_part(parts: Parts, chance: random.Random) -> None:
    name = chance.choice(list(parts))
    new = chance.choice([name.upper(), name.replace("/", "\\"), f"{name}.dat", f"../{name}", "x"])
    parts[new] = parts.pop(name)


def _exchange_parts(parts: Parts, chance: random.Random) -> None:
    one, other = chance.choice(list(parts)), chance.choice(list(parts))
    parts[one], parts[other] = parts[other], parts[one]


def _cut_part(parts: Parts, chance: random.Random) -> None:
    name = chance.choice(list(parts))
    parts[name] = parts[name][: chance.randrange(len(parts[name]) + 1)]


def _flip_bytes(parts: Parts, chance: random.Random) -> None:
    name = chance.choice(list(parts))
    content = bytearray(parts[name] or b"x")
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    parts[name] = bytes(content)


def _other_encoding(parts: Parts, chance: random.Random) -> None:
    name = chance.choice(_xml_of(parts))
    encoding = chance.choice(["utf-16", "utf-16-be", "latin-1", "utf-8-sig"])
    parts[name] = parts[name].decode("utf-8", "replace").encode(encoding, "replace")


def _declare(parts: Parts, chance: random.Random) -> None:
    name = chance.choice(_xml_of(parts))
    parts[name] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts[name]


# The XML


def _xml_of(parts: Parts) -> list[str]:
    named = [name for name in parts if name.lower().endswith((".xml", ".rels"))]
    return named or list(parts)


def _in_tree(
    change: Callable[[etree._Element, list[etree._Element], random.Random], None],
) -> Damage:
    def damage(parts: Parts, chance: random.Random) -> None:
        name = chance.choice(_xml_of(parts))
        try:
            root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False))
        except (etree.XMLSyntaxError, ValueError):
            return
        elements = list(root.iter(etree.Element))[:_MOST_ELEMENTS]
        for _ in range(chance.randint(1, 3)):
            change(root, elements, chance)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return damage


def _odd_attribute(
    _root: etree._Element, elements: list[etree._Element], chance: random.Random
) -> None:
    with_some = [element for element in elements if element.attrib]
    if with_some:
        element = chance.choice(with_some)
        element.set(chance.choice(list(element.attrib)), _xml_text(chance.choice(ODD_VALUES)))


def _lose_attribute(
    _root: etree._Element, elements: list[etree._Element], chance: random.Random
) -> None:
    with_some = [element for element in elements if element.attrib]
    if with_some:
        element = chance.choice(with_some)
        del element.attrib[chance.choice(list(element.attrib))]


def _odd_text(_root: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    with_text = [element for element in elements if element.text and element.text.strip()]
    if with_text:
        chance.choice(with_text).text = _xml_text(chance.choice(ODD_VALUES))


def _lose_element(
    root: etree._Element, elements: list[etree._Element], chance: random.Random
) -> None:
    element = chance.choice(elements)
    parent = element.getparent()
    if element is not root and parent is not None:
        parent.remove(element)


def _double_element(
    root: etree._Element, elements: list[etree._Element], chance: random.Random
) -> None:
    element = chance.choice(elements)
    if element is not root and element.getparent() is not None:
        for _ in range(chance.choice([1, 1, 1, 50])):
            element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))


def _nest_element(
    root: etree._Element, elements: list[etree._Element], chance: random.Random
) -> None:
    element = chance.choice(elements)
    copy = etree.tostring(element, with_tail=False)
    if len(copy) > 10_000 or element is root:
        return
    inner = element
    for _ in range(chance.choice([1, 3, 30])):
        inner.append(etree.fromstring(copy))
        inner = inner[-1]


def _move_element(
    root: etree._Element, elements: list[etree._Element], chance: random.Random
) -> None:
    element, target = chance.choice(elements), chance.choice(elements)
    if element is not root and element not in target.iterancestors() and element is not target:
        target.append(element)


def _rename_element(
    _root: etree._Element, elements: list[etree._Element], chance: random.Random
) -> None:
    element, other = chance.choice(elements), chance.choice(elements)
    element.tag = other.tag


# Relationships


def _lead_elsewhere(parts: Parts, chance: random.Random) -> None:
    registers = [name for name in parts if name.endswith(".rels")]
    if not registers:
        return
    name = chance.choice(registers)
    try:
        root = etree.fromstring(parts[name])
    except etree.XMLSyntaxError:
        return
    if len(root):
        item = chance.choice(list(root))
        target = chance.choice([*parts, "nothing.xml", "/", "", "http://example.org/a", "\\\\s\\x"])
        item.set("Target", target)
        if chance.random() < 0.3:
            item.set("TargetMode", "External")
        if chance.random() < 0.2:
            item.set("Type", chance.choice(list(root)).get("Type", ""))
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _xml_text(text: str) -> str:
    return "".join(sign for sign in text if sign in "\t\n" or sign >= " ")


DAMAGES: tuple[Damage, ...] = (
    _lose_part, _rename_part, _exchange_parts, _cut_part, _flip_bytes, _other_encoding, _declare,
    *(2 * (_in_tree(_odd_attribute), _in_tree(_odd_text), _in_tree(_lose_element))),
    _in_tree(_lose_attribute), _in_tree(_double_element), _in_tree(_nest_element),
    _in_tree(_move_element), _in_tree(_rename_element), _lead_elsewhere, _lead_elsewhere,
)  # fmt: skip
