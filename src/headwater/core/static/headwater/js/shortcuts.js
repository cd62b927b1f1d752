/**
 * One-key shortcuts for links, buttons and folds that say so: data-shortcut="n".
 * The page shows the key in a <kbd>. Ignored while typing, with Ctrl, Alt or Meta held, and when
 * the person switched them off (data-shortcuts="off" on <body>), as WCAG 2.1.4 asks.
 *
 * Ctrl+Enter (on a Mac also Cmd+Enter) sends the form one is in, also while typing: by the button
 * that has a key, or by the only one there is.
 */
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

const send = (event) => {
  const form = event.target.closest?.("form[method=post]");
  const buttons = [...(form?.querySelectorAll("button:not([type=button])") ?? [])];
  const button = buttons.find((one) => one.dataset.shortcut) ?? (buttons.length === 1 && buttons[0]);
  if (!button || button.disabled) return;
  event.preventDefault();
  form.requestSubmit(button);
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat) send(event);
});

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
