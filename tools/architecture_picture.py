"""The picture of the rooms of the code, drawn from tools/rooms.py and the folders."""

from collections import defaultdict
from pathlib import Path

from tools.rooms import ROOMS, Room

ROOT = Path(__file__).resolve().parents[1]
_WIDE, _HIGH, _ACROSS, _DOWN, _EDGE = 150, 44, 26, 46, 30
_PURE, _OTHER, _INK, _LINE = "#e7f0f8", "#ffffff", "#0f385c", "#9fb3c8"


def picture() -> str:
    """An SVG: a floor for each level, a box for each room, a line for each room it imports."""
    level = _levels()
    floors: dict[int, list[Room]] = defaultdict(list)
    for room in ROOMS:
        floors[level[room.name]].append(room)
    widest = max(map(len, floors.values()))
    width = 2 * _EDGE + widest * _WIDE + (widest - 1) * _ACROSS
    top = max(floors)
    height = 2 * _EDGE + (top + 1) * _HIGH + top * _DOWN
    place: dict[str, tuple[float, float]] = {}
    for number, rooms in floors.items():
        row = len(rooms) * _WIDE + (len(rooms) - 1) * _ACROSS
        for column, room in enumerate(rooms):
            left = (width - row) / 2 + column * (_WIDE + _ACROSS)
            place[room.name] = (left, _EDGE + (top - number) * (_HIGH + _DOWN))
    lines = [_line(place[room.name], place[other]) for room, other in _nearest(level)]
    boxes = [_box(room, *place[room.name]) for room in ROOMS]
    title = "The rooms of toolkit/, those that import above those they import"
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{title}" font-family="Arial, sans-serif">',
        f"<title>{title}</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        *lines,
        *boxes,
        "</svg>",
        "",
    ])  # fmt: skip


def _levels() -> dict[str, int]:
    level: dict[str, int] = {}
    for room in ROOMS:  # listed from the ground up
        level[room.name] = max((level[other] + 1 for other in room.may_import.split()), default=0)
    return level


def _nearest(level: dict[str, int]) -> list[tuple[Room, str]]:
    """The imports that no other import implies: the rest would only darken the picture."""
    reached: dict[str, set[str]] = {}
    found = []
    for room in ROOMS:
        others = room.may_import.split()
        below = {far for other in others for far in reached[other]}
        reached[room.name] = below | set(others)
        found += [(room, other) for other in others if other not in below]
    return sorted(found, key=lambda pair: level[pair[0].name])


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    x1, y1 = start[0] + _WIDE / 2, start[1] + _HIGH
    x2, y2 = end[0] + _WIDE / 2, end[1]
    middle = (y1 + y2) / 2
    return (
        f'<path d="M{x1:g},{y1:g} C{x1:g},{middle:g} {x2:g},{middle:g} {x2:g},{y2:g}" '
        f'fill="none" stroke="{_LINE}" stroke-width="1.2"/>'
    )


def _box(room: Room, left: float, top: float) -> str:
    folder = ROOT / "toolkit" / room.name
    modules = sum(1 for path in folder.rglob("*.py") if path.name != "__init__.py")
    fill = _PURE if room.is_pure else _OTHER
    middle = left + _WIDE / 2
    return (
        f'<rect x="{left:g}" y="{top:g}" width="{_WIDE}" height="{_HIGH}" rx="5" fill="{fill}" '
        f'stroke="{_INK}"/>'
        f'<text x="{middle:g}" y="{top + 19:g}" text-anchor="middle" font-size="14" '
        f'fill="{_INK}">{room.name}</text>'
        f'<text x="{middle:g}" y="{top + 35:g}" text-anchor="middle" font-size="11" '
        f'fill="#4a5a6a">{modules} modules</text>'
    )
