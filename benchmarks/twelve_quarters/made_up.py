"""The data of the comparison job: made-up measures over twenty quarters, the last twelve told."""

import csv
import random
from pathlib import Path

DATA = "quarters.csv"
MEASURES, EARLIER, TOLD = 10, 8, 12
FIRST_YEAR = 2015


def quarter_name(number: int) -> str:
    """Return the name of a quarter, counted from 0."""
    year = FIRST_YEAR + number // 4
    return f"{year}-{(year + 1) % 100:02d}-Q{number % 4 + 1}"


def told_quarters() -> list[int]:
    """Return the numbers of the quarters that get a page."""
    return list(range(EARLIER, EARLIER + TOLD))


def write_data(folder: Path) -> None:
    """Write one row a measure and quarter: its value and its target, in percent."""
    chance = random.Random(20192020)  # noqa: S311 made-up figures, no secrets
    with (folder / DATA).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["measure", "number", "quarter", "value", "target"])
        for measure in range(1, MEASURES + 1):
            level = chance.uniform(50, 90)
            for number in range(EARLIER + TOLD):
                value = round(level + chance.gauss(0, 3), 1)
                name = quarter_name(number)
                writer.writerow([f"Measure {measure}", number, name, value, round(level)])
