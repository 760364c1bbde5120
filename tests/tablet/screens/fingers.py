"""What every screen must hold: it fits, a gloved finger hits, and axe finds no fault."""

from playwright.sync_api import Page

from tests.axe import axe_faults

SIZES = ((360, 780), (780, 360), (820, 1180), (1280, 800))
LEAST = 48  # pixels
# The target of a field in its label is the label; a link within a sentence is excepted, as in WCAG
# 2.2, 2.5.8.
SMALL = """(least) => {
  const open = document.querySelector('dialog[open]') ?? document;
  const wanted = 'button, a[href], input, select, textarea, summary, [role=button]';
  const inSentence = (one) => one.matches('a') && getComputedStyle(one).display === 'inline'
    && one.parentElement.textContent.trim() !== one.textContent.trim();
  const targets = [...open.querySelectorAll(wanted)].filter((one) => !inSentence(one));
  return [...new Set(targets.map((one) => one.closest('label') ?? one))]
    .filter((one) => one.checkVisibility({visibilityProperty: true}))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, {width, height}]) => Math.min(width, height) < least - 0.5)
    .map(([one, {width, height}]) => `${one.outerHTML.slice(0, 90)} ${width}x${height}`);
}"""
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def small_targets(page: Page) -> list[str]:
    """What can be touched and is smaller than a finger needs."""
    found: list[str] = page.evaluate(SMALL, LEAST)
    return found


def faults_of_screen(page: Page) -> list[str]:
    """Sideways scrolling and small targets at each size, what axe finds at the smallest."""
    faults = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        faults += [f"{width}: {told}" for told in small_targets(page)]
        if page.evaluate(WIDER):
            faults.append(f"{width}: scrolls sideways")
    page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    return faults + axe_faults(page)
