"""Slack's wire format on one side, typed values on the other.

guard     what is let in, judged over the raw body
bolting   slack-bolt's app, its switches set: which listener hears what, over HTTP and by a socket
reading   Slack's payloads, one function a kind
inbound   what a person did: Command, Press, Submission, Suggestion, Message, HomeOpened
socket    Socket Mode
profile   who somebody is; scopes, what the app may do and is told of
client    the Web API: posts, updates, views, and how each call ended
blocks    our texts as Block Kit; nothing a patient wrote becomes a mention, a link or markup
"""
