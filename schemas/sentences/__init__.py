"""The sentences that staff read, each once, in Chinese and in English."""
