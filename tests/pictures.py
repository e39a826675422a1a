"""Pictures of every page and state, light and dark, phone and desktop, into `screenshots/`.

`make pictures`; they are there to be looked at.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from playwright.sync_api import sync_playwright
from serving import FLAGS, ROOT, served

FOLDER = ROOT / "screenshots"
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
SETTLED_MS = 900


def main(names: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as kept,
        served(kept) as address,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for scheme in ("light", "dark"):
            for size, (width, height) in SIZES.items():
                for name, (path, act) in STATES.items():
                    if names and name not in names:
                        continue
                    page = browser.new_page(
                        viewport={"width": width, "height": height}, color_scheme=scheme
                    )
                    page.goto(f"{address}/{path}")
                    page.get_by_role("heading", level=1).wait_for(timeout=60_000)
                    act(page)
                    page.wait_for_timeout(SETTLED_MS)
                    # The page scrolls inside the window, so the window is made as tall as it is.
                    tall = page.evaluate(
                        "document.querySelector('[data-testid=stMain]').scrollHeight"
                    )
                    page.set_viewport_size({"width": width, "height": max(height, tall)})
                    page.wait_for_timeout(SETTLED_MS // 3)
                    page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png")
                    page.close()
        browser.close()


def checked(message: str) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        box = page.get_by_label("Your message")
        box.fill(message)
        box.press("Control+Enter")
        page.wait_for_timeout(SETTLED_MS * 2)

    return act


def practised(words: str) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        box = page.get_by_label("Your words")
        box.fill(words)
        box.press("Control+Enter")
        page.wait_for_timeout(SETTLED_MS * 2)

    return act


def rated(page: Any) -> None:
    for words in ("I missed you today, and I felt lonely.", "You never care.", "Please call."):
        practised(words)(page)
        page.get_by_role("button", name="It went well").click(delay=50)
        page.wait_for_timeout(SETTLED_MS)
    page.get_by_role("link", name="Progress").first.evaluate("e => e.click()")
    page.wait_for_timeout(SETTLED_MS * 2)


def marked(page: Any) -> None:
    page.get_by_test_id("stCheckbox").filter(has_text="Check in").click(delay=50)
    page.wait_for_timeout(SETTLED_MS)


def stepped(times: int) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        for _ in range(times):
            page.get_by_role("button", name="Next").click(delay=50)
            page.wait_for_timeout(SETTLED_MS)

    return act


def typed_live(page: Any) -> None:
    page.get_by_label("A couple").click()
    page.get_by_role("option", name="your own words").click()
    area = page.get_by_label("Your own words")
    area.wait_for()
    area.press_sequentially("You stopped talking to me. I miss you.", delay=15)
    page.wait_for_timeout(SETTLED_MS * 2)


def nothing(page: Any) -> None:
    """Show the page as it opens."""


STATES: dict[str, tuple[str, Callable[[Any], None]]] = {
    "check-empty": ("", nothing),
    "check-blame": (
        "",
        checked(
            "You forgot our anniversary again. I waited till ten. You're impossible. I miss you."
        ),
    ),
    "check-nothing": ("", checked("I missed feeling close to you. Can we try again?")),
    "check-language": ("", checked("Nunca me escuchas cuando te hablo.")),
    "check-error": ("", checked("x" * 200_001)),
    "check-notice": ("", checked("I love you. You slapped me.")),
    "check-long": ("", checked("You pulled away. You stopped caring. I miss you. " * 12)),
    "practise": ("practise", nothing),
    "practise-feedback": (
        "practise",
        practised("You went up on Sunday without a goodnight, and I lay there missing you."),
    ),
    "practise-blame": ("practise", practised("You never say goodnight to me.")),
    "moments": ("moments", marked),
    "progress-empty": ("progress", nothing),
    "progress": ("practise", rated),
    "demonstrate": ("demonstrate", nothing),
    "demonstrate-heard": ("demonstrate", stepped(1)),
    "demonstrate-shift": ("demonstrate", stepped(3)),
    "demonstrate-own": ("demonstrate", typed_live),
    "support": ("support", nothing),
    "about": ("about", nothing),
}

if __name__ == "__main__":
    main(sys.argv[1:])
