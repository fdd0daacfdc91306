"""How well real Word plans are read: `python -m benchmarks.import_score [FOLDER]`.

Four boards' plans are in the reference material (../shared, TOOLKIT_SHARED or FOLDER) as
Word files, and beside them as records typed by hand. For each plan and field this prints how
many cells hold the words they should, hold others or hold none, and how many words of the
document are in no record. Cells that are empty in both do not count. Before them come made plans
in Word and Excel, of several hundred layouts: what was right, asked, wrong and told, wrong and
silent. Ends with 1 where a field of a plan is below 98 %, a row is out of place, a word is lost, or
the made plans miss their aims.
"""

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.plan_layouts.table import print_layouts
from toolkit.files.safety_check import DOCUMENT, Package
from toolkit.importing.plan import read_plan
from toolkit.importing.plan.records import ImportedAction, ImportedPlan

PLANS = {
    "plan_lancashire_2015": "000_lancashire_business_plan_2015.docx",
    "plan_redbridge_2013": "001_redbridge_business_plan_2013.docx",
    "plan_llr_2008": "002_llr_chairs_report_and_business_plan_2008.docx",
    "plan_luton_2015": "004_luton_business_plan_2015.docx",
}
FIELDS = (
    "priority",
    "ref",
    "objective",
    "action",
    "method",
    "lead",
    "timescale",
    "resources",
    "impact",
    "how known",
    "detail by",
    "verified by",
    "report to",
)
AIM = 98

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PARTS = r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml"
_WORD = re.compile(r"\w+")

Words = Counter[str]


@dataclass
class Score:
    """Cells of one field: right, holding other words, holding none."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def percent(self) -> float:
        """The share of right cells; 100 where there are no cells."""
        whole = self.right + self.wrong + self.missing
        return 100 * self.right / whole if whole else 100


@dataclass
class PlanScore:
    """One plan: rows found and wanted, a score by field, what was wrong, the words lost."""

    rows: int
    wanted: int
    fields: Mapping[str, Score]
    faults: tuple[str, ...]
    lost: Words


def words_of(value: object) -> Words:
    """The words of a text, of texts in tuples and lists, or of a record's fields."""
    if isinstance(value, str):
        return Counter(_WORD.findall(value.casefold().replace("_", " ")))
    found: Words = Counter()
    if isinstance(value, Mapping):
        for each in value.values():
            found += words_of(each)
    elif isinstance(value, tuple | list):
        for each in value:
            found += words_of(each)
    elif is_dataclass(value):
        for each_field in fields(value):
            if each_field.name not in ("origin", "meaning", "name"):
                found += words_of(getattr(value, each_field.name))
    return found


def document_words(data: bytes, name: str) -> Words:
    """Every word of a Word file's body, notes, comments, headers and footers.

    What tracked changes strike out does not count.
    """
    package = Package(data, name, DOCUMENT)
    found: Words = Counter()
    for part in package.parts:
        if re.fullmatch(_PARTS, part):
            root = etree.fromstring(package.part(part).replace(_STRICT, _W[1:-1].encode()))
            # A row that was struck out goes with its words.
            for row in list(root.iter(f"{_W}tr")):
                if row.find(f"{_W}trPr/{_W}del") is not None:
                    row.clear()
            # Of two ways to say the same, only the one that Word shows counts.
            for fallback in list(root.iter("{*}Fallback")):
                fallback.clear()
            for paragraph in root.iter(f"{_W}p"):
                found += words_of("".join(_own_text(paragraph)))
    return found


def _own_text(element: Any) -> Iterator[str]:
    """The text of a paragraph, without what is struck out and without its text boxes."""
    for child in element:
        name = str(child.tag).rsplit("}", 1)[-1]
        if name in ("del", "moveFrom", "txbxContent", "Fallback"):
            continue
        if name == "t":
            yield child.text or ""
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        else:
            yield from _own_text(child)


def score(plan: ImportedPlan, truth: Mapping[str, Any], words: Words) -> PlanScore:
    """An imported plan against its typed records, and against the words of its document."""
    wanted = [
        (priority, action) for priority in truth["priorities"] for action in priority["actions"]
    ]
    scores = {name: Score() for name in FIELDS}
    faults: list[str] = []
    titles = {priority.ref: priority for priority in plan.priorities}
    for number, (priority, action) in enumerate(wanted):
        got = plan.actions[number] if number < len(plan.actions) else None
        under = titles.get(got.priority) if got else None
        have = _cells(got, f"{under.ref} {under.title}" if under else "")
        for name, options in _wanted(priority, action).items():
            found = words_of(have[name])
            if not any(options) and not found:
                continue
            if found in options:
                scores[name].right += 1
                continue
            scores[name].wrong += bool(found)
            scores[name].missing += not found
            faults.append(f"{action['id']} {name}: {have[name]!r}")
    lost = words - words_of(plan)
    return PlanScore(len(plan.actions), len(wanted), scores, tuple(faults), lost)


