"""Setting an office up: `chairside init` writes its office file by asking Open Dental, and a person what no office tells.

    init                    the command
    way, reading            the way to the office before a bot runs there; what it is asked
    week, naming, found     put what it says into our words; pure
    answers, asking         what the person is asked, and how
    showing, writing        the tables in the terminal, the file

README.md says why it is so.
"""
