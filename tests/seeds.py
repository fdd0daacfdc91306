"""The reference material's real plans and tables as the content of a workbook."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from toolkit.values.periods import month_end
from toolkit.workbook.create import CellContent, Content

Fields = dict[str, CellContent]
Json = Mapping[str, Any]

PREVIOUS, CURRENT = "2014/15", "2015/16"
TOLERANCE = 2
# The published table is only reproduced with a wider tolerance for this group.
TOLERANCES = {"Premature mortality": 10}
_POLARITIES = {"higher": "Higher", "lower": "Lower", None: "Neither"}
_STYLES = {"heading": "Heading", "paragraph": "Paragraph", "list": "Bullet"}


def load(shared: Path, name: str) -> Any:
    """One of the seeds' JSON files, its figures as exact as they are printed."""
    text = (shared / "seeds" / f"{name}.json").read_text("utf-8")
    return json.loads(text, parse_float=Decimal)


# The plan of 2015/16


def plan_content(plan: Json, as_at: date) -> Content:
    """A plan as a board would have typed it. The source names no status: all are In progress."""
    first = plan["priorities"][0]
    objective, tasks, lead, completion_date = first["columns"]
    front = {item["ref"]: item["text"] for item in plan["overview"][0]["items"]}
    rows = [row for priority in plan["priorities"] for row in _actions(priority)]
    return Content(
        settings={
            "board_name": plan["board"]["name"],
            "word_set": "LSCB",
            "period": plan["period"]["text"],
            "plan_title": plan["title"],
            "as_at": as_at,
        },
        rows={
            "Words": [
                {"term": "Objective", "word": objective},
                {"term": "Tasks", "word": tasks},
                {"term": "Lead", "word": lead},
                {"term": "Completion date", "word": completion_date},
            ],
            "Leads": [{"name": name} for name in dict.fromkeys(_all_leads(plan))],
            "Narrative": list(_narrative(plan)),
            "Priorities": [
                {
                    "id": f"P-{number:04}",
                    "ref": priority["ref"],
                    "title": priority["title"],
                    "front_title": front.get(priority["ref"], ""),
                    "sub_points": "\n".join(priority["sub_bullets"]),
                    "on_front_list": "Yes" if priority["ref"] in front else "No",
                }
                for number, priority in enumerate(plan["priorities"], start=1)
            ],
            "Plan": [{"id": f"A-{number:04}", **row} for number, row in enumerate(rows, start=1)],
        },
    )


def _actions(priority: Json) -> Iterator[Fields]:
    for action in priority["actions"]:
        first, *others = action["objectives"]
        names = action["leads"]["names"]
        task = action["task"]
        yield {
            "ref": action["ref"],
            "priority": priority["ref"],
            "objective": "\n".join(
                (first["text"], *(f"{other['ref']} {other['text']}" for other in others))
            ),
            "action": "" if task["items"] else task["text"],
            "tasks": "\n".join(task["items"]),
            "lead": names[0] if len(names) > 1 else action["leads"]["text"],
            "other_leads": "\n".join(names[1:]),
            "timescale": action["timescale"]["text"],
            "due": date.fromisoformat(action["timescale"]["parsed"][0]["by"]),
            "status": "In progress",
        }


def _all_leads(plan: Json) -> Iterator[str]:
    for priority in plan["priorities"]:
        for action in priority["actions"]:
            yield from action["leads"]["names"]


def _narrative(plan: Json) -> Iterator[Fields]:
    for block in plan["front_matter"]:
        if block["type"] == "title_page":
            continue
        for text in block.get("items") or [block["text"]]:
            yield {"place": "Plan introduction", "style": _STYLES[block["type"]], "text": text}


def printed_strings(plan: Json) -> Iterator[str]:
    """Every string that the plan's own pages print."""
    yield plan["title"]
    yield plan["period"]["text"]
    for block in plan["front_matter"]:
        yield from block.get("items") or [block["text"]]
    for item in plan["overview"][0]["items"]:
        yield from (item["ref"], item["text"], *item["sub_bullets"])
    for priority in plan["priorities"]:
        yield from (priority["ref"], priority["title"], *priority["columns"])
        for action in priority["actions"]:
            yield from action_strings(action)


def action_strings(action: Json) -> Iterator[str]:
    """Every string of one row of the plan; leads by name, as they stand apart there."""
    for objective in action["objectives"]:
        yield from (objective["ref"], objective["text"])
    yield from action["task"]["items"] or [action["task"]["text"]]
    yield from (*action["leads"]["names"], action["timescale"]["text"])


# The other three plans, as their boards would have typed them


