"""What ``./run`` and ``firstshift`` are while the documentation's commands are tried: the same, but for two things.

Nothing is set up, since the tests have it; and what serves until somebody stops it is stopped once it is there.
Usage: stand_in.py run|firstshift ARGUMENTS
"""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from tools import __main__ as tools_main
from tools.checkout import PYTHON

SERVING = (["serve"], ["preview"], ["lrs", "serve"])


def main(name: str, arguments: list[str]) -> int:
    """Do what the command of this name does, in the folder in which one stands."""
    if name == "firstshift":
        return go([str(PYTHON), "-m", "app", *arguments])
    vars(tools_main).update(set_up=lambda tests: None, ROOT=Path.cwd())
    vars(os).update(execv=instead)
    return tools_main.main(arguments)


def instead(_program: object, command: list[str]) -> NoReturn:
    """Stand for ``os.execv``."""
    sys.exit(go(command))


def go(command: list[str]) -> int:
    """Run a command and return its status; one that serves is stopped when it says how."""
    words = command[3:]
    if not any(words[: len(each)] == each for each in SERVING) or "--help" in words:
        return subprocess.run(command, check=False).returncode
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    # Where the tests run in the background, Ctrl+C may be ignored, and what they start would ignore it too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    server = subprocess.Popen([*command, "--port", port], stdout=subprocess.PIPE, text=True)
    for line in server.stdout or ():
        print(line, end="")
        if line.startswith("Stop with Ctrl+C"):
            server.send_signal(signal.SIGINT)
            server.wait()
            return 0
    return server.wait() or 1


if __name__ == "__main__":
    os.environ["PYTHONUNBUFFERED"] = "1"
    sys.exit(main(sys.argv[1], sys.argv[2:]))
