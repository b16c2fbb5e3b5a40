"""A test client that looks at every page that it gets."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.html import assert_page


class CheckedClient(FlaskClient):
    """A client that fails the test on a page with a fault, whatever the test is about."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request as Flask's client does, and check the page that comes back."""
        response = super().open(*args, **kwargs)
        if (
            response.mimetype == "text/html"
            and response.data
            and response.status_code not in {301, 302, 303, 308}
        ):
            assert_page(response.data)
        return response
