/**
 * Copies the text of one element: <button data-copy="id" data-copied="Copied" hidden>. The button
 * shows itself only where the browser can copy; nothing is read from the clipboard.
 */
if (navigator.clipboard?.writeText) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const words = document.getElementById(button.dataset.copy)?.textContent ?? "";
      await navigator.clipboard.writeText(words.trim());
      button.textContent = button.dataset.copied;
    });
  }
}
