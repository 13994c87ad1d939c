"""How smooth the journey map is with 12 stages, 8 lanes and 150 cards: printed from the browser's own trace.

Run ``python -m tests.bench.bench_journey_map``. Needs Chromium. Nothing here passes or fails: a busy machine is slow,
not wrong. Aims: while a card or a face is dragged, under 16 ms of main-thread work a frame; an edit drawn in 100 ms.
"""

from __future__ import annotations

import json
import os
import tempfile
from itertools import pairwise
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from cxcourse.core.journey import Card, Journey, Opportunity, Stage, Step
from cxcourse.widgets.journey_map import JourneyMap
from tests.browser.driver import CHROMIUM_ARGS, chromium

STAGES, STEPS, CARDS = 12, 36, 150
PAGE = """<!doctype html><meta charset="utf-8"><style>{css} body {{ margin: 0 }}</style><body data-jp-theme-light="true">
<div id="host"></div><script type="module">{esm}
const model = {{ get: () => window.view, heard: [], on(_, f) {{ this.heard.push(f); }}, off() {{}},
  send(e) {{ window.kernel(JSON.stringify(e)).then((v) => {{ window.view = JSON.parse(v); this.heard.forEach((f) => f()); }}); }} }};
window.view = {view}; render({{ model, el: document.getElementById("host") }}); window.ready = true;
window.frames_of = async (until) => {{ const at = []; await new Promise((done) => {{
  const tick = (t) => {{ at.push(t); if (window[until]) done(); else requestAnimationFrame(tick); }}; requestAnimationFrame(tick); }}); return at; }};
</script>"""


def large() -> Journey:
    """Return a map of 12 stages, 36 steps and 150 cards in all lanes."""
    names = ("thoughts", "pains", "opportunities", "frontstage", "backstage", "support")
    held: dict[int, dict[str, list[Any]]] = {n: {name: [] for name in names} for n in range(STEPS)}
    for n in range(CARDS):
        lane, text = names[n % 6], f"Card {n}: what happens here takes a line or two to say"
        held[n % STEPS][lane].append((Opportunity if lane == "opportunities" else Card)(id=f"c{n}", text=text))
    steps = tuple(
        Step(id=f"st{n}", stage=f"s{n * STAGES // STEPS}", action=f"Step {n}, in a few words", touchpoint="service line",
             channel="phone", lens=("CS", "CX"), emotion=(n * 7) % 5 - 2, evidence="stated",
             **{name: tuple(cards) for name, cards in held[n].items()})
        for n in range(STEPS)
    )  # fmt: skip
    return Journey(
        id="large",
        title="A large map",
        stages=tuple(Stage(id=f"s{n}", name=f"Stage {n}") for n in range(STAGES)),
        steps=steps,
    )


def opened(page: Page) -> None:
    widget = JourneyMap("large", start=large())
    widget.handle({"kind": "look", "hidden": {"map": []}})

    def kernel(text: str) -> str:
        widget.handle(json.loads(text))
        return json.dumps(widget.view)

    page.expose_function("kernel", kernel)
    esm = str(widget._esm).replace("export default { render };", "")
    view = json.dumps(widget.view).replace("</", "<\\/")
    page.set_content(PAGE.format(css=widget._css, esm=esm, view=view))
    page.wait_for_function("window.ready")


def traced(page: Page, action: Any) -> tuple[list[float], list[float]]:
    """Run an action; return the times between frames, and the main thread's work in each of them, in milliseconds."""
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[Any] = []
    session.on("Tracing.dataCollected", lambda found: events.extend(found["value"]))
    session.on("Tracing.tracingComplete", lambda found: ended.append(found))
    session.send(
        "Tracing.start",
        {
            "transferMode": "ReportEvents",
            "categories": "devtools.timeline,toplevel,disabled-by-default-devtools.timeline,__metadata",
        },
    )
    page.evaluate("() => { window.over = false; window.times = frames_of('over'); }")
    action()
    page.evaluate("() => { window.over = true; }")
    at = page.evaluate("() => window.times")
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    return [b - a for a, b in pairwise(at)], _work(events)


