/**
 * Counts the minutes of the open item on, so that the board's clock stands true between two
 * changes. Use: <span data-item-clock data-so-far="4" data-minutes="{n} min">; the server says how
 * many minutes had passed when the page or its part was made.
 */
const MINUTE = 60_000;
const begun = new WeakMap();

function update() {
  const now = performance.now();
  for (const clock of document.querySelectorAll("[data-item-clock]")) {
    if (!begun.has(clock)) begun.set(clock, now);
    const passed = Math.floor((now - begun.get(clock)) / MINUTE) + Number(clock.dataset.soFar);
    const words = clock.dataset.minutes.replace("{n}", passed);
    if (clock.textContent !== words) clock.textContent = words;
  }
}

update();
document.addEventListener("polled", update);
setInterval(update, MINUTE / 6);
