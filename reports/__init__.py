"""Documents drawn from frozen snapshots."""
