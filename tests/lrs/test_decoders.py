"""Threads that decode their first statement together: the process lives, whoever is first."""

import subprocess
import sys

import pytest

# In a process of its own, since what went wrong ended the process, and only at its start.
FIRST = """
import sys, threading
from lrs.jsontext import read
from lrs.model import decode
from lrs.versions import V1

body = b'{"actor":{"mbox":"mailto:a@b.c"},"verb":{"id":"https://v.e"},"object":{"id":"https://o.e"}}'
together = threading.Barrier(8)
sys.setswitchinterval(1e-6)

def decode_first():
    together.wait()
    decode.statement(body, read(body), V1)

threads = [threading.Thread(target=decode_first) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


@pytest.mark.parametrize("time", range(6))
def test_threads_that_decode_their_first_statement_at_once_do_not_end_the_process(
    time: int,
) -> None:
    subprocess.run([sys.executable, "-c", FIRST], check=True)
