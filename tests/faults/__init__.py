"""The rig that pulls plugs: the real bot in virtual time, faults drawn from a seed, oracles that read only the stand-ins.

See README.md; `uv run python -m tests.faults --help`.
"""
