"""What made plans say: invented priorities, actions, leads, days. Every name is a post."""

from dataclasses import dataclass
from random import Random

PRIORITIES = (
    "Neglect", "Risk outside the home", "Help at the right time", "Online harm",
    "Domestic abuse in families", "Learning from reviews", "The voice of children",
)  # fmt: skip
_DOING = (
    "Train all front-line staff in the neglect tool", "Publish a guide for schools",
    "Audit thirty cases of each agency", "Agree one referral form with health",
    "Review the threshold document", "Hold two workshops with young people",
    "Set up a panel for missing children", "Write a protocol on bruising in babies",
    "Map the early help offer across agencies", "Report return interviews each quarter",
    "Brief head teachers on online harm", "Refresh the escalation policy",
    "Check supervision records in ten teams", "Survey parents about child protection plans",
    "Share lessons of the last three reviews", "Agree timescales with police for strategy meetings",
    "Measure the impact of the new training", "Update the board's risk information",
)  # fmt: skip
_LEADS = (
    "Head of Early Help", "Named GP", "Business Manager", "QA Manager", "Police lead",
    "Designated Nurse", "Training Officer", "Principal Social Worker", "Education rep",
    "Exploitation Group", "Voluntary sector rep",
)  # fmt: skip
_WHEN = ("30/06/2026", "31/10/2026", "January 2027", "September 2026", "31 March 2027",
         "Q3 2026/27", "Dec 2026", "By end of July 2026", "Quarterly", "15.9.26")  # fmt: skip
_STATUSES = ("Not started", "In progress", "Complete", "On hold", "Ongoing", "Completed",
             "On track", "Delayed")  # fmt: skip
_PROGRESS = ("Two sessions were held in the spring.", "A first draft went to partners.",
             "Data have been asked for.", "", "Waiting for the new contract to begin.")  # fmt: skip
_KNOW = ("An audit shows better plans", "Repeat plans fall below a fifth", "More are trained",
         "Young people say that they feel safer")  # fmt: skip
_AIMS = ("Children are safe at home", "Help comes early", "Practice is sound",
         "Agencies learn from each other")  # fmt: skip
_MEANS = ("Within existing budget", "£2,000 for venues", "Officer time", "")


@dataclass(frozen=True)
class Work:
    """One action as a reader sees it; `rag` is the rating's word, "" where there is none."""

    ref: str
    priority: str
    action: str
    lead: str
    timescale: str
    status: str
    rag: str
    progress: str
    know: str
    means: str
    objective: str = ""
    start: str = ""
    done: str = ""


def made(random: Random) -> list[Work]:
    """Two to four priorities with two to four actions each."""
    found: list[Work] = []
    doing = random.sample(_DOING, len(_DOING))
    for number, title in enumerate(random.sample(PRIORITIES, random.randint(2, 4)), 1):
        for step in range(1, random.randint(2, 4) + 1):
            rag = random.choice(("Red", "Amber", "Green", "Green"))
            status = random.choice(_STATUSES)
            found.append(
                Work(
                    f"{number}.{step}", title, doing.pop(), random.choice(_LEADS),
                    random.choice(_WHEN), status, rag, random.choice(_PROGRESS),
                    random.choice(_KNOW), random.choice(_MEANS), _AIMS[number - 1],
                    random.choice(("01/04/2026", "12/05/2026")),
                    "Yes" if status.startswith("Complete") else "No",
                )
            )  # fmt: skip
    return found
