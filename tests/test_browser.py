"""The page in a real Chromium, from first click to last."""

import re
import urllib.error
import urllib.request

import pytest
from conftest import ARTICLE_BLAME, ARTICLE_SOFT

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=[1280, 390])
def page(request, browser, address):
    context = browser.new_context(viewport={"width": request.param, "height": 860})
    opened = context.new_page()
    opened.outside = []
    opened.on("request", lambda request: note_outside(opened, request.url, address))
    opened.goto(address)
    opened.get_by_label("Your message").wait_for(timeout=60_000)
    yield opened
    context.close()


def note_outside(page, url, address):
    if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
        page.outside.append(url)


def review(page, message):
    box = page.get_by_label("Your message")
    box.fill(message)
    box.press("Control+Enter")


def test_the_articles_lines_from_paste_to_draft(page):
    review(page, " ".join([*ARTICLE_BLAME, *ARTICLE_SOFT]))
    marks = page.locator("mark.heard")
    playwright.expect(marks).to_have_count(8)
    for line in ARTICLE_BLAME:
        mark = marks.filter(has_text=line)
        playwright.expect(mark).to_have_class(re.compile(r"\bblame\b"))
        playwright.expect(mark.locator(".tag")).to_have_text("blame")
    for line, label in ARTICLE_SOFT.items():
        mark = marks.filter(has_text=line)
        playwright.expect(mark).to_have_class(re.compile(rf"\b{label}\b"))
        playwright.expect(mark.locator(".tag")).to_have_text(label)
    colours = {
        marks.filter(has_text=line).evaluate("e => getComputedStyle(e).backgroundColor")
        for line in ("You pulled away.", *ARTICLE_SOFT)
    }
    assert len(colours) == 4

    draft = page.get_by_test_id("stCode")
    playwright.expect(draft).to_contain_text("You stopped talking to me.")
    card = page.locator("[class*=st-key-card]").filter(has_text="You stopped talking to me.")
    card.get_by_text("I missed feeling close to you.").click(delay=50)
    playwright.expect(draft).not_to_contain_text("You stopped talking to me.")
    playwright.expect(draft).to_contain_text(
        "You stopped caring. I missed feeling close to you. Who caused this?"
    )
    assert page.outside == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_hostile_text_loads_nothing_and_runs_nothing(page):
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    review(
        page,
        'You stopped <img src="https://example.invalid/a.png" onerror="alert(1)"> talking to me. '
        "![x](https://example.invalid/b.png) <script>alert(2)</script> You pulled away.",
    )
    playwright.expect(page.locator("mark.heard").first).to_be_visible()
    playwright.expect(page.locator("mark img, mark script")).to_have_count(0)
    page.wait_for_timeout(500)
    assert page.outside == []


def test_leaving_is_always_in_reach(page):
    review(page, " ".join(["You pulled away. I miss you."] * 30))
    playwright.expect(page.locator("mark.heard").first).to_be_visible()
    page.mouse.wheel(0, 20_000)
    page.wait_for_timeout(500)
    leave = page.get_by_role("button", name="Leave now")
    box = leave.bounding_box()
    width, height = page.viewport_size["width"], page.viewport_size["height"]
    assert 0 <= box["x"] <= width - box["width"]
    assert 0 <= box["y"] <= height - box["height"]
    on_top = """([x, y]) => document.elementFromPoint(x, y).closest(".st-key-leave") !== null"""
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    assert page.evaluate(on_top, middle)
    sidebar = page.get_by_test_id("stExpandSidebarButton")
    if sidebar.is_visible():
        sidebar.click()
        page.wait_for_timeout(500)
        assert page.evaluate(on_top, middle)


@pytest.mark.parametrize("how", ["button", "shift"])
def test_leaving_puts_a_plain_page_in_this_ones_place(page, address, how):
    review(page, "You stopped talking to me.")
    playwright.expect(page.get_by_test_id("stCode")).to_be_visible()
    page.wait_for_timeout(1000)  # until nothing moves any more
    page.get_by_text("I'm afraid to say this").click(delay=50)
    playwright.expect(page.get_by_role("heading", name="People who answer")).to_be_visible()
    if how == "button":
        page.get_by_role("button", name="Leave now").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("**/measures")
    assert page.title() == "Kitchen measures"
    assert "message" not in page.content()
    page.go_back()  # to what was open before the coach, not to the coach
    page.wait_for_timeout(500)
    assert not page.url.startswith(address)
    assert page.outside == []


def test_capitals_are_typed_without_leaving(page):
    box = page.get_by_label("Your message")
    box.click()
    page.keyboard.type("I Miss You SO Much")
    page.wait_for_timeout(500)
    assert box.input_value() == "I Miss You SO Much"


def test_the_browser_is_told_to_ask_nothing_of_other_hosts(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "connect-src 'self'" in policy


def test_only_this_machine_is_served(address):
    request = urllib.request.Request(address, headers={"Host": "attacker.example"})
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(request, timeout=10)
