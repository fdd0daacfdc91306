"""A VBA project (MS-OVBA) written from the text of its modules, the same bytes each time.

It holds source alone and no compiled code: Office compiles it when it opens the file.
"""

import re
import struct
import uuid
from collections.abc import Mapping, Sequence

from toolkit.macro_workbook.compound_file import pack

PROJECT = "VBAProject"
THIS_WORKBOOK = "ThisWorkbook"
LONGEST_NAME = 31
_CODE_PAGE, _ENCODING = 1252, "cp1252"

# What the modules of a workbook and of its sheets are, to Excel.
_WORKBOOK_CLASS = "00020819-0000-0000-C000-000000000046"
_SHEET_CLASS = "00020820-0000-0000-C000-000000000046"
_CLASS_BASE = "FCFB3D2A-A0FA-1068-A738-08002B3371B5"
_LIBRARIES = {
    "stdole": "*\\G{00020430-0000-0000-C000-000000000046}#2.0#0#"
    "C:\\Windows\\System32\\stdole2.tlb#OLE Automation",
    "Office": "*\\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
    "C:\\Program Files\\Common Files\\Microsoft Shared\\OFFICE16\\MSO.DLL"
    "#Microsoft Office 16.0 Object Library",
}
# In the order in which Office writes them.
_ATTRIBUTES = (
    "VB_Name",
    "VB_Base",
    "VB_GlobalNameSpace",
    "VB_Creatable",
    "VB_PredeclaredId",
    "VB_Exposed",
    "VB_TemplateDerived",
    "VB_Customizable",
    "VB_Description",
)
# The version FFFF: no compiled code is kept, so the source is what counts.
_NOTHING_COMPILED = bytes.fromhex("cc61ffff000000")
_KINDS = {".bas": "Module", ".cls": "Class"}
_CHUNK, _NEAREST = 4096, 64


def make_project(modules: Mapping[str, str], sheets: int) -> bytes:
    """The vbaProject.bin of a workbook with that many sheets.

    `modules` are texts as the VBA editor exports them, by file name (.bas or .cls).
    ValueError where a module's name is too long or a character is outside Windows-1252.
    """
    sources = {THIS_WORKBOOK: ("Document", _document(THIS_WORKBOOK, _WORKBOOK_CLASS))}
    for number in range(1, sheets + 1):
        sources[f"Sheet{number}"] = ("Document", _document(f"Sheet{number}", _SHEET_CLASS))
    for file_name, text in modules.items():
        kind = _KINDS[file_name[-4:]]
        name = module_name(file_name, text)
        if len(name) > LONGEST_NAME:
            raise ValueError(f"the name of the module {name} is longer than Office allows")
        sources[name] = (kind, module_source(file_name, text))
    streams = {name: compress(source.encode(_ENCODING)) for name, (_, source) in sources.items()}
    streams["_VBA_PROJECT"] = _NOTHING_COMPILED
    streams["dir"] = compress(_directory({name: kind for name, (kind, _) in sources.items()}))
    names = b"".join(
        name.encode(_ENCODING) + b"\0" + f"{name}\0".encode("utf-16-le") for name in sources
    )
    return pack({"VBA": streams, "PROJECT": _properties(sources), "PROJECTwm": names + b"\0\0"})


def module_name(file_name: str, text: str) -> str:
    """What a module calls itself; the file's name where it does not say."""
    named = re.search(r'^Attribute VB_Name = "(\w+)"', text, re.MULTILINE)
    return named[1] if named else file_name[:-4]


def module_source(file_name: str, text: str) -> str:
    """The text of a module as a project keeps it: attributes first, lines ended as in Windows."""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    if file_name.endswith(".cls"):
        # The lines before the attributes are there in exported files only.
        first = next(i for i, line in enumerate(lines) if line.startswith("Attribute "))
        lines = lines[first:]
        given = [line for line in lines if line.startswith("Attribute VB_")]
        rest = [line for line in lines if not line.startswith("Attribute VB_")]
        lines = sorted({*given, *_class_attributes(given)}, key=_attribute_order) + rest
    return "\r\n".join(lines) + "\r\n"


def _class_attributes(given: Sequence[str]) -> list[str]:
    """The attributes of a class that its exported text leaves out."""
    present = {line.split()[1] for line in given}
    usual = {
        "VB_Base": f'"0{{{_CLASS_BASE}}}"',
        "VB_GlobalNameSpace": "False",
        "VB_Creatable": "False",
        "VB_PredeclaredId": "False",
        "VB_Exposed": "False",
        "VB_TemplateDerived": "False",
        "VB_Customizable": "False",
    }
    return [f"Attribute {key} = {value}" for key, value in usual.items() if key not in present]


def _attribute_order(line: str) -> int:
    return _ATTRIBUTES.index(line.split()[1])


def _document(name: str, class_id: str) -> str:
    """The module of the workbook or of a sheet, without code."""
    flags = {
        "VB_Name": f'"{name}"',
        "VB_Base": f'"0{{{class_id}}}"',
        "VB_GlobalNameSpace": "False",
        "VB_Creatable": "False",
        "VB_PredeclaredId": "True",
        "VB_Exposed": "True",
        "VB_TemplateDerived": "False",
        "VB_Customizable": "True",
    }
    return "".join(f"Attribute {key} = {value}\r\n" for key, value in flags.items())


