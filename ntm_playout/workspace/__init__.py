"""Workspace: the files that a planner edits, as frozen records and back; the only room that knows YAML, CSV and XLSX."""
