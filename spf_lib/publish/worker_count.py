"""How many share the work."""

# The machines this is built on have two processors.
WORKERS = 2
