"""Named, append-only steps that bring an older register file up to date."""
