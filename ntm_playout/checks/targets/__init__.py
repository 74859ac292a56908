"""Targets: is what the plan demands besides broadcasts done?  One rule a kind of target, each a pure function."""
