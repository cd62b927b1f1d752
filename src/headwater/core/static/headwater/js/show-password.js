/** Shows or hides what is typed in a password field; hides it again when the form is sent. */
for (const frame of document.querySelectorAll('[data-module="show-password"]')) {
  const input = frame.querySelector("input");
  const button = frame.querySelector("button");
  if (!input || !button) continue;

  const show = (visible) => {
    input.type = visible ? "text" : "password";
    button.textContent = visible ? button.dataset.hide : button.dataset.show;
    button.setAttribute("aria-label", visible ? button.dataset.hideLabel : button.dataset.showLabel);
  };

  button.hidden = false;
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
}
