"""Results become files that people open. Nothing is computed here: only shown."""
