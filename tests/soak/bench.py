"""`make queue-bench`: what the queue costs.

CPU of an item in one process without its comparison; items a second and CPU an item with 1 and 2 workers against the bare
comparison and `difflib` on the same words; the time until a small client's last result behind a large one's batch, and the wait
of single jobs at half load.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path

import numpy as np
import orjson

from app.detector import Detector
from app.employment import load_detector
from app.jobs import JobQueue
from app.jobs.chunks import ChunkRunner
from app.pairs import Glanced, answer_at_a_glance, answer_line
from app.settings import Settings
from app.store import Batch, BatchKind, ChunkKey, Database, NewBatch, NewItem, new_id, sqlite_url
from app.store.packing import packed
from app.text import read_text
from app.views import glance_at
from tests.postgres import postgres_server
from tests.soak.processes import Programs, cpu_of, programs
from tests.soak.texts import ARTICLE, pair_lines

_FOR_DIFFLIB = 12  # pairs a turn


@dataclass(frozen=True, slots=True)
class Bench:
    """An open queue, the programs that work on it, and some lines to put in."""

    queue: JobQueue
    programs: Programs
    lines: tuple[bytes, ...]
    options: argparse.Namespace

    def submit(self, client: str, n: int, kind: BatchKind = BatchKind.BATCH) -> Batch:
        new = NewBatch(id=new_id(kind.value[0]), client=client, kind=kind)
        return self.queue.submit(new, (NewItem(f"{i}", line) for i, line in enumerate(islice(cycle(self.lines), n))))

    def wait(self, batch: Batch, pause: float = 0.01) -> Batch:
        while (found := self.queue.find(batch.id)) and found.is_live:
            time.sleep(pause)
        assert found
        return found

    def warm_up(self, n_workers: int) -> None:
        """Starts workers until there are `n_workers`, and waits until each has worked."""
        while len(self.programs.workers) < n_workers:
            self.programs.start_worker()
        while self._n_that_worked() < n_workers:
            self.wait(self.submit("warm", self.options.warm * n_workers))

    def _n_that_worked(self) -> int:
        with self.queue.database.transaction() as tx:
            return int(tx.connection.exec_driver_sql("select count(distinct worker) from results").scalar_one())


@dataclass(frozen=True, slots=True)
class Cost:
    """What items cost: wall time says how many come out in a second, CPU time is true on a busy machine too."""

    rate: float  # items a second
    cpu: float  # seconds an item


Comparer = Callable[[bytes], object]
_comparers: list[Comparer] = []  # of a bare process


def _load() -> None:
    settings = Settings()
    _comparers[:] = [partial(answer_line, load_detector(settings), settings.max_characters)]


def bare_in_a_process(lines: tuple[bytes, ...], seconds: float) -> Cost:
    """The bare comparison, from line to report."""
    compare = _comparers[0]
    began, cpu = time.perf_counter(), time.process_time()
    n = 0
    while time.perf_counter() - began < seconds:
        compare(lines[n % len(lines)])
        n += 1
    return Cost(n / (time.perf_counter() - began), (time.process_time() - cpu) / n)


def difflib_in_a_process(lines: tuple[bytes, ...]) -> float:
    """Seconds of CPU that `difflib` takes for a pair."""
    pairs = [[orjson.loads(line)[side]["text"].split() for side in ("reference", "suspect")] for line in lines[:_FOR_DIFFLIB]]
    cpu = time.process_time()
    for reference, suspect in pairs:
        SequenceMatcher(None, reference, suspect, autojunk=False).get_opcodes()
    return (time.process_time() - cpu) / len(pairs)


def bare(pool: Pool, lines: tuple[bytes, ...], n_processes: int, seconds: float) -> Cost:
    """`n_processes` at once, without a queue."""
    costs = pool.starmap(bare_in_a_process, [(lines, seconds)] * n_processes, chunksize=1)
    return Cost(sum(cost.rate for cost in costs), sum(cost.cpu for cost in costs) / n_processes)


def queued(bench: Bench, n: int) -> Cost:
    """`n` items through the queue, from the first one's start to the last one's result."""
    cpu = sum(map(cpu_of, bench.programs.workers))
    done = bench.wait(bench.submit("rate", n), 0.1)
    assert done.started_at
    assert done.finished_at
    return Cost(n / (done.finished_at - done.started_at), (sum(map(cpu_of, bench.programs.workers)) - cpu) / n)


def alone(bench: Bench) -> None:
    """What an item costs beside its comparison, in turns with difflib: no engine, no other thread, nothing to wait for."""
    detector, most = load_detector(Settings()), Settings().max_characters
    answers = {line: answer_at_a_glance(detector, most, line) for line in bench.lines}
    glance = np.median([_glance_seconds(detector, line) for line in bench.lines for _ in range(3)])
    bodies = [body for _, body, _ in answers.values()]
    turns = []
    for _ in range(bench.options.turns + 1):
        pack = _cpu_of(lambda: [packed(body) for body in bodies]) / len(bodies)
        turns.append((_stored_seconds(bench, answers) + glance, pack, difflib_in_a_process(bench.lines)))
    whole, packing, difflib = np.array(turns[1:]).T
    print(
        f"in one process, without engine and comparison: {np.median(whole) * 1e3:.2f} ms of CPU an item (packing "
        f"{np.median(packing) * 1e3:.2f}, glance {glance * 1e3:.2f}), difflib {np.median(difflib) * 1e3:.2f} ms: "
        f"{np.median(whole / difflib):.3f} of it ({np.min(whole / difflib):.3f} to {np.max(whole / difflib):.3f})",
        flush=True,
    )


def _cpu_of(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _glance_seconds(detector: Detector, line: bytes) -> float:
    texts = orjson.loads(line)
    comparison = detector.compare(read_text(texts["reference"]["text"]), read_text(texts["suspect"]["text"]))
    return _cpu_of(lambda: glance_at(comparison))


def _stored_seconds(bench: Bench, answers: Mapping[bytes, Glanced]) -> float:
    """Seconds of this thread an item, for a chunk whose answers are there already."""
    n = bench.queue.chunk_size
    batch = bench.submit("alone", n)
    runner = ChunkRunner(bench.queue.database, answers.__getitem__, "bench")
    return _cpu_of(lambda: runner.run(ChunkKey(batch.id, 0, n))) / n


def throughput(bench: Bench, n_workers: int, n: int) -> None:
    """Bare and queue in turns: on a shared machine the rate moves from second to second, and what is paired moves together."""
    bench.warm_up(n_workers)
    turns, seconds = bench.options.turns, bench.options.seconds
    with get_context("spawn").Pool(n_workers, _load) as pool:
        bare(pool, bench.lines, n_workers, seconds)
        costs = [(bare(pool, bench.lines, n_workers, seconds), queued(bench, max(1, n // turns)),
                  pool.apply(difflib_in_a_process, (bench.lines,))) for _ in range(turns)]  # fmt: skip
    rates = np.array([(alone.rate, queue.rate, alone.rate / queue.rate - 1) for alone, queue, _ in costs])
    cpus = np.array([(alone.cpu, queue.cpu, queue.cpu - alone.cpu, difflib) for alone, queue, difflib in costs]) * 1e3
    alone, rate, over = np.median(rates, axis=0)
    cpu_alone, cpu, cpu_over, cpu_difflib = np.median(cpus, axis=0)
    shares = cpus[:, 2] / cpus[:, 3]
    print(
        f"{n_workers} worker(s): {rate:,.1f} items/s; bare {alone:,.1f}: {over:+.1%} (medians of {turns} turns, "
        f"{rates[:, 2].min():+.0%} to {rates[:, 2].max():+.0%})\n"
        f"  CPU {cpu:.2f} ms an item, bare {cpu_alone:.2f} ms, difflib {cpu_difflib:.2f} ms; the queue's part {cpu_over:.2f} ms: "
        f"{np.median(shares):.3f} of difflib ({shares.min():.3f} to {shares.max():.3f})",
        flush=True,
    )


def fair_share(bench: Bench, n_large: int, n_small: int) -> None:
    """Seconds from B's sending to B's last result, while A's batch is under way."""
    large = bench.submit("A", n_large)
    time.sleep(bench.options.seconds)
    waits = []
    for _ in range(3):
        began = time.perf_counter()
        bench.wait(bench.submit("B", n_small))
        waits.append(time.perf_counter() - began)
        time.sleep(1)
    found = bench.queue.find(large.id)
    assert found
    shown = ", ".join(f"{wait:.2f} s" for wait in waits)
    print(f"{n_small} of B behind {n_large:,} of A: {shown} until B's last result; A had {found.n_answered:,} then", flush=True)
    bench.queue.cancel(found)


