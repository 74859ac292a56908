"""Pipeline: the only place that strings the steps together, one file a verb."""
