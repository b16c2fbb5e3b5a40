"""The privacy notice as a paper: the same template as the page of the app, with default settings, as Markdown.

So there is one source: what the page says is what the paper says.
"""

from html.parser import HTMLParser
from typing import Final

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined

from app.settings import ROOT, read_settings
from app.wording import counted

_TEMPLATES: Final = ROOT / "app" / "home" / "templates"
_FRAME: Final = "{% block main %}{% endblock %}"
_BEFORE: Final = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- "}
_AROUND: Final = {"code": "`", "strong": "**", "em": "*"}


def privacy_page() -> str:
    """Return docs/assurance/privacy-notice.md."""
    head = (
        "<!-- Made from app/home/templates/home/privacy.html: firstshift docs -->\n\n"
        "This is what the page `/privacy` says on a server with default settings and mail; the page of a"
        " server says what is true of that server. The organisation adds: its name and address as the"
        " controller, its data protection officer, the lawful basis, and the right to complain to the"
        " [Information Commissioner](https://ico.org.uk/make-a-complaint/)"
        " ([what a privacy notice holds](https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/individual-rights/the-right-to-be-informed/)).\n"
    )
    title, _, rest = as_markdown(_rendered()).partition("\n")
    return f"{title}\n\n{head}{rest}".rstrip() + "\n"


def _rendered() -> str:
    environment = Environment(
        loader=ChoiceLoader([DictLoader({"layout.html": _FRAME}), FileSystemLoader(_TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
    )
    environment.filters["counted"] = counted
    environment.globals["url_for"] = lambda endpoint: f"/{endpoint.partition('.')[0]}"
    template = environment.get_template("home/privacy.html")
    return template.render(kept=read_settings({}), other_lrs="", mail=True)


def as_markdown(html: str) -> str:
    """Return simple HTML (headings, paragraphs, lists, emphasis; links become their words) as Markdown."""
    reader = _Reader()
    reader.feed(html)
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._block: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BEFORE or tag == "p":
            self._block = _BEFORE.get(tag, "")
        elif tag in _AROUND and self._block is not None:
            self._block += _AROUND[tag]

    def handle_endtag(self, tag: str) -> None:
        if (tag in _BEFORE or tag == "p") and self._block is not None:
            self._blocks.append(" ".join(self._block.split()))
            self._block = None
        elif tag in _AROUND and self._block is not None:
            self._block += _AROUND[tag]

    def handle_data(self, data: str) -> None:
        if self._block is not None:
            self._block += data

    def text(self) -> str:
        lines: list[str] = []
        for block in self._blocks:
            in_list = block.startswith("- ") and bool(lines) and lines[-1].startswith("- ")
            lines += [block] if in_list or not lines else ["", block]
        return "\n".join(lines) + "\n"
