"""Imported last by the server that processes fork off: what it has loaded is the program that they are.

A `watch` goes on with it after an update. What it makes must not pass for what the new program would make.
"""

from pipeline.grounds import maker
from pipeline.ledger.fingerprint import program

maker()
program()
