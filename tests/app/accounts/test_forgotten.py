"""A forgotten password where the server sends no mail."""

from tests.app.actors import Actor


def test_without_mail_the_page_says_whom_to_ask(client: Actor) -> None:
    page = client.get("/sign-in/forgotten").text
    assert "Ask your organisation’s administrator" in page
    assert 'name="email"' not in page
    assert client.send("/sign-in/forgotten", email="a@b.example").status_code == 400
