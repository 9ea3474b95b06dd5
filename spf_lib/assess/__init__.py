"""What it means: calculation, rating, direction of travel, scorecard, reconciliation."""
