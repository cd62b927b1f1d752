/**
 * Moves focus to the error summary when a page opens with one, so that nobody has to look for
 * what went wrong. A link in it puts the cursor in its field and the label in view.
 */
const summary = document.querySelector('[data-module="error-summary"]');

if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    // A field inside a fold is only reachable when the fold is open.
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    const label = field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0] ?? field;
    label.scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
