/* Two things: each change is linked with its instruction, and on the desk the redline follows what is typed.
   Without this script the form still works; with it, focus never moves unless asked to. */
"use strict";

(() => {
  const PAUSE = 350;
  const REGIONS = ["redline", "amended", "language", "instructions", "problems"];
  const byId = (id) => document.getElementById(id);
  const form = byId("desk");
  const NAMES = ["law", "text", "citation", "amendment", "edited"];
  const fields = Object.fromEntries(NAMES.map((name) => [name, byId(name)]));
  let timer = 0;
  let sending = null;

  /* ---- asking ---------------------------------------------------------------------------------- */

  const view = () => form.elements.view.value;

  const law = () => (fields.law.value ? { path: fields.law.value } : { text: fields.text.value });

  /* Whether the amendment leads and the edited law follows, or the other way round: what was typed last leads. */
  let leader = "amendment";

  const request = () =>
    leader === "edited"
      ? { law: law(), edited: fields.edited.value, citation: fields.citation.value, view: view() }
      : { law: law(), amendment: fields.amendment.value, view: view() };

  const isEmpty = () => !fields[leader].value.trim() || (!fields.law.value && !fields.text.value.trim());

  const ask = async () => {
    if (sending) sending.abort();
    if (isEmpty()) {
      say("Type an amendment, or edit the law.");
      if (leader === "amendment") await fetchLaw();
      return;
    }
    sending = new AbortController();
    const { signal } = sending;
    byId("result").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(leader === "edited" ? "/draft" : "/redline", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "text/html" },
        body: JSON.stringify(request()),
        signal,
      });
      const isPage = (answer.headers.get("Content-Type") || "").startsWith("text/html");
      if (isPage) show(await answer.text());
      else refuse(await answer.json());
    } catch (error) {
      if (error.name === "AbortError") return;
      say("The redline could not be fetched. What is shown is from before.");
    }
    if (!signal.aborted) byId("result").removeAttribute("aria-busy");
  };

  const soon = (from = leader) => {
    leader = from;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };

  /* The law itself, to be edited, while there is no amendment. */
  const fetchLaw = async () => {
    const path = fields.law.value;
    if (!path) {
      fields.edited.value = fields.text.value;
      return;
    }
    const answer = await fetch(`/laws${path}.txt`);
    if (answer.ok && fields.law.value === path) fields.edited.value = await answer.text();
  };

  /* ---- showing --------------------------------------------------------------------------------- */

  const say = (words) => {
    if (byId("summary").textContent !== words) byId("summary").textContent = words;
  };

  const show = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const id of REGIONS) {
      const fresh = page.getElementById(id);
      if (fresh || id !== "language") byId(id).replaceChildren(...(fresh ? fresh.childNodes : []));
    }
    follow(page);
    say(page.getElementById("summary").textContent);
    link();
  };

  /* What does not lead follows: the edited law after the amendment, or the amendment after the edited law. */
  const follow = (page) => {
    const [id, field] = leader === "edited" ? ["language-text", "amendment"] : ["after-text", "edited"];
    const words = page.getElementById(id);
    if (words && fields[field].value !== words.textContent) fields[field].value = words.textContent;
  };

  const made = (tag, words, className = "") => {
    const element = document.createElement(tag);
    element.textContent = words;
    if (className) element.className = className;
    return element;
  };

  /* A request that could not be carried out at all: the problem is shown, the last redline stays. */
  const refuse = (problem) => {
    const box = made("div", "", "problem severity-E");
    const line = document.createElement("p");
    const where = problem.place ? `, ${problem.place}` : "";
    line.append(made("strong", `Error ${problem.code}${where}.`), ` ${problem.detail}`);
    box.append(line, made("p", problem.hint, "hint"));
    byId("problems").replaceChildren(box);
    const what = leader === "edited" ? "The edit could not be drafted." : "The amendment could not be carried out.";
    say(`${what} What is shown is from before.`);
  };

  /* ---- a change and its instruction, each way --------------------------------------------------- */

  const marks = (number) =>
    [...document.querySelectorAll("#redline [data-by]")].filter((m) => m.dataset.by === number);

  /* The number of its instruction after each change, to be followed by keyboard as well as by pointer. */
  const link = () => {
    for (const mark of document.querySelectorAll("#redline ins, #redline del")) {
      const number = mark.dataset.by;
      if (!byId(`instruction-${number}`) || mark.nextElementSibling?.matches(`a.by, [data-by="${number}"]`)) continue;
      const sign = made("a", number, "by");
      sign.href = `#instruction-${number}`;
      sign.setAttribute("aria-label", `Instruction ${number}`);
      const lines = mark.classList.contains("block") ? mark.querySelectorAll("p") : [];
      if (lines.length) lines[lines.length - 1].append(sign);
      else mark.after(sign);
    }
  };

  const go = (element) => {
    const panel = element.closest(".panel");
    if (panel && panel.matches("[role='tabpanel']")) choose(panel.id, false);
    if (!element.hasAttribute("tabindex") && !element.matches("a, button")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center" });
    flash(element);
  };

  const flash = (element) => {
    const number = element.dataset.by;
    for (const one of number ? marks(number) : [element]) {
      one.classList.remove("shown");
      void one.offsetWidth;
      one.classList.add("shown");
    }
  };

  document.addEventListener("click", (event) => {
    const to = event.target.closest("a[href^='#']");
    const take = event.target.closest("button.take");
    const mark = event.target.closest("#redline ins, #redline del");
    if (take) return substitute(take);
    if (to && to.closest(".tabs")) return undefined;
    if (to) {
      const found = byId(to.getAttribute("href").slice(1));
      if (!found) return undefined;
      event.preventDefault();
      return go(found);
    }
    if (mark && String(getSelection()) === "") {
      const said = byId(`instruction-${mark.dataset.by}`);
      if (said) go(said);
    }
    return undefined;
  });

  /* A suggestion is put where the words it mends stand, if they stand there once. */
  const substitute = (button) => {
    const { words, instead } = button.dataset;
    const typed = fields.amendment.value;
    const at = instead ? typed.indexOf(instead) : -1;
    if (at < 0 || typed.indexOf(instead, at + 1) >= 0) {
      navigator.clipboard?.writeText(words);
      say("The words were copied; paste them where they belong.");
    } else {
      fields.amendment.setRangeText(words, at, at + instead.length, "select");
      soon("amendment");
    }
    fields.amendment.focus();
  };

  /* ---- tabs ------------------------------------------------------------------------------------ */

  const tabs = [...document.querySelectorAll(".tabs a")];

  const choose = (id, focus = true) => {
    for (const tab of tabs) {
      const own = tab.getAttribute("href").slice(1) === id;
      tab.setAttribute("aria-selected", String(own));
      tab.tabIndex = own ? 0 : -1;
      if (own && focus) tab.focus();
      byId(tab.getAttribute("href").slice(1)).hidden = !own;
    }
  };

  const setTabs = () => {
    byId("tabs").setAttribute("role", "tablist");
    for (const tab of tabs) {
      const panel = byId(tab.getAttribute("href").slice(1));
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.tabIndex = 0;
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        choose(panel.id);
      });
    }
    byId("tabs").addEventListener("keydown", (event) => {
      const at = tabs.indexOf(document.activeElement);
      const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (at < 0 || next === undefined) {
        if (event.key === " " && at >= 0) event.preventDefault();
        return;
      }
      event.preventDefault();
      choose(tabs[(next + tabs.length) % tabs.length].getAttribute("href").slice(1));
    });
    choose("redline", false);
  };

  /* ---- beginning -------------------------------------------------------------------------------- */

  const setPaste = () => {
    byId("paste").hidden = fields.law.value !== "";
  };

  const setDesk = () => {
    form.addEventListener("submit", (event) => {
      if (event.submitter?.hasAttribute("formaction")) return; // a print is saved, the page stays
      event.preventDefault();
      clearTimeout(timer);
      leader = event.submitter?.value === "edited" ? "edited" : "amendment";
      ask();
    });
    for (const name of ["amendment", "edited"]) fields[name].addEventListener("input", () => soon(name));
    for (const name of ["text", "citation"]) fields[name].addEventListener("input", () => soon());
    fields.law.addEventListener("change", () => {
      setPaste();
      soon("amendment");
    });
    for (const radio of form.elements.view) radio.addEventListener("change", ask);
    setPaste();
    setTabs();
  };

  document.documentElement.classList.add("scripted");
  link();
  if (form) setDesk();
})();
