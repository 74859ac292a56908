"""Calendars: a plan as the .ics files that stations import or subscribe to (RFC 5545, RFC 7986)."""
