/**
 * Keeps the words and the bar of a progress clock true, once a minute, without animation.
 * Reads data-due, data-started and data-now (ISO instants; the server's clock is the truth, so
 * the browser only counts what has passed since the page was made).
 */
const HOUR = 3_600_000;
const MINUTE = 60_000;
const opened = Date.now();

function words(clock, left) {
  const { hours, hour, minutes, over, overOne } = clock.dataset;
  const say = (text, n) => text.replace("{n}", n);
  if (left < 0) {
    const late = Math.floor(-left / HOUR);
    return late ? say(over, late) : overOne;
  }
  const whole = Math.floor(left / HOUR);
  if (whole > 1) return say(hours, whole);
  return whole === 1 ? hour : say(minutes, Math.floor(left / MINUTE));
}

function update() {
  for (const clock of document.querySelectorAll('[data-module="clock"]')) {
    const [due, started, now] = ["due", "started", "now"].map((name) => Date.parse(clock.dataset[name]));
    const left = due - now - (Date.now() - opened);
    clock.querySelector('[data-clock="left"]').textContent = words(clock, left);
    clock.querySelector('[data-clock="bar"]').value = 100 * (1 - left / (due - started));
    clock.classList.toggle("hw-clock--overdue", left < 0);
  }
}

if (document.querySelector('[data-module="clock"]')) setInterval(update, MINUTE);
