"""Which record store the app works with: the one in this process, or another over HTTP."""

from app.records.contract import RecordStore
from app.records.embedded import EmbeddedStore
from app.records.remote import RemoteStore
from app.settings import Settings
from lrs import LRS

__all__ = ["RecordStore", "make_record_store"]


def make_record_store(settings: Settings, embedded: LRS | None) -> RecordStore:
    """Return the record store that the settings name. embedded: none where that is another one."""
    if embedded is not None:
        return EmbeddedStore(embedded)
    return RemoteStore.open(
        settings.lrs_endpoint,
        settings.lrs_key,
        settings.lrs_secret,
        settings.lrs_timeout_seconds,
    )
