"""The field's words as frozen records: no input or output, no clock, no randomness, only the standard library.

Conventions: spans are half-open [start, end); weeks are ISO weeks, Monday first, in `TIMEZONE`; instants are aware
datetimes; a clock time is a `timedelta` since midnight, so that 24:00 can be said; lengths are `timedelta`.
"""
