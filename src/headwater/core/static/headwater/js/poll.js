/**
 * Follows a part of the page that others change: the live board.
 *
 * Use: <div id="board" data-poll="/en/…/board/fragment?revision=7" data-every="3">…</div>
 * The URL answers 204 while nothing changed, or 200 with the new inside of the element. A 200 may
 * carry the header X-Poll-Url: the address to ask next (with the new revision). 403, 404 or a
 * redirect to sign-in end the polling. Focus, open folds and the scroll position stay. While
 * somebody is typing or has changed a field inside, nothing is replaced: a note says so instead.
 * A page that is not in view does not ask; with data-beat it asks on, 15 times less often, so that
 * whoever chairs with another window in front is not taken for lost.
 */
const SECOND = 1000;
const AWAY = 15;

function typingIn(region) {
  const fields = [...region.querySelectorAll("input, select, textarea")].filter((field) => field.type !== "hidden");
  return fields.some((field) =>
    field === document.activeElement ||
    (field.type === "checkbox" || field.type === "radio"
      ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT"
        ? [...field.options].some((option) => option.selected !== option.defaultSelected) && field.selectedIndex > 0
        : field.value !== field.defaultValue));
}

const nameOf = (element) => element?.id && `#${CSS.escape(element.id)}`;

function swap(region, html) {
  const focused = region.contains(document.activeElement) ? nameOf(document.activeElement) : null;
  const open = [...region.querySelectorAll("details[open][id]")].map(nameOf);
  const closed = [...region.querySelectorAll("details:not([open])[id]")].map(nameOf);
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  for (const name of open) fresh.content.querySelector(name)?.setAttribute("open", "");
  for (const name of closed) fresh.content.querySelector(name)?.removeAttribute("open");
  region.replaceChildren(fresh.content);
  if (focused) region.querySelector(focused)?.focus({ preventScroll: true });
  region.dispatchEvent(new CustomEvent("polled", { bubbles: true }));
}

function follow(region) {
  let url = region.dataset.poll;
  let timer = null;
  let ended = false;
  let asking = false;
  const every = Number(region.dataset.every || 3) * SECOND;
  const note = document.getElementById(region.dataset.pollNote);
  const later = (times = 1) => {
    timer = setTimeout(ask, every * times * (document.hidden ? AWAY : 1));
  };

  async function ask() {
    clearTimeout(timer);
    timer = null;
    if (ended || asking || (document.hidden && !("beat" in region.dataset))) return;
    // An answer to a question asked before the person began to type is dropped below.
    if (typingIn(region)) {
      later();
      return;
    }
    asking = true;
    const wait = await question();
    asking = false;
    ended = wait === 0;
    if (!ended) later(wait);
  }

  /** Asks once; how many turns to wait before the next question, 0 for never again. */
  async function question() {
    let answer;
    try {
      answer = await fetch(url, { headers: { "X-Requested-With": "poll" }, redirect: "error", cache: "no-store" });
    } catch {
      return 3; // The network is away, or the session ended: ask less often, the page stays.
    }
    if (answer.status === 200) {
      const html = await answer.text();
      if (typingIn(region)) {
        if (note) note.hidden = false;
      } else {
        url = answer.headers.get("X-Poll-Url") || url;
        swap(region, html);
        if (note) note.hidden = true;
      }
    }
    if ([401, 403, 404, 410].includes(answer.status)) return 0;
    return answer.status >= 500 ? 5 : 1;
  }

  // Back in view, or back on the network: ask at once.
  const wake = () => {
    if (!document.hidden) ask();
  };
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  later();
}

for (const region of document.querySelectorAll("[data-poll]")) follow(region);
