"""What runs beside the conversations, in every worker: `due` is the loop.

due              effects, timers, conversations whose worker died
sweep, watches   our own doubles in the office's book, and the effects that may have left some
refeed           texts that no webhook brought
life             the store was lost: notice it, and open the one found in its place
"""