def board_content(plan: Json, as_at: date, **settings: CellContent) -> Content:
    """A plan of any of the four shapes in the sheets of the layout, everything In progress.

    Leads stand as they are printed where strokes divide them, else name by name. A project
    under an action becomes a row of its own. A due date is typed where every part of the
    timescale has one. Who verifies, and priorities without a reference, have no place: the
    number that the first action begins with stands in for the latter.
    """
    refs = {item["id"]: _priority_ref(item) for item in plan["priorities"]}
    rows = [row for priority in plan["priorities"] for row in _rows_of(priority, refs)]
    front = {item["ref"]: item["text"] for part in plan["overview"][:1] for item in part["items"]}
    themes = {theme["id"]: theme["ref"] or chr(64 + number)
              for number, theme in enumerate(plan["themes"], start=1)}  # fmt: skip
    key = plan["rag_key"]["rows"] if plan["rag_key"] else []
    version = plan["version"]["date"]
    return Content(
        settings={
            "board_name": plan["board"]["name"],
            "word_set": "LSCB",
            "period": plan["period"]["text"],
            "plan_title": plan["title"],
            "plan_version": plan["version"]["status"] if version else None,
            "plan_date": _last_day(version) if version else None,
            "as_at": as_at,
            **settings,
        },
        rows={
            "Leads": [{"name": name} for name in _listed_names(rows)],
            "Abbreviations": [
                {"short": entry["abbr"], "long": entry["meaning"]}
                for entry in plan["abbreviations"]
            ],
            "Narrative": [*_narrative(plan), *_cross_cutting(plan)],
            "Themes": [
                {"id": f"T-{number:04}", "ref": themes[theme["id"]], "title": theme["title"]}
                for number, theme in enumerate(plan["themes"], start=1)
            ],
            "Priorities": [
                {
                    "id": f"P-{number:04}",
                    "ref": refs[priority["id"]],
                    "title": priority["title"],
                    "front_title": front.get(priority["ref"], ""),
                    "sub_points": "\n".join(priority["sub_bullets"]),
                    "theme": themes.get(priority["theme_id"], ""),
                    "on_front_list": "Yes" if priority["ref"] in front else "No",
                }
                for number, priority in enumerate(plan["priorities"], start=1)
            ],
            "Evidence": _numbered("E", plan, refs, "evidence_base", lambda item: {"text": item}),
            "Outcomes": _numbered("O", plan, refs, "key_outcomes", _outcome),
            "Measures": _numbered(
                "M", plan, refs, "measures_of_success", lambda item: {"measure": item}
            ),
            "Plan": [{"id": f"A-{number:04}", **row} for number, row in enumerate(rows, start=1)],
            **({"Ratings": [_rating(row) for row in key]} if key else {}),
        },
    )


def _priority_ref(priority: Json) -> str:
    return str(priority["ref"] or priority["actions"][0]["ref"].partition(".")[0])


def _last_day(text: str) -> date:
    """The day of "2008-12-12", and the last one of "2015-08"."""
    year, month, *day = (int(part) for part in text.split("-"))
    return date(year, month, day[0]) if day else month_end(year, month)


def _rating(row: Json) -> Fields:
    name = row["colour"].capitalize()
    process, impact = row["process"] or row["text"], row["impact"] or row["text"]
    return {"rating": name, "label": name, "process": process, "impact": impact}


def _outcome(item: Json) -> Fields:
    return {"outcome": item["text"], "progress": "\n".join(item["progress"])}


def _numbered(
    prefix: str, plan: Json, refs: Mapping[str, str], key: str, fields: Callable[[Any], Fields]
) -> list[Fields]:
    """What stands under the priorities in one of their lists, with priority and ID."""
    found = [(priority, item) for priority in plan["priorities"] for item in priority[key]]
    return [
        {"id": f"{prefix}-{number:04}", "priority": refs[priority["id"]], **fields(item)}
        for number, (priority, item) in enumerate(found, start=1)
    ]


