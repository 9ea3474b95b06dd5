"""Runs ``spf`` as ``python -m spf_lib.cli``."""

from spf_lib.cli import main

main()
