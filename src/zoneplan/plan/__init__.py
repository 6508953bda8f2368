"""What a plan is: layer kinds, ledger, regulations, configuration. Values only, no files."""
