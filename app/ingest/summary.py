"""What became of a run's input."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.ingest.record import Behind, Rejection
from app.store.rows import Entry
from app.store.writer import Changes

LISTED = 100_000
"""So many rejections are listed; beyond that they are counted, so that memory stays flat."""
_TOP = 10
_SOME = 3


@dataclass(slots=True)
class Tally:
    """Counts while a run goes on.

    `hidings` counts what was rejected behind which any article may stand that an earlier run took, `hiding`
    is the first of that; `unread` are those behind which stands what was taken from them.
    """

    unchanged: int = 0
    reread: int = 0
    without_title: int = 0
    without_source: int = 0
    without_date: int = 0
    rejections: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    hidings: int = 0
    hiding: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)

    def add(self, entry: Entry) -> None:
        """Count what was found in one article."""
        self.without_title += entry.title is None
        self.without_source += entry.source is None
        self.without_date += entry.published_earliest is None
        for count in entry.counts:
            if count.is_usual():
                type, id = count.entity  # noqa: A001
                (self.countries if type == "country" else self.agencies)[id] += 1

    def reject(self, rejection: Rejection) -> None:
        """Count an input that was not taken."""
        self.rejections += 1
        if rejection.hides is Behind.ANY:
            self.hide(rejection.origin)
        elif rejection.hides is Behind.TAKEN:
            self.unread.append(rejection.origin)
        if len(self.rejected) < LISTED:
            self.rejected.append(rejection)

    def hide(self, origin: str) -> None:
        """Note that any article may stand behind `origin`."""
        self.hidings += 1
        if len(self.hiding) < _TOP:
            self.hiding.append(origin)


@dataclass(frozen=True, slots=True)
class Summary:
    """A run that is over.

    `loaded` articles are new, `updated` ones replaced; `reread` of these only because the software or
    the gazetteer reads otherwise now. `rejections` were not taken; `rejected` lists the first 100,000 of
    them. `without_…` count among the loaded and updated, and so do `countries` and `agencies`: the ten
    that most articles name, by id. `lost_source` and `lost_date` count the updated that had one
    before, and have none now. `pruned` is None where `--prune` was not asked for, and False where it
    was not done, because what was rejected may hide articles: `hidings` counts that, and `hiding` is the
    first ten of it. `hidden` files and folders were passed over; by `linked` ones what stands outside the
    folder was read.
    """

    loaded: int
    updated: int
    unchanged: int
    removed: int
    reread: int
    rejections: int
    rejected: tuple[Rejection, ...]
    without_title: int
    without_source: int
    without_date: int
    lost_source: int
    lost_date: int
    countries: tuple[tuple[str, int], ...]
    agencies: tuple[tuple[str, int], ...]
    pruned: bool | None
    hidings: int
    hiding: tuple[str, ...]
    seconds: float
    hidden: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all input was taken and all that was asked for done."""
        return not self.rejections and self.pruned is not False

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON."""
        return {
            "loaded": self.loaded,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "reread": self.reread,
            "rejections": self.rejections,
            "rejected": [{"origin": one.origin, "reason": one.reason} for one in self.rejected],
            "without": {
                "title": self.without_title,
                "source": self.without_source,
                "published": self.without_date,
            },
            "lost": {"source": self.lost_source, "published": self.lost_date},
            "countries": [{"code": code, "articles": count} for code, count in self.countries],
            "agencies": [{"id": agency, "articles": count} for agency, count in self.agencies],
            "hidden": list(self.hidden),
            "linked": list(self.linked),
            "pruned": self.pruned,
            "complete": self.complete,
            "seconds": round(self.seconds, 3),
        }

    def __str__(self) -> str:
        counts = (
            f"{self.loaded:,} loaded, {self.updated:,} updated, {self.unchanged:,} unchanged, "
            f"{self.removed:,} removed, {self.rejections:,} rejected in {self.seconds:.1f} s"
        )
        lines = [counts]
        if self.hidden:
            lines.append(f"{len(self.hidden):,} hidden, passed over: {_some(self.hidden)}")
        if self.linked:
            lines.append(f"{len(self.linked):,} linked from elsewhere, followed: {_some(self.linked)}")
        if self.reread:
            lines.append(f"{self.reread:,} of the updated were read again: the software reads otherwise now")
        if self.loaded or self.updated:
            lines.append(
                f"of the {self.loaded + self.updated:,} read, {self.without_title:,} have no title, "
                f"{self.without_source:,} no source, {self.without_date:,} no publication date"
            )
        if self.lost_source or self.lost_date:
            lost = ((self.lost_source, "source"), (self.lost_date, "publication date"))
            said = " and ".join(f"{count:,} now without a {what}" for count, what in lost if count)
            lines.append(
                f"of the updated, {said} that had one: if --source, --metadata or --map gave it to an "
                "earlier run, it may have to be given again"
            )
        if self.countries:
            lines.append("countries: " + ", ".join(f"{name} {count:,}" for name, count in self.countries))
        if self.agencies:
            lines.append("agencies: " + ", ".join(f"{name} {count:,}" for name, count in self.agencies))
        if self.pruned is False:
            lines.append(
                f"nothing was removed: there may be any article in what cannot be read: {self._obstacles()}; "
                "mend it, or take it away, and prune again"
            )
        return "\n".join(lines)

    def _obstacles(self) -> str:
        more = self.hidings - len(self.hiding)
        return ", ".join(self.hiding) + (f" and {more:,} more" if more else "")


def sum_up(tally: Tally, changes: Changes, *, pruned: bool | None, seconds: float) -> Summary:
    """The summary of a run, from what it tallied and what it changed."""
    return Summary(
        loaded=changes.loaded,
        updated=changes.updated,
        unchanged=tally.unchanged,
        removed=changes.removed,
        reread=tally.reread,
        rejections=tally.rejections,
        rejected=tuple(tally.rejected),
        without_title=tally.without_title,
        without_source=tally.without_source,
        without_date=tally.without_date,
        lost_source=changes.sourceless,
        lost_date=changes.dateless,
        countries=_most(tally.countries),
        agencies=_most(tally.agencies),
        pruned=pruned,
        hidings=tally.hidings if pruned is False else 0,
        hiding=tuple(tally.hiding) if pruned is False else (),
        seconds=seconds,
    )


def _some(names: Sequence[str]) -> str:
    """The first of `names`."""
    return ", ".join(names[:_SOME]) + (", \u2026" if len(names) > _SOME else "")


def _most(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The ten most counted; of equals, those whose ids come first."""
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_TOP])
