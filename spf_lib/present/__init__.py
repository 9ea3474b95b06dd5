"""How it is said: the figure ledger, charts, cards and tables."""