def _cells(action: ImportedAction | None, priority: str) -> dict[str, object]:
    if action is None:
        return dict.fromkeys(FIELDS, "")
    return {
        "priority": priority,
        "ref": action.ref,
        "objective": action.objective,
        "action": (action.action, action.tasks),
        "method": action.method,
        "lead": (action.lead, action.other_leads),
        "timescale": action.timescale,
        "resources": action.resources,
        "impact": action.impact_expected,
        "how known": action.how_we_will_know,
        "detail by": action.sub_group,
        "verified by": action.verified_by,
        "report to": action.report_to,
    }


def _wanted(priority: Mapping[str, Any], action: Mapping[str, Any]) -> dict[str, list[Words]]:
    """The words each field may hold; more than one way where the print leaves it open."""
    objectives = action["objectives"]
    refs = [objective["ref"] or "" for objective in objectives]
    texts = [(each["text"], *each.get("items", ())) for each in objectives]
    oversight, impact = action["oversight"], action["impact"]
    number = re.search(r"[\d.]+$", priority["ref"] or "")
    title = priority["title"]
    reports = list(dict.fromkeys(oversight["report_to"]))
    methods: list[object] = [action["method"]["text"] or ""]
    for sub in action["sub_actions"]:
        methods += [sub["ref"], sub["title"], sub["items"], [
            [phase["label"], phase["items"]] for phase in sub["phases"]
        ]]  # fmt: skip
    printed = [
        words_of(priority["ref"] or ""), words_of(number[0] if number else ""),
        words_of(action["id"].split("-")[1].split(".")[0]),
    ]  # fmt: skip
    return {
        "priority": [words + words_of(title) for words in printed],
        "ref": [words_of(action["ref"] or ""), words_of(refs)],
        "objective": [
            words_of([texts, refs[1:]]),
            words_of(texts),
        ],
        "action": [words_of(action["task"]["text"] or "")],
        "method": [words_of(methods)],
        "lead": [words_of(action["leads"]["text"] or "")],
        "timescale": [words_of(action["timescale"]["text"] or "")],
        "resources": [words_of(action["resources"]["text"] or "")],
        "impact": [words_of([pair["expected"] or "" for pair in impact])],
        "how known": [words_of([pair["how_known"] or "" for pair in impact])],
        "detail by": [words_of(oversight["detail_by"])],
        "verified by": [words_of(oversight["verification_by"])],
        # Names are separated by "and" in print, and listed in the records.
        "report to": [
            words_of(reports) + Counter(joints) for joints in ({}, {"and": 1} if reports else {})
        ],
    }  # fmt: skip


def run(shared: Path) -> dict[str, PlanScore]:
    """The score of each plan by the name of its records."""
    scores = {}
    for name, file in PLANS.items():
        data = (shared / "seeds" / "docx" / file).read_bytes()
        truth = json.loads((shared / "seeds" / f"{name}.json").read_text("utf-8"))
        scores[name] = score(read_plan(data, file), truth, document_words(data, file))
    return scores


def main() -> int:
    """Print the table; 1 where the aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.import_score")
    parser.add_argument("folder", nargs="?", type=Path, help="the reference material")
    parser.add_argument("--faults", action="store_true", help="print each cell that is not right")
    options = parser.parse_args()
    beside = Path(__file__).resolve().parents[2] / "shared"
    shared = options.folder or Path(os.environ.get("TOOLKIT_SHARED") or beside)
    if not shared.is_dir():
        print("The reference material is not here: give its folder.", file=sys.stderr)
        return 2
    missed = print_layouts(options.faults)
    print()
    print(f"{'plan':24}{'field':14}{'right':>7}{'wrong':>7}{'missing':>9}{'percent':>9}")
    for name, result in run(shared).items():
        for field_name, found in result.fields.items():
            if found.right or found.wrong or found.missing:
                print(
                    f"{name:24}{field_name:14}{found.right:7}{found.wrong:7}{found.missing:9}"
                    f"{found.percent:9.1f}"
                )
        whole = Score(*(sum(getattr(each, part) for each in result.fields.values())
                        for part in ("right", "wrong", "missing")))  # fmt: skip
        print(
            f"{name:24}{'all':14}{whole.right:7}{whole.wrong:7}{whole.missing:9}"
            f"{whole.percent:9.1f}   rows {result.rows} of {result.wanted}, "
            f"words lost {result.lost.total()}"
        )
        if options.faults:
            print(*(f"  {fault}" for fault in result.faults), sep="\n")
            if result.lost:
                print("  lost:", dict(result.lost))
        missed |= whole.percent < AIM or result.rows != result.wanted or bool(result.lost)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
