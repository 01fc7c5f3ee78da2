"""Looking whether all is well: `chairside doctor`. README.md tells how to add a check."""
