"""Tests: each package of ntm_playout has its folder here."""
