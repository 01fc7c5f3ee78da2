"""The methods, a file a resource; METHODS in table.py lists them all."""
