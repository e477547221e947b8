"""Answers as documents: sections with typed cells, in words of the reader's language."""
