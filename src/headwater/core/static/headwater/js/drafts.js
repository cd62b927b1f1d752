/**
 * Keeps what was chosen in a coded form when a session ends before it is saved.
 *
 * Use: <form data-draft="coded" id="…">. Only checkboxes, radio buttons and selects are kept:
 * codes, never text. Nothing that was typed can reach the browser's storage, whatever the form.
 * Kept per seat, for 30 minutes, in this tab only (sessionStorage); removed when the form is
 * saved, at sign-out, and when another seat opens a page. A field within data-no-draft is left
 * out. An element with data-draft-note inside the form is shown when something came back.
 */
const PREFIX = "draft:";
const LIFE = 30 * 60_000;
const KEPT = "input[type=checkbox], input[type=radio], select";
const seat = document.body.dataset.seat;

const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
const forget = (wanted = () => true) => keys().filter(wanted).forEach((key) => sessionStorage.removeItem(key));

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null; // Not ours, or broken: treated as old.
  }
}

const fieldsOf = (form) =>
  [...form.querySelectorAll(KEPT)].filter((field) => field.name && !field.closest("[data-no-draft]"));

// The path names no person; the language is left out so that a draft survives a switch.
const keyOf = (form) => `${PREFIX}${seat}:${location.pathname.replace(/^\/(en|fr)(?=\/)/, "")}#${form.id}`;

function keep(form) {
  const chosen = fieldsOf(form).flatMap((field) => {
    if (field.tagName === "SELECT") return [...field.selectedOptions].map((option) => [field.name, option.value]);
    return field.checked ? [[field.name, field.value]] : [];
  });
  sessionStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), chosen }));
}

/** Notes on a draft whether its form was sent and we do not know yet what became of it. */
function markSent(key, sent) {
  const draft = read(key);
  if (draft) sessionStorage.setItem(key, JSON.stringify({ ...draft, sent }));
}

function restore(form) {
  const draft = read(keyOf(form));
  if (!draft) return;
  const chosen = new Set(draft.chosen.map((pair) => pair.join("\n")));
  for (const field of fieldsOf(form)) {
    if (field.tagName === "SELECT") {
      for (const option of field.options) option.selected = chosen.has(`${field.name}\n${option.value}`);
    } else {
      field.checked = chosen.has(`${field.name}\n${field.value}`);
    }
  }
  form.dispatchEvent(new CustomEvent("draft-restored", { bubbles: true }));
  const note = form.querySelector("[data-draft-note]");
  if (note) note.hidden = false;
}

// What became of a form that was sent: a page without a seat (sign-in) or one that asks to keep
// drafts (an error page) means it was not taken; errors above the form, the same; any other page
// means it was saved.
const notTaken = !seat || document.querySelector("[data-keeps-drafts], [data-module='error-summary']");

forget((key) => Date.now() - (read(key)?.at ?? 0) > LIFE);
if (notTaken) keys().forEach((key) => markSent(key, false));
else forget((key) => read(key)?.sent);

if (seat) {
  forget((key) => !key.startsWith(`${PREFIX}${seat}:`));
  for (const form of document.querySelectorAll('form[data-draft="coded"]')) {
    // A page that comes back with errors already holds what was chosen.
    if (!document.querySelector('[data-module="error-summary"]')) restore(form);
    form.addEventListener("change", () => keep(form));
    form.addEventListener("submit", () => {
      keep(form);
      markSent(keyOf(form), true);
    });
  }
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-clears-drafts]")) forget();
});
