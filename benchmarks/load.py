"""Many visits at once: 20 people, each reviewing and practising, for three minutes.

    python benchmarks/load.py [--visits N] [--minutes M]

A visit is a page of its own in one Chromium; half of them practise, the others have messages
reviewed, each with a pause of some seconds to read. Printed: how often an answer came, the median
and the 95th percentile of the wait, errors that a page showed, and the server's memory by minute.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from playwright.async_api import Error, Page, async_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from serving import FLAGS, served

from coach.pages import texts

MESSAGE = (
    "You stopped talking to me. I miss you. You left again at {mark}. "
    "Can we try that conversation again? The dog is fed."
)
ATTEMPT = "I miss you, and I would like to talk tonight. I was short with you."
PAUSE = (4, 10)  # seconds


@dataclass
class Seen:
    """What all visits saw together."""

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


async def review(page: Page, mark: int) -> None:
    """Have a message reviewed, and wait until it is marked."""
    box = page.get_by_label("Your message")
    await box.fill(MESSAGE.format(mark=mark))
    await box.press("Control+Enter")
    await page.locator("mark", has_text=f"again at {mark}").wait_for()


async def practise(page: Page, mark: int) -> None:
    """Say a line softer, see what the coach says of it, and rate the effort."""
    box = page.get_by_label(texts.YOUR_WORDS)
    await box.fill(f"{ATTEMPT} {mark}")
    await box.press("Control+Enter")
    await page.get_by_role("button", name=texts.EFFORTS[3]).wait_for()


async def rated(page: Page) -> bool:
    """Rate the effort; returns whether there is another card."""
    effort = page.get_by_role("button", name=texts.EFFORTS[3])
    await effort.click()
    await effort.wait_for(state="detached")
    return bool(await page.get_by_label(texts.YOUR_WORDS).count())


async def visit(page: Page, address: str, number: int, until: float, seen: Seen) -> None:
    """Do one thing again and again, reading in between."""
    act, path = (practise, "/practise") if number % 2 else (review, "/")
    chance = random.Random(number)  # noqa: S311 - not for secrets
    await page.goto(address + path)
    mark = 100 * number
    while time.perf_counter() < until:
        await asyncio.sleep(chance.uniform(*PAUSE))
        mark += 1
        start = time.perf_counter()
        try:
            await act(page, mark)
            seen.waits.append(time.perf_counter() - start)
            if act is practise and not await rated(page):  # no card is left today
                act = review
                await page.goto(address)
        except Error as error:
            seen.errors.append(str(error).splitlines()[0])
        if await page.get_by_test_id("stException").count():
            seen.errors.append("the page shows an exception")


async def watch(until: float, seen: Seen) -> None:
    """Note the server's memory, in MiB, every half minute."""
    started = psutil.Process().children()
    server = next(process for process in started if "coach" in process.cmdline())
    while time.perf_counter() < until:
        seen.memory.append(server.memory_info().rss / 2**20)
        await asyncio.sleep(30)


async def crowd(address: str, visits: int, seconds: float) -> Seen:
    """Return what so many visits at once see."""
    seen = Seen()
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        pages = [await (await browser.new_context()).new_page() for _ in range(visits)]
        until = time.perf_counter() + seconds
        await asyncio.gather(
            watch(until, seen),
            *(visit(page, address, n, until, seen) for n, page in enumerate(pages)),
        )
        await browser.close()
    return seen


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--visits", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as kept, served(kept) as address:
        seen = asyncio.run(crowd(address, options.visits, 60 * options.minutes))
    waits = sorted(seen.waits)
    print(f"{len(waits)} answers, {len(seen.errors)} errors {sorted(set(seen.errors))[:3]}")
    late = waits[int(0.95 * len(waits))]
    print(f"median {statistics.median(waits):.2f} s, 95th percentile {late:.2f} s")
    print("server, MiB, each half minute:", ", ".join(f"{m:.0f}" for m in seen.memory))


if __name__ == "__main__":
    main()
