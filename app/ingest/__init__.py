"""Files to records to readings to the database: formats, decoding, the pipeline, progress."""
