"""Tests of the workspace's files."""
