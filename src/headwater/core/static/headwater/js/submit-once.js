/**
 * Stops a form from being sent twice by a double click or a second Enter.
 * Use: <form data-submit-once>. The button stays enabled and focusable (a disabled one would
 * lose its name=value and its focus); a second submit within ten seconds is simply dropped.
 * The server refuses a repeated form too: this is only the first line.
 */
const QUIET = 10_000;
const sent = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-submit-once]") || event.defaultPrevented) return;
  const now = Date.now();
  if (now - (sent.get(form) ?? -QUIET) < QUIET) {
    event.preventDefault();
    return;
  }
  sent.set(form, now);
  event.submitter?.setAttribute("aria-disabled", "true");
});

// Coming back with the browser's Back button shows the page as it was left: open the way again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("[data-submit-once]")) {
    sent.delete(form);
    form.querySelector("[aria-disabled]")?.removeAttribute("aria-disabled");
  }
});
