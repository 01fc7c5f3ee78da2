"""Open Dental: the client, its rows, its errors by reaction. See README.md for the fourteen methods."""
