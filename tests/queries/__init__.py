"""What can be asked of the corpus."""
