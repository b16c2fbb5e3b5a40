"""The part of an address that says which kind of try it is about."""

from flask.blueprints import BlueprintSetupState
from werkzeug.routing import AnyConverter, Map


class KindConverter(AnyConverter):
    """Reads ``assessment`` and ``precheck``, and is asked before a topic's slug is."""

    weight = 50  # of a plain text: 100; the lighter one is tried first

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, "assessment", "precheck")


def teach(state: BlueprintSetupState) -> None:
    """Let the app know the converter, as ``kind``."""
    state.app.url_map.converters["kind"] = KindConverter
