"""Make a long ledger quickly and time its verification: python -m tests.ledger.million 1000000."""

import os
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta

BATCH = 5_000
START = datetime(2020, 6, 5, 9, 30, tzinfo=UTC)


def append_in_bulk(count: int) -> None:
    """Chained entries as ``record`` would have written them, ``BATCH`` at a time."""
    from django.db import transaction

    from alongside.ledger.models import LedgerHead

    done = LedgerHead.objects.get().seq
    end = done + count
    while done < end:
        with transaction.atomic():
            done = _append_batch(done, min(done + BATCH, end))


def _append_batch(done: int, end: int) -> int:
    from alongside.kernel.canonical import canonical_bytes
    from alongside.ledger.chain import Link, detail_digest, entry_hash
    from alongside.ledger.models import LedgerDetail, LedgerEntry, LedgerHead

    previous, entries, details = LedgerHead.objects.get().hash, [], []
    for seq in range(done + 1, end + 1):
        content = canonical_bytes({"purpose": "Review", "facts": {"number": seq}}).decode()
        salt = f"{seq:032x}"
        link = Link(
            seq=seq, at=START + timedelta(seconds=seq), area_id=1, person_id=seq % 500, role="chair",
            verb="plan.record_status", subject="plan.line", subject_ref=f"{seq % 9000:016d}",
            digest=detail_digest(salt=salt, content=content), previous=previous,
        )  # fmt: skip
        previous = entry_hash(link)
        fields = {name: getattr(link, name) for name in Link.__slots__}
        entries.append(LedgerEntry(**fields, hash=previous))
        details.append(LedgerDetail(entry_id=seq, salt=salt, content=content))
    LedgerEntry.objects.bulk_create(entries)
    LedgerDetail.objects.bulk_create(details)
    LedgerHead.objects.update(seq=end, hash=previous)
    return end


def main(count: int) -> None:
    os.environ.setdefault("ALONGSIDE_HOME", tempfile.mkdtemp(prefix="alongside-million-"))
    os.environ.setdefault("ALONGSIDE_MODE", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    append_in_bulk(count)
    _say(
        f"made {count:,} entries in {time.perf_counter() - started:.1f} s, {_megabytes()} MB at most"
    )
    if os.fork() == 0:
        _verify()
        os._exit(0)
    os.wait()


def _verify() -> None:
    """In a child, whose highest memory is its own."""
    from django.db import connection

    from alongside.ledger.verification import verify

    connection.close()
    started, before = time.perf_counter(), _now_megabytes()
    highest = before
    steps = verify()
    progress = next(steps)
    for step in steps:
        progress, highest = step, max(highest, _now_megabytes())
    seconds = time.perf_counter() - started
    _say(f"{progress.checked:,} of {progress.total:,}, broken: {progress.broken}")
    _say(f"verified in {seconds:.1f} s; memory {before} MB before, {highest} MB at most")


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _now_megabytes() -> int:
    """The process's own memory, without the database file that SQLite maps (at most 128 MB of it)."""
    with open("/proc/self/status") as file:
        line = next(line for line in file if line.startswith("RssAnon"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
