/**
 * One-key shortcuts for links, buttons and folds that say so: data-shortcut="n".
 * The page shows the key in a <kbd>. Ignored while typing, with Ctrl, Alt or Meta held, and when
 * the person switched them off (data-shortcuts="off" on <body>), as WCAG 2.1.4 asks.
 */
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.body.dataset.shortcuts === "off" || event.target.closest?.(TYPING)) return;
  const key = event.key.toLowerCase();
  for (const target of document.querySelectorAll("[data-shortcut]")) {
    if (target.dataset.shortcut.toLowerCase() !== key) continue;
    if (target.disabled || !target.checkVisibility?.()) continue;
    event.preventDefault();
    target.focus();
    target.click();
    return;
  }
});
