"""Pointing at text and cutting it: spans, sentences, tokens, quotation marks."""
