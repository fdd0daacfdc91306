"""Two folders of results held against each other, and differences gathered by cause."""

import difflib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.compare_outputs.scenario import Scenario

# What differs between two runs of the same code: the time a workbook was last saved, in the
# names of backups, and the times and frames that the log of faults notes.
_SAVED = re.compile(r"\d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.\d{3}")
_NOTED = re.compile(r"^\d{4}-\d\d-\d\dT\S+ |^  .*:\d+ \w+\n", re.MULTILINE)
_FAULT_LOG = "safeguarding-toolkit-faults.log"

_CODE = re.compile(r"\b[A-Z]+-\d{3}\b")
_MOST_WORDS = 4_000


@dataclass(frozen=True)
class Difference:
    """One change: where, in what kind of thing, and its lines, each with - or + before it."""

    place: str
    kind: str
    lines: tuple[str, ...]

    @property
    def cause(self) -> tuple[object, ...]:
        """What it has in common with others of its cause: the words changed, numbers aside."""
        old = [line[1:] for line in self.lines if line.startswith("-")]
        new = [line[1:] for line in self.lines if line.startswith("+")]
        codes = sorted(set(_CODE.findall(" ".join(self.lines))))
        if codes and not (old and new):
            return (self.kind, bool(old), *codes)
        return (self.kind, *_changed_words(_words(old), _words(new)))


def _words(lines: list[str]) -> list[str]:
    text = re.sub(r"[0-9a-f]{32,}|\d+", "#", " ".join(lines))
    return re.findall(r"\w+|[^\w\s]", text)


def _changed_words(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    if len(old) + len(new) > _MOST_WORDS:
        old, new = old[: _MOST_WORDS // 2], new[: _MOST_WORDS // 2]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what != "equal":
            yield " ".join(old[first:last]), " ".join(new[start:end])


def by_cause(differences: Iterable[Difference]) -> list[list[Difference]]:
    """The differences gathered by cause, the most frequent first."""
    groups: dict[tuple[object, ...], list[Difference]] = {}
    for difference in differences:
        groups.setdefault(difference.cause, []).append(difference)
    return sorted(groups.values(), key=len, reverse=True)


def differences(scenario: Scenario, old: Path, new: Path) -> Iterator[Difference]:
    """What differs between both sides' results of one scenario."""
    old_files, new_files = _listed(old), _listed(new)
    for name in sorted({*old_files, *new_files}):
        place = _place(scenario, name)
        if name not in new_files:
            yield Difference(place, "file only in OLD", (f"-{name}",))
        elif name not in old_files:
            yield Difference(place, "file only in NEW", (f"+{name}",))
        elif not name.endswith("/"):
            yield from _of_files(place, old_files[name], new_files[name])


def _listed(folder: Path) -> dict[str, Path]:
    """Everything in a folder by its name, which says no time; folders end in a stroke."""
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        name = _SAVED.sub("(when)", path.relative_to(folder).as_posix())
        while name in found:
            name += " (later)"
        found[f"{name}/" if path.is_dir() else name] = path
    return found


def _place(scenario: Scenario, name: str) -> str:
    """Where a result belongs, as in `example: standard output of toolkit check board.xlsx`."""
    folder, _, rest = name.partition("/")
    if folder.isdecimal() and rest:
        command = " ".join(("toolkit", *scenario.commands[int(folder) - 1]))
        return f"{scenario.name}: {rest} of {command}"
    return f"{scenario.name}: {rest or folder}"


def _of_files(place: str, old: Path, new: Path) -> Iterator[Difference]:
    kind = f"*{old.suffix}" if old.suffix else old.name
    modes = [f"{path.stat().st_mode & 0o777:o}" for path in (old, new)]
    if modes[0] != modes[1]:
        yield Difference(place, f"permissions of {kind}", (f"-{modes[0]}", f"+{modes[1]}"))
    contents = [path.read_bytes() for path in (old, new)]
    if old.name == _FAULT_LOG:
        contents = [_NOTED.sub("", content.decode()).encode() for content in contents]
    yield from _of_contents(place, kind, *contents)


def _of_contents(place: str, kind: str, old: bytes, new: bytes) -> Iterator[Difference]:
    if old == new:
        return
    old_parts, new_parts = _parts(old), _parts(new)
    if old_parts is not None and new_parts is not None:
        yield from _of_packages(place, kind, old_parts, new_parts)
        return
    old_text, new_text = _text(old), _text(new)
    if old_text is not None and new_text is not None:
        for lines in _hunks(old_text, new_text):
            yield Difference(place, kind, lines)
    else:
        yield Difference(place, kind, (f"-{len(old)} bytes", f"+{len(new)} other bytes"))


def _parts(data: bytes) -> dict[str, bytes] | None:
    """The parts of a zip package, uncompressed and in their order; None if it is not one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None


def _of_packages(
    place: str, kind: str, old: dict[str, bytes], new: dict[str, bytes]
) -> Iterator[Difference]:
    if old == new:
        lines = [f"{sign}{name}" for sign, names in (("-", old), ("+", new)) for name in names]
        if list(old) != list(new):
            yield Difference(place, f"order of the parts of {kind}", tuple(lines))
        else:
            yield Difference(place, f"zip of {kind}", ("-every part is the same", "+but the zip"))
    for name in sorted({*old, *new}):
        part = f"{name} in {kind}"
        if name not in new:
            yield Difference(f"{place}, {name}", f"part only in OLD {kind}", (f"-{name}",))
        elif name not in old:
            yield Difference(f"{place}, {name}", f"part only in NEW {kind}", (f"+{name}",))
        else:
            yield from _of_contents(f"{place}, {name}", part, old[name], new[name])


def _text(data: bytes) -> list[str] | None:
    """The lines of a text, one for each tag of XML; None where it is no text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    if text.lstrip("\ufeff").startswith("<"):
        text = text.replace("><", ">\n<")
    return _SAVED.sub("(when)", text).split("\n")


def _hunks(old: list[str], new: list[str]) -> Iterator[tuple[str, ...]]:
    """The lines of each change, each with its sign."""
    lines: list[str] = []
    for line in [*difflib.unified_diff(old, new, lineterm="", n=0)][2:]:
        if line.startswith("@@"):
            if lines:
                yield tuple(lines)
            lines = []
        else:
            lines.append(line)
    if lines:
        yield tuple(lines)
