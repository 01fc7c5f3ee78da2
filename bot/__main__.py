"""`python -m bot` is `chairside`."""

from bot.cli import main

main()
