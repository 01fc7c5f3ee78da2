"""What staff type: one command a file or a small family, all in one table, which `help`, the manifest and the tests walk.

arguments  what follows a command, read by the patients' reader
finding    whom and which visit it speaks of
answer     what is answered, as a value, and as Block Kit
drafts     what is being put together in a modal
windows    the modals
choosing   from whose, what and when to the times: /book, /move, planned treatment, an offer
submitting what comes back from the windows, up to the yes to one time
asking     a request on its way into the desk, once
changing   /confirm, /break, /note and the buttons of a visit
table      the table
"""

from bot.frontdesk.commands.table import HANDLERS

__all__ = ["HANDLERS"]