def latency(bench: Bench, rate: float, n_jobs: int) -> None:
    """From sending to result, single jobs that come at random times at half the rate that can be done."""
    random = np.random.default_rng(5)
    sent = []
    at = time.perf_counter()
    for _ in range(n_jobs):
        at += float(random.exponential(2 / rate))
        time.sleep(max(0.0, at - time.perf_counter()))
        sent.append(bench.submit("jobs", 1, BatchKind.JOB))
    done = [bench.wait(job) for job in sent]
    waits = np.array([(job.finished_at or 0.0) - job.created_at for job in done]) * 1000
    middle, late = np.percentile(waits, [50, 95])
    print(
        f"single jobs at {rate / 2:,.0f} a second (half load): median {middle:,.0f} ms, 95th percentile {late:,.0f} ms",
        flush=True,
    )


def with_workers(bench: Bench) -> None:
    options = bench.options
    for n_workers in (1, 2):
        throughput(bench, n_workers, options.pairs * n_workers)
    fair_share(bench, options.large, 10)
    latency(bench, options.job_rate, options.jobs)


def main() -> None:
    options = _options()
    lines = tuple(pair_lines(24, options.words))
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="unspun-bench-")))
        server = running.enter_context(postgres_server()) if options.database == "postgresql" else None
        url = server.url if server else sqlite_url(folder / "bench.db")
        started = running.enter_context(programs(url, folder))
        database = Database.open(url)
        bench = Bench(JobQueue.open(database), started, lines, options)
        lengths = [len(orjson.loads(line)["suspect"]["text"]) for line in lines]
        print(f"{options.database}, pairs of {np.mean(lengths):,.0f} characters a side")
        alone(bench)
        if not options.alone:
            with_workers(bench)
        bench.queue.close()
        database.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.bench", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--pairs", type=int, default=5_000, help="pairs a worker for the rates")
    parser.add_argument("--alone", action="store_true", help="only what an item costs in one process")
    parser.add_argument("--turns", type=int, default=5, help="turns of the bare comparison and the queue")
    # long ones: at the end of a short one a worker waits for the other's last chunk
    parser.add_argument("--seconds", type=float, default=3.0, help="seconds of a turn of the bare comparison")
    parser.add_argument("--warm", type=int, default=300, help="pairs a worker before the first turn")
    parser.add_argument("--words", type=int, default=ARTICLE, help="words a side")
    parser.add_argument("--large", type=int, default=30_000, help="pairs of the large client")
    parser.add_argument("--jobs", type=int, default=300, help="single jobs for the latency")
    parser.add_argument("--job-rate", type=float, default=30.0, help="single jobs a second that can be done")
    return parser.parse_args()


if __name__ == "__main__":
    main()
