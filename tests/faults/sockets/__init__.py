"""The same promises over real sockets: two `serve`, a real Valkey, the pretend vendors, and somebody who pulls their plugs.

    phones ── pretend ──> balancer ──> worker 1, worker 2 ──> Valkey
                 ^                          │
                 └──────────────────────────┘

| `processes.py` | one process of ours: killed, stopped and ended by its id; Valkey's launcher |
| `balancer.py` | what stands in front of the workers |
| `town.py` | all of it running, and what a phone and the office's book show |
| `person.py` | one patient with a phone and a wish |
| `mishaps.py` | who is killed when, from one seed |
| `oracles.py` | what must hold, read from the book and the phones |
| `running.py` | one run: people, mishaps, the verdict and its table |

See README.md; `uv run python -m tests.faults.sockets --help`.
"""
