"""The conversation. Pure: no I/O, no clock, no vendor's name."""
