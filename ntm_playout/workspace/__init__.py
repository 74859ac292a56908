"""Workspace: the files that a planner edits, as frozen records and back; only here YAML, CSV and XLSX are known."""
