"""What past releases left in the store, one folder a release. Frozen: a change there is a change of the past."""
