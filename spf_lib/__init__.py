"""The SPF Book: a council's quarterly performance report as code."""
