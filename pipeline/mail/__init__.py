"""Workbooks of the outbox to messages for the people they are for."""
