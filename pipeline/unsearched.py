"""Imported first by the server that processes fork off: what it imports next stays, and is not searched for cycles."""

import gc

gc.disable()
