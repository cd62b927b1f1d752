/**
 * Holds a form back while the network is away, and sends it when it returns.
 *
 * What was typed stays on the page, in its memory alone: nothing is written to the browser's
 * storage here, so a name or a free text can wait in its field too. The last form that was sent
 * waits; if the person leaves the page, nothing is sent. An element with data-offline-note says
 * so while there is no network. The server still refuses what someone else overtook meanwhile.
 * Listens before all others (capture), so that no other script takes the form for sent.
 */
const note = document.querySelector("[data-offline-note]");
let waiting = null;

const away = () => navigator.onLine === false;
const tell = () => {
  if (note) note.hidden = !away();
};

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!away() || form.method !== "post") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = { form, submitter: event.submitter };
    tell();
  },
  true,
);

window.addEventListener("offline", tell);
window.addEventListener("online", () => {
  tell();
  const { form, submitter } = waiting ?? {};
  waiting = null;
  if (form?.isConnected) form.requestSubmit(submitter?.isConnected ? submitter : null);
});
tell();