def _rows_of(priority: Json, refs: Mapping[str, str]) -> Iterator[Fields]:
    for action in priority["actions"]:
        first, *others = action["objectives"] or [{"text": "", "items": []}]
        objective = [first["text"], *first.get("items", [])]
        objective += [f"{other['ref']} {other['text']}" for other in others]
        shared = {"priority": refs[priority["id"]], "status": "In progress",
                  "objective": "\n".join(filter(None, objective))}  # fmt: skip
        for sub in action["sub_actions"]:
            items = [*sub["items"], *(text for phase in sub["phases"] for text in phase["items"])]
            yield {
                **shared,
                "ref": f"{action['ref']} {sub['ref'].rstrip(':')}",
                "action": sub["title"],
                "tasks": "\n".join(items),
                **_who_and_when(sub),
            }
        if not action["sub_actions"]:
            task = _text(action["task"])
            items = (action["task"] or {}).get("items") or []
            yield {
                **shared,
                "ref": action["ref"] or "",
                "action": "\n".join(line for line in task.split("\n") if line not in items),
                "tasks": "\n".join(items),
                "method": _text(action["method"]),
                "impact_expected": "\n".join(pair["expected"] for pair in action["impact"]),
                "how_we_will_know": "\n".join(
                    pair["how_known"] for pair in action["impact"] if pair["how_known"]
                ),
                **_who_and_when(action),
            }


def _who_and_when(row: Json) -> Fields:
    printed, names = _text(row["leads"]), (row["leads"] or {}).get("names") or []
    leads = printed.split("\n") if "/" in printed else names
    parts = row["timescale"]["parsed"] if row["timescale"] else []
    dates = [part.get("by") for part in parts]
    oversight = row["oversight"] or {}
    return {
        "lead": leads[0] if leads else "",
        "other_leads": "\n".join(leads[1:]),
        "timescale": _text(row["timescale"]),
        "due": date.fromisoformat(max(dates)) if dates and all(dates) else None,
        "resources": _text(row["resources"]),
        "sub_group": "/".join(oversight.get("detail_by") or []),
        "report_to": "/".join(oversight.get("report_to") or []),
        "verified_by": "/".join(oversight.get("verification_by") or []),
    }


def _text(part: Any) -> str:
    return str((part or {}).get("text") or "")


def _listed_names(rows: list[Fields]) -> list[str]:
    """Every name under Lead and Other leads as it is spelt, without ditto marks."""
    cells = [str(row[key]) for row in rows for key in ("lead", "other_leads")]
    names = (name.strip() for cell in cells for name in re.split(r"[/\n]", cell))
    return list(dict.fromkeys(name for name in names if re.search(r"\w", name)))


def _cross_cutting(plan: Json) -> Iterator[Fields]:
    part = plan["cross_cutting"]
    for entry in [part] if isinstance(part, Mapping) else part or []:
        yield {"place": "Plan introduction", "style": "Paragraph", "text": entry["lead_in"]}
        for item in entry["items"]:
            text = f"{item['label']}: {item['text'] or ''}".strip()
            yield {"place": "Plan introduction", "style": "Bullet", "text": text}


# The tables of directions


def direction_content(table: Json, themes: Mapping[int, str], words: Mapping[str, str]) -> Content:
    """Indicators and their two years of a published table, by the row they stand in."""
    indicators: list[Fields] = []
    data: list[Fields] = []
    for number, row in enumerate(table["rows"], start=1):
        code, theme = f"{table['table']}-{number:02}", themes.get(number, "")
        is_percentage = "%" in row["indicator"] or "percentage" in row["indicator"].lower()
        indicators.append(
            {
                "id": f"I-{number:04}",
                "code": code,
                "title": row["indicator"],
                "theme": theme,
                "unit": "%" if is_percentage else "Number",
                "good_is": _POLARITIES[row["polarity"]],
                "frequency": "Financial year",
                "target": row.get("target"),
                "tolerance": TOLERANCES.get(theme, TOLERANCE),
                "tolerance_in": "Percent",
            }
        )
        for period, value in ((PREVIOUS, row["previous"]), (CURRENT, row["current"])):
            status = "Not supplied" if value is None else "Final"
            data.append(_datum(code, "Lancashire", period, value, status))
        if row.get("england") is not None:
            data.append(_datum(code, "England", CURRENT, row["england"], "Final"))
    return Content(
        settings={"board_name": "Lancashire", "period": CURRENT, "as_at": date(2016, 6, 30)},
        rows={
            "Areas": [
                {"name": "Lancashire", "kind": "Our area"},
                {"name": "England", "kind": "England"},
            ],
            "Words": [{"term": term, "word": word} for term, word in words.items()],
            "Indicators": indicators,
            "Data": data,
        },
    )


def _datum(code: str, area: str, period: str, value: CellContent, status: str) -> Fields:
    return {"indicator": code, "area": area, "period": period, "value": value, "status": status}


def themes_by_row(table: Json) -> dict[int, str]:
    """The group that each row of a printed table stands under, rows counted from 1."""
    starts = {group["first_row"] + 1: group["name"] for group in table["groups"]}
    themes: dict[int, str] = {}
    current = ""
    for number in range(1, len(table["rows"]) + 1):
        current = starts.get(number, current)
        themes[number] = current
    return themes
