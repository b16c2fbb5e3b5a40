"""Documents that are cleared while somebody writes them do not come back."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import pytest

from lrs import LRS, Document, Owner
from lrs.documents import documents
from lrs.documents.merging import merged

OWNER = Owner(activity="https://example.com/a", agent={"mbox": "mailto:ada@example.com"})


def test_a_merge_under_way_brings_nothing_back_that_was_cleared(
    lrs: LRS, organisation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (Document(text, "application/json") for text in (b'{"a":1}', b'{"b":2}'))
    lrs.state.put(organisation, OWNER, "x", first)
    read, go_on = threading.Event(), threading.Event()
    whole = merged

    def pause(*given: Any) -> Document:
        read.set()
        go_on.wait(10)
        return whole(*given)

    monkeypatch.setattr(documents, "merged", pause)
    with ThreadPoolExecutor(2) as pool:
        merging = pool.submit(lrs.state.post, organisation, OWNER, "x", second)
        read.wait(10)
        clearing = pool.submit(lrs.state.clear, organisation, OWNER)
        # Nothing to wait for where the merge is in the way, as it should be.
        wait([clearing], timeout=0.3)
        go_on.set()
        merging.result()
        clearing.result()
    assert lrs.state.get(organisation, OWNER, "x") is None
