"""How long a person waits for the page: first page after `coach app`, and click to changed page.

    python benchmarks/page.py

Beside each stands what no page of Streamlit can do without, measured in the same run: importing
it, and a click that changes nothing but a checkbox.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from serving import FLAGS, served

TIMES = 9
MESSAGE = (
    "You stopped talking to me. I miss you. You left again at {hour}. "
    "Can we try that conversation again? The dog is fed."
)


def main() -> None:
    """Print both waits, and what they stand beside."""
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as kept:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import streamlit"], check=True)
        importing = time.perf_counter() - start
        start = time.perf_counter()
        with served(kept) as address:
            page = browser.new_page()
            page.goto(address)
            page.get_by_label("Your message").wait_for(timeout=60_000)
            ready = time.perf_counter() - start
            page.wait_for_timeout(3000)  # until the coach is loaded
            answer = statistics.median([answered(page, hour) for hour in range(TIMES + 1)][1:])
            page.goto(f"{address}/moments")
            page.get_by_role("heading", level=1).wait_for()
            page.wait_for_timeout(1000)
            click = statistics.median(ticked(page, on=n % 2 == 0) for n in range(TIMES))
        browser.close()
    print(f"first page: {ready:.2f} s, {ready / importing:.1f} times `import streamlit`")
    print(f"five sentences: {answer * 1000:.0f} ms, {answer / click:.1f} times a checkbox's click")


def answered(page: Page, hour: int) -> float:
    """Return how long it takes, in seconds, until a new message is marked."""
    box = page.get_by_label("Your message")
    box.fill(MESSAGE.format(hour=hour))
    start = time.perf_counter()
    box.press("Control+Enter")
    page.locator("mark", has_text=f"again at {hour}").wait_for()
    took = time.perf_counter() - start
    page.wait_for_timeout(500)
    return took


def ticked(page: Page, *, on: bool) -> float:
    """Return how long it takes, in seconds, until a moment that is ticked is drawn."""
    start = time.perf_counter()
    page.get_by_test_id("stCheckbox").filter(has_text="Check in").click()
    page.locator("i.on").wait_for(state="visible" if on else "detached")
    took = time.perf_counter() - start
    page.wait_for_timeout(500)
    return took


if __name__ == "__main__":
    main()
