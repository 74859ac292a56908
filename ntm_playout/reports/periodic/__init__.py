"""Periodic reports: the province's report to its steering committee, in Vietnamese, as .docx, .xlsx and .html."""
