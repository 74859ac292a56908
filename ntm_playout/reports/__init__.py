"""Reports: what do people read? Tables, lists and pages as text; nothing is printed here."""
