"""What was answered, in words: options by their names, days as people write them."""

import datetime as dt

from app.wording import day
from course.welcome_form.model import Field, Part, PartValue, Value


def part_words(part: Part, value: PartValue) -> str:
    """Return a part of an answer in words; empty where nothing stands there."""
    if not value:
        return ""
    if not isinstance(value, str):
        return ", ".join(part.options.get(each, each) for each in value)
    match part.kind:
        case "one of":
            return part.options.get(value, value)
        case "tick":
            return "Yes"
        case "scale":
            return f"{value} of {part.least} to {part.most}" + (
                f" ({part.least} is {part.ends[0]}, {part.most} is {part.ends[1]})"
                if part.ends
                else ""
            )
        case "date":
            return day(dt.date.fromisoformat(value))
        case "moment":
            moment = dt.datetime.fromisoformat(value)
            return f"{day(moment.date())}, {moment:%H:%M}"
    return value


def value_words(field: Field, value: Value) -> list[tuple[str, str]]:
    """Return the parts that are filled, each with its label and its words."""
    return [
        (part.label, part_words(part, value[part.id])) for part in field.parts if value.get(part.id)
    ]
