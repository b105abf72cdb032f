"""Mail to services and what comes back from their mail servers. Everything beyond it speaks Message and Outcome."""

MESSENGER = "mail"
"""How addresses name this messenger; the chat is the mail address."""
