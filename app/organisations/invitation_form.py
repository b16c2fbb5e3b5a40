"""The form with which one person is invited: who they are, what they may do, and where they will be."""

from app.organisations.forms import DetailsForm, RolesForm
from app.organisations.group_forms import PlaceForm
from app.organisations.people_commands import Draft


class InvitationForm(DetailsForm, RolesForm, PlaceForm):
    """A person who is invited to the organisation."""

    @property
    def draft(self) -> Draft:
        """The person as the form gives them."""
        return Draft(
            self.name.data or "",
            self.email.data or "",
            self.chosen_roles,
            self.chosen_supervisors,
            self.place,
        )
