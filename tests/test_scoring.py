import csv
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coach import scoring
from coach.errors import DataError
from coach.scoring import ADDED, How, score

SENTENCES = [
    "You never call me.",
    "I miss you.",
    "u\0",
    "You slapped me.",
    'She said "no",\nthen left',
    "",
]
ONE_WORKER = How(fast=True, workers=1)


@pytest.fixture
def in_this_process(monkeypatch, fast_coach):
    """Score without processes of their own, each of which would load the coach."""
    monkeypatch.setattr(scoring, "_coaches", {True: fast_coach})
    monkeypatch.setattr(
        scoring, "ProcessPoolExecutor", lambda workers, **_: ThreadPoolExecutor(workers)
    )


def csv_file(path, texts, separator=","):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(["n", "said"])
        writer.writerows(enumerate(texts))
    return path


def read_csv(path, separator=","):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=separator))


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("ending", [".csv", ".tsv", ".jsonl", ".parquet"])
def test_each_format_comes_back_with_its_rows_and_what_is_said_of_them(
    tmp_path, ending, fast_coach
):
    source, target = tmp_path / f"in{ending}", tmp_path / f"out{ending}"
    separator = "\t" if ending == ".tsv" else ","
    if ending in (".csv", ".tsv"):
        csv_file(source, SENTENCES, separator)
    elif ending == ".jsonl":
        rows = [json.dumps({"n": n, "said": text}) for n, text in enumerate(SENTENCES)]
        source.write_text("\n".join(rows), "utf-8")
    else:
        pq.write_table(pa.table({"n": range(len(SENTENCES)), "said": SENTENCES}), source)
    done = score(source, "said", target, ONE_WORKER)
    assert (done.rows, done.unread) == (len(SENTENCES), 1)
    if ending in (".csv", ".tsv"):
        rows = read_csv(target, separator)
    elif ending == ".jsonl":
        rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    else:
        rows = pq.read_table(target).to_pylist()
    assert [row["said"] for row in rows] == SENTENCES
    assert list(rows[0]) == ["n", "said", *ADDED]
    readable = [n for n, text in enumerate(SENTENCES) if "\0" not in text]
    frame = fast_coach.classify([SENTENCES[n] for n in readable])
    for row, said in zip([rows[n] for n in readable], frame.to_dict("records"), strict=True):
        assert row["label"] == said["label"]
        assert row["safety"] == said["safety"]
        assert float(row["confidence"]) == pytest.approx(said["confidence"], abs=1e-6)
    assert not rows[2]["label"]
    assert not list(tmp_path.glob("*.parts"))


@pytest.mark.usefixtures("in_this_process")
def test_an_interrupted_run_goes_on_and_makes_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(scoring, "ROWS_A_BLOCK", 7)
    source = csv_file(tmp_path / "in.csv", [f"You forgot item {n}." for n in range(50)])
    whole, half = tmp_path / "whole.csv", tmp_path / "half.csv"
    score(source, "said", whole, ONE_WORKER)
    shares = []

    def stop(share):
        shares.append(share)
        if len(shares) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        score(source, "said", half, ONE_WORKER, stop)
    assert not half.exists()
    with pytest.raises(DataError, match="--resume goes on with it"):
        score(source, "said", half, ONE_WORKER)
    with pytest.raises(DataError, match="another file, column or engine"):
        score(source, "n", half, How(fast=True, workers=1, resume=True))
    score(source, "said", half, How(fast=True, workers=2, resume=True))
    assert half.read_bytes() == whole.read_bytes()
    assert not list(tmp_path.glob("*.parts"))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_killed_run_goes_on(tmp_path):
    source = csv_file(tmp_path / "in.csv", [f"You forgot item {n}." for n in range(30_000)])
    command = [sys.executable, "-m", "coach", "score", str(source), "--column", "said", "--fast"]
    parts = tmp_path / "in-scored.csv.parts"
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL) as run:
        for _ in range(600):
            if list(parts.glob("*.done")):
                break
            time.sleep(0.1)
        os.killpg(run.pid, signal.SIGKILL)
    assert list(parts.glob("*.done"))
    done = subprocess.run([*command, "--resume"], capture_output=True, text=True, check=True)
    assert "30,000 rows" in done.stderr
    assert len(read_csv(tmp_path / "in-scored.csv")) == 30_000


@pytest.fixture
def dask(tmp_path):
    """A scheduler's address, and two workers as processes of their own."""
    distributed = pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    program = [Path(sys.executable).with_name("dask")]
    found = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    where = ["--scheduler-file", found]
    scheduler = [*program, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    worker = [*program, "worker", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    started = [subprocess.Popen([*scheduler, *where], **quiet)]
    try:
        for _ in range(300):
            if found.exists():
                break
            time.sleep(0.1)
        started += [subprocess.Popen([*worker, *where], **quiet) for _ in range(2)]
        address = json.loads(found.read_text())["address"]
        with distributed.Client(address) as client:
            client.wait_for_workers(2, timeout=60)
        yield address, started[1:]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_makes_the_same_bytes(tmp_path, monkeypatch, dask):
    monkeypatch.setattr(scoring, "ROWS_A_BLOCK", 500)
    address, workers = dask
    source = csv_file(tmp_path / "in.csv", [f"You forgot item {n}." for n in range(12_000)])
    local, far = tmp_path / "local.csv", tmp_path / "far.csv"
    score(source, "said", local, How(fast=True, workers=1))
    shares = []

    def lose_one(share):
        shares.append(share)
        if len(shares) == 3:
            workers[0].kill()

    done = score(source, "said", far, How(fast=True, engine="dask", scheduler=address), lose_one)
    assert done.rows == 12_000
    assert workers[0].wait() != 0
    assert far.read_bytes() == local.read_bytes()


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_named(tmp_path):
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    source = csv_file(tmp_path / "in.csv", ["hi"])
    how = How(fast=True, engine="dask", scheduler="tcp://127.0.0.1:9")
    with pytest.raises(DataError, match="no Dask scheduler answers"):
        score(source, "said", tmp_path / "out.csv", how)


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("a.xlsx", b"", "its ending is none of"),
        ("a.csv", b"n,text\n1,hi\n", "has no column said; it has n, text"),
        ("a.csv", b"said,label\nhi,x\n", "has a column label already"),
        ("a.csv", b"said\nhi\nhi,there\n", "row 3: has more or fewer values"),
        ("a.csv", b"said\n\xff\n", "is not UTF-8"),
        ("a.csv", b"said\n", "has no row to score"),
        ("a.jsonl", b'{"said": "hi"}\nhi\n', "row 2: is not JSON"),
        ("a.jsonl", b'["hi"]\n', "row 1: is not a JSON object"),
        ("a.parquet", b"hi", "is not a Parquet file"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, name, content, wrong):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=wrong):
        score(tmp_path / name, "said", tmp_path / f"out-{name}", ONE_WORKER)
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


@pytest.mark.usefixtures("in_this_process")
def test_nothing_is_written_over(tmp_path):
    source = csv_file(tmp_path / "in.csv", ["hi"])
    with pytest.raises(DataError, match="is there already"):
        score(source, "said", source, ONE_WORKER)
