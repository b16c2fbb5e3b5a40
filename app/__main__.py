"""Run the command line by ``python -m app``."""

from app.cli import main

main()
