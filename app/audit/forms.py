"""The filters of the audit log, as the address holds them."""

from typing import Any

from wtforms import Form, StringField
from wtforms.validators import ValidationError

from app.accounts.forms import one_line
from app.audit.acts import ACTS
from app.audit.reading import Wanted
from app.day_field import DayField
from app.forms import FilterField, offer


class FilterForm(Form):
    """Which lines of the log are shown."""

    act = FilterField("What", default="")
    name = StringField("Name", filters=[one_line])
    first_day = DayField("From")
    last_day = DayField("To")

    def __init__(self, formdata: Any = None) -> None:
        super().__init__(formdata)
        offer(self.act, (("", "Everything"), *sorted(ACTS.items(), key=lambda item: item[1])))

    def validate_last_day(self, field: DayField) -> None:
        """Refuse a span that ends before it begins."""
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError("“To” must not be before “From”.")

    @property
    def wanted(self) -> Wanted:
        """The lines that are asked for."""
        return Wanted(
            self.act.data or "", self.name.data or "", self.first_day.data, self.last_day.data
        )
