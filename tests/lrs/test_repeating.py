"""Work that is done again and again."""

import logging
import threading

import pytest

from lrs.repeating import Repeating


def test_a_round_that_fails_does_not_end_the_work(caplog: pytest.LogCaptureFixture) -> None:
    again = threading.Event()
    rounds = 0

    def work() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            raise RuntimeError("the database restarts")
        again.set()

    with caplog.at_level(logging.ERROR):
        repeating = Repeating(work, 0.001, "tried")
        repeating.start()
        assert again.wait(10)
        repeating.stop()
    assert "tried: a round failed" in caplog.text
    done = rounds
    assert not repeating._thread.is_alive() and rounds == done