# The directory of the project (MS-OVBA 2.3.4.2)


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _both(number: int, wide_number: int, text: str) -> bytes:
    """A text in the code page and, in a record of its own, in Unicode."""
    return _record(number, text.encode(_ENCODING)) + _record(wide_number, text.encode("utf-16-le"))


def _directory(kinds: Mapping[str, str]) -> bytes:
    number, half = "<I", "<H"
    parts = [
        _record(0x01, struct.pack(number, 3)),  # 64-bit Windows
        _record(0x02, struct.pack(number, 0x409)),
        _record(0x14, struct.pack(number, 0x409)),
        _record(0x03, struct.pack(half, _CODE_PAGE)),
        _record(0x04, PROJECT.encode()),
        _both(0x05, 0x40, ""),
        _both(0x06, 0x3D, ""),
        _record(0x07, bytes(4)),
        _record(0x08, bytes(4)),
        # The version: its size says four where six bytes follow.
        struct.pack("<HIIH", 0x09, 4, 1, 1),
        _both(0x0C, 0x3C, ""),
    ]
    for name, library in _LIBRARIES.items():
        path = library.encode()
        parts.append(_both(0x16, 0x3E, name))
        parts.append(_record(0x0D, struct.pack(number, len(path)) + path + bytes(6)))
    parts.append(_record(0x0F, struct.pack(half, len(kinds))))
    parts.append(_record(0x13, b"\xff\xff"))
    for name, kind in kinds.items():
        parts += [
            _both(0x19, 0x47, name),
            _both(0x1A, 0x32, name),
            _both(0x1C, 0x48, ""),
            _record(0x31, bytes(4)),  # the source begins at once
            _record(0x1E, bytes(4)),
            _record(0x2C, b"\xff\xff"),
            _record(0x21 if kind == "Module" else 0x22),
            _record(0x2B),
        ]
    parts.append(_record(0x10))
    return b"".join(parts)


# Its properties, as text (MS-OVBA 2.3.1)


def _properties(sources: Mapping[str, tuple[str, str]]) -> bytes:
    everything = PROJECT + "".join(source for _, source in sources.values())
    identity = f"{{{uuid.uuid5(uuid.NAMESPACE_URL, everything)}}}".upper()
    lines = [f'ID="{identity}"']
    for name, (kind, _) in sources.items():
        lines.append(f"{kind}={name}" + ("/&H00000000" if kind == "Document" else ""))
    lines += [
        f'Name="{PROJECT}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        # Neither locked, nor with a password, nor hidden.
        f'CMG="{_veiled(identity, bytes(4))}"',
        f'DPB="{_veiled(identity, bytes(1))}"',
        f'GC="{_veiled(identity, bytes([255]))}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{name}=0, 0, 0, 0, C" for name in sources),
    ]
    return ("\r\n".join(lines) + "\r\n").encode(_ENCODING)


def _veiled(identity: str, data: bytes) -> str:
    """Data as the properties keep it (MS-OVBA 2.4.3.2)."""
    seed = 0x8D
    key = sum(identity.encode()) & 0xFF
    veiled = [seed, seed ^ 2, seed ^ key]
    plain, before, last = key, veiled[1], veiled[2]
    filler = bytes([7] * ((seed & 6) // 2))
    for byte in filler + struct.pack("<I", len(data)) + data:
        hidden = byte ^ ((before + plain) & 0xFF)
        veiled.append(hidden)
        before, last, plain = last, hidden, byte
    return bytes(veiled).hex().upper()


# Compression (MS-OVBA 2.4.1)


def compress(data: bytes) -> bytes:
    """Data packed as modules are: chunks of 4,096 bytes, repetitions as copies."""
    chunks = (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))
    return b"\x01" + b"".join(map(_compressed_chunk, chunks))


def _compressed_chunk(chunk: bytes) -> bytes:
    body = bytearray()
    seen: dict[bytes, list[int]] = {}
    place = 0
    while place < len(chunk):
        flags_at, flags = len(body), 0
        body.append(0)
        for bit in range(8):
            if place >= len(chunk):
                break
            offset_bits = max((place - 1).bit_length(), 4)
            length, distance = _repetition(chunk, place, seen, (0xFFFF >> offset_bits) + 3)
            if length:
                token = (distance - 1) << (16 - offset_bits) | (length - 3)
                body += struct.pack("<H", token)
                flags |= 1 << bit
            else:
                length = 1
                body.append(chunk[place])
            for passed in range(place, place + length):
                seen.setdefault(chunk[passed : passed + 3], []).append(passed)
            place += length
        body[flags_at] = flags
    if len(body) > _CHUNK:
        return struct.pack("<H", 0x3000 | (_CHUNK - 1)) + chunk.ljust(_CHUNK, b"\0")
    return struct.pack("<H", 0xB000 | (len(body) - 1)) + body


def _repetition(
    chunk: bytes, place: int, seen: Mapping[bytes, list[int]], longest: int
) -> tuple[int, int]:
    """How many bytes at a place stand before it already, and how far before; 0, 0 for none."""
    found = (0, 0)
    if place + 3 > len(chunk):
        return found
    for start in reversed(seen.get(chunk[place : place + 3], [])[-_NEAREST:]):
        length = 3
        while (
            length < longest
            and place + length < len(chunk)
            and chunk[start + length] == chunk[place + length]
        ):
            length += 1
        if length > found[0]:
            found = (length, place - start)
    return found
