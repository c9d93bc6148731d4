"""One file a format: from a stream of bytes to records, each rejected alone where it is not right."""
