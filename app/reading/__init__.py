"""Reads one raw article: what each line is, where and when it appeared, whom it names. Pure."""
