"""The first page in a browser: it redlines as one types, by keyboard alone, and links each change both ways."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from starlette.testclient import TestClient

from api.app import create

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

#: What a reader does, as a script of the page's own origin; each finding is put into the page at the end.
DRIVE = """
const found = {};
const byId = (id) => document.getElementById(id);
const until = async (test) => { for (let n = 0; n < 100 && !test(); n++) await new Promise((r) => setTimeout(r, 50)); return test(); };
const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
const type = (id, words) => { byId(id).focus(); byId(id).value = words; byId(id).dispatchEvent(new Event("input", { bubbles: true })); };
const idle = () => !byId("result").hasAttribute("aria-busy");

(async () => {
  found.atFirst = byId("redline").querySelectorAll("ins, del").length;

  type("amendment", "Section 907 of the FREEDOM Support Act is amended by striking “and so reports to” and inserting “and so certifies to”.");
  found.typed = await until(() => byId("amended").textContent.includes("and so certifies to the Congress"));
  found.focusKept = document.activeElement.id;
  found.summary = byId("summary").textContent;

  byId("tab-redline").focus();
  press("ArrowRight");
  found.second = [document.activeElement.id, byId("redline").hidden, byId("amended").hidden];
  press("End");
  found.last = document.activeElement.id;
  byId("instructions").querySelector("a.to-change").click();
  found.toChange = [document.activeElement.id, byId("redline").hidden];
  document.activeElement.parentElement.querySelector("a.by").click();
  found.toInstruction = [document.activeElement.id, byId("instructions").hidden];

  type("amendment", "Section 907 of the FREEDOM Support Act is amended by striking “demonstrable stairs” and inserting “steps”.");
  found.problem = await until(() => byId("problems").textContent.includes("M18"));
  found.kept = byId("amended").textContent.includes("demonstrable steps");

  byId("law").value = "/us/pl/1/1";
  byId("law").value = "";
  byId("law").dispatchEvent(new Event("change"));
  found.paste = !byId("paste").hidden;
  type("text", "SEC. 2. LIMIT.\\n    The limit is 30 days.");
  type("amendment", "Section 2 of the Widget Safety Act is amended by striking “30” and inserting “60”.");
  found.pasted = await until(() => byId("amended").textContent.includes("The limit is 60 days."));

  type("amendment", "\\u0001");
  found.refused = await until(() => byId("problems").textContent.includes("F06"));
  found.still = byId("amended").textContent.includes("The limit is 60 days.");
  await until(idle);

  byId("law").value = "/us/pl/102/511";
  byId("law").dispatchEvent(new Event("change"));
  type("amendment", "");
  found.laid = await until(() => byId("edited").value.includes("demonstrable steps"));
  type("edited", byId("edited").value.replace("demonstrable steps", "verified steps"));
  found.written = await until(() => byId("amendment").value.includes("by striking “demonstrable” and inserting “verified”"));
  found.stays = document.activeElement.id;
  found.language = byId("language").textContent.includes("Restated") && byId("amended").textContent.includes("verified steps");
  type("amendment", "Section 907 of the FREEDOM Support Act is amended by striking “demonstrable” and inserting “plain”.");
  found.followed = await until(() => byId("edited").value.includes("plain steps"));
  type("edited", "A word alone.");
  found.undrafted = await until(() => byId("problems").textContent.includes("Error"));
  await until(idle);

  const report = document.createElement("pre");
  report.id = "found";
  report.textContent = JSON.stringify(found);
  document.body.append(report);
})();
"""

pytestmark = [
    pytest.mark.page,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on the path"),
]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The app on a port of its own, with a copy of the page that a script drives."""
    app = create()
    _add_drive(app)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


def _add_drive(app: FastAPI) -> None:
    @app.get("/driven", include_in_schema=False)
    def driven() -> Response:
        page = TestClient(create()).get("/").text
        return HTMLResponse(page.replace("</body>", '<script src="/drive.js" defer></script></body>'))

    @app.get("/drive.js", include_in_schema=False)
    def drive() -> Response:
        return Response(DRIVE, media_type="text/javascript")


def opened(address: str, profile: Path) -> str:
    """The page as the browser has it once its scripts have run."""
    assert CHROMIUM is not None
    command = [
        CHROMIUM,
        *FLAGS,
        f"--user-data-dir={profile}",
        "--virtual-time-budget=20000",
        "--dump-dom",
        address,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
    return done.stdout


def test_the_desk_opens_with_a_law_amended(site: str, tmp_path: Path) -> None:
    page = opened(site, tmp_path)
    assert re.search(r'<option value="/us/pl/102/511" selected', page)
    assert "SEC. 3. CERTIFICATION REQUIREMENT" in page
    assert "<ins" in page
    assert 'aria-selected="true"' in page
    assert re.search(r'id="law1-change-1"', page) and re.search(r'id="instruction-1"', page)


def test_the_redline_follows_what_is_typed(site: str, tmp_path: Path) -> None:
    page = opened(f"{site}/driven", tmp_path)
    match = re.search(r'<pre id="found">(.*?)</pre>', page, re.S)
    assert match, "the script did not come to its end"
    found: dict[str, Any] = json.loads(unescape(match[1]))
    assert found["atFirst"] > 0
    assert found["typed"] and found["focusKept"] == "amendment"
    assert found["summary"] == "1 instruction: 1 carried out."
    assert found["second"] == ["tab-amended", True, False]
    assert found["last"] == "tab-instructions"
    assert found["toChange"] == ["law1-change-1", False]
    assert found["toInstruction"] == ["instruction-1", False]
    assert found["problem"] and found["kept"]
    assert found["paste"] and found["pasted"]
    assert found["refused"] and found["still"]
    assert found["laid"] and found["written"] and found["stays"] == "edited" and found["language"]
    assert found["followed"] and found["undrafted"]
