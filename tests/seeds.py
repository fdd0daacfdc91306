"""The reference material's real plans and tables as the content of a workbook."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

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
