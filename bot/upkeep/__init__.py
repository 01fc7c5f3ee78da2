"""What runs beside the conversations, in every worker: `due` is the loop.

due              effects, timers, conversations whose worker died
sweep, watches   our own doubles in the office's book, and the effects that may have left some
refeed           texts that no webhook brought
life, journal    the store was lost: notice it, open the one found in its place, and know who said STOP
"""
