"""Slack's wire format on one side, typed values on the other.

guard     what is let in, judged over the raw body
inbound   what a person did: Command, Press, Submission, Closed, Suggestion, Message, HomeOpened
client    the Web API: posts, updates, views, and how each call ended
blocks    our texts as Block Kit; nothing a patient wrote becomes a mention, a link or markup
bolting   slack-bolt, over HTTP and in Socket Mode, handing everything to one function of ours
"""
