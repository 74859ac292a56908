"""Checks: does a plan keep the rules and meet the quotas? They know nothing of how it was planned."""
