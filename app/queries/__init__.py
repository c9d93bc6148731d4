"""Everything that can be asked of the corpus: a connection and an `ArticleFilter` in, frozen data out."""