def _work(events: list[dict[str, Any]]) -> list[float]:
    """Sum up the tasks of the renderer's main thread from one begin of a frame to the next."""
    mains = {
        (e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"
    }
    begins = {}
    for e in events:
        if e["name"] == "FireAnimationFrame" and (e["pid"], e["tid"]) in mains:
            begins.setdefault((e["pid"], e["tid"]), []).append(e["ts"])
    main = max(begins, key=lambda who: len(begins[who]))
    tasks = [
        e
        for e in events
        if e["name"] == "ThreadControllerImpl::RunTask" and (e["pid"], e["tid"]) == main and e.get("dur")
    ]
    # tdur is the thread's own time on the processor, so that what else the machine does is not counted
    edges = sorted(set(begins[main]))
    return [
        sum(t.get("tdur", t["dur"]) for t in tasks if a <= t["ts"] + t["dur"] / 2 < b) / 1000
        for a, b in pairwise(edges)
    ]


def drag(page: Page, selector: str, path: list[tuple[float, float]]) -> Any:
    box = page.locator(selector).bounding_box()
    x, y = box["x"] + min(20, box["width"] / 2), box["y"] + box["height"] / 2

    def move() -> None:
        page.mouse.move(x, y)
        page.mouse.down()
        for dx, dy in path:
            page.mouse.move(x + dx, y + dy)
        page.keyboard.press("Escape")
        page.mouse.up()

    return move


EDIT = """async (key) => {
  const node = document.querySelector(`[data-k="${key[0]}"]`), took = [];
  node.focus();
  for (let n = 0; n < 20; n += 1) {
    const from = performance.now();
    (document.querySelector(`[data-k="${key[0]}"]`)).dispatchEvent(new KeyboardEvent("keydown", { key: key[1 + (n % 2)], bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); })); // after the paint
    took.push(performance.now() - from);
    await new Promise((done) => setTimeout(done, 60)); // the kernel's answer is drawn as well
  }
  return { emotion: took };
}"""
MOVE = """async () => {
  const took = { "picked up": [], "carried on": [], "put down": [] };
  const painted = () => new Promise((done) => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); }));
  const press = async (what, key) => {
    const from = performance.now();
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    await painted();
    took[what].push(performance.now() - from);
    await new Promise((done) => setTimeout(done, 60)); // no hand is faster, and the kernel's answer is drawn as well
  };
  for (let n = 0; n < 20; n += 1) {
    document.querySelector('[data-k="card c1"]').focus();
    await press("picked up", " ");
    await press("carried on", n % 2 ? "ArrowLeft" : "ArrowRight");
    await press("put down", "Enter");
  }
  return took;
}"""


def told(name: str, took: list[float]) -> str:
    ordered = sorted(took)
    return f"{name:<52} median {median(ordered):5.1f}   95 % {ordered[int(0.95 * (len(ordered) - 1))]:5.1f}   most {ordered[-1]:5.1f}   n {len(ordered)}"


def main() -> None:
    os.environ["CXCOURSE_ANSWERS"] = tempfile.mkdtemp()
    wave = [(6 * n if n < 90 else 6 * (180 - n), 40 * ((n // 15) % 3)) for n in range(180)]
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1300})
        opened(page)
        print(
            f"{STAGES} stages, {STEPS} steps, 8 lanes, {page.locator('[data-kind=card]').count()} cards; milliseconds; {os.getloadavg()[0]:.1f} others on {os.cpu_count()} processors"
        )
        for name, selector, path in (
            ("card dragged", '[data-k="card c1"]', wave), ("step dragged", '[data-k="step st1"]', wave),
            ("face dragged", '[data-k="emotion st2"]', [(0, 60 - abs(n % 120 - 60)) for n in range(180)]),
        ):  # fmt: skip
            between, work = traced(page, drag(page, selector, path))
            print(told(f"{name}: main thread a frame", work))
            print(told(f"{name}: from frame to frame", between))
        took: dict[str, list[float]] = {}
        _, work = traced(page, lambda: took.update(page.evaluate(EDIT, ["emotion st3", "ArrowUp", "ArrowDown"])))
        _, more = traced(page, lambda: took.update(page.evaluate(MOVE)))
        for name, times in took.items():
            print(told(f"{name} by key: from key to paint", times))
        for name, whole in (("emotion", work), ("card moved", more)):
            print(f"{name + ' by key: main thread, with the answer drawn':<52} mean   {sum(whole) / 20:5.1f}")
        browser.close()


if __name__ == "__main__":
    main()
