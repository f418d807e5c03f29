"""Models: rows of the register as Qt asks for them, and the columns as data."""
