"""What is measured and promised: periods, units, tables, the catalogue."""
