"""What a run of the benchmarks was told, handed to each of its sections."""

from dataclasses import dataclass

from bench.report import Report
from bench.shelf import Built, Shelf


@dataclass(frozen=True, slots=True)
class Session:
    """Where things are, how many articles, how often and for how many seconds to measure."""

    shelf: Shelf
    report: Report
    sizes: tuple[int, ...]
    rounds: int
    seconds: int
    jobs: int

    def built(self, articles: int) -> Built:
        """The database of so many articles."""
        return self.shelf.database(articles, self.jobs)

    @property
    def largest(self) -> Built:
        """The largest database of this run."""
        return self.built(max(self.sizes))
