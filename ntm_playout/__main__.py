"""`python -m ntm_playout`."""

from ntm_playout.cli import main

main()
