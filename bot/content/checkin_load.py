"""Files -> check-in plans, and every problem in them."""

from collections.abc import Sequence
from typing import Final

from bot.content import checkin_checks, keyed
from bot.content.checkin_checks import Around
from bot.content.checkins import CheckInPlan, CheckInPlans, PlanFile
from bot.content.faq_load import File
from bot.content.problems import Problem

FOLDER: Final = "checkins"
SHIPPED_PLAN: Final = f"{FOLDER}/nachbetreuung.yaml"


def load(files: Sequence[File], around: Around, problems: list[Problem]) -> CheckInPlans:
    """All plans there are. Only to be used if nothing that blocks was added to `problems`."""
    found = keyed.of_folder(files, FOLDER, problems)
    read = [keyed.read(file, key, PlanFile, problems) for key, file in found.items()]
    plans = [plan for plan in read if plan is not None]
    for plan in plans:
        problems += checkin_checks.of_one(plan, around)
    if len(plans) == len(read):  # an unreadable one could be the default
        problems += checkin_checks.default(plans)
    return CheckInPlans({plan.key: CheckInPlan.model_construct(key=plan.key, **dict(plan.value)) for plan in plans})
