"""What is measured, and how: everything as a ratio to the bare database within one run."""
