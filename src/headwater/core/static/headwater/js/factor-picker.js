/**
 * Makes a long grouped list of checkboxes quick to choose from. Without this script the list
 * stays what it is: fieldsets of checkboxes in folds.
 *
 * A search box narrows the list from two letters on, in English or French, accents folded.
 * Keys: type; Enter takes (or drops) the best match, which is outlined; arrows move through what
 * was found; Enter or Space there does the same; Escape clears. What is chosen stands above as
 * chips that remove themselves. Counts are said by a polite status line, not at every letter.
 * Focus really moves to the checkboxes, so screen readers hear what they always hear.
 */
const LEAST_LETTERS = 2;
const POLITE = 500;

/** Lower case, without accents, ligatures opened, one kind of apostrophe. */
const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("’", "'").trim();

class Picker {
  constructor(frame) {
    this.frame = frame;
    this.part = (name) => frame.querySelector(`[data-picker="${name}"]`);
    this.input = this.part("input");
    this.groups = [...frame.querySelectorAll('[data-picker="group"]')];
    this.options = [...frame.querySelectorAll('[data-picker="option"]')].map((item) => ({
      item,
      box: item.querySelector("input"),
      label: item.querySelector("label").firstChild.textContent.trim(),
      words: [item.dataset.labelEn, item.dataset.labelFr].map((label) => ` ${fold(label || "")}`),
    }));
    this.found = [];
    this.listen();
    this.part("search").hidden = false;
    this.drawChosen();
  }

  listen() {
    this.input.addEventListener("input", () => this.search());
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener("change", () => this.drawChosen());
    this.frame.closest("form")?.addEventListener("draft-restored", () => this.drawChosen());
    this.part("chosen").addEventListener("click", (event) => {
      const chip = event.target.closest("button");
      if (chip) this.remove(chip);
    });
  }

  search() {
    const wanted = fold(this.input.value);
    const searching = wanted.length >= LEAST_LETTERS;
    const matches = (option) => option.words.some((label) => label.includes(wanted));
    this.found = searching ? this.options.filter(matches) : [];
    const shown = new Set(this.found);
    for (const option of this.options) option.item.hidden = searching && !shown.has(option);
    for (const group of this.groups) {
      const any = this.found.some((option) => group.contains(option.item));
      group.hidden = searching && !any;
      group.open = any;
    }
    // The best match begins a word with what was typed.
    const begins = (option) => option.words.some((label) => label.replace(/[^\p{L}\p{N}]/gu, " ").includes(` ${wanted}`));
    this.point(this.found.find(begins) ?? this.found[0]);
    this.part("none").hidden = !searching || this.found.length > 0;
    this.part("none").textContent = this.frame.dataset.none;
    if (searching) this.say(this.count(this.found.length, "found") || this.frame.dataset.none);
  }

  point(option) {
    this.here?.item.classList.remove("hw-picker__here");
    this.here = option;
    option?.item.classList.add("hw-picker__here");
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const inList = event.target.matches(".govuk-checkboxes__input");
    const inSearch = event.target === this.input;
    if (!inList && !inSearch) return;
    if (event.key === "Enter") {
      event.preventDefault(); // Enter must never send a half-filled form from here.
      this.take(inList);
    } else if (event.key === "Escape") {
      if (this.input.value || inList) event.preventDefault();
      this.clear();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.move(event, inSearch);
    } else if (inList && event.key.length === 1 && event.key !== " ") {
      this.input.focus(); // Typing on begins a new search.
      this.input.select();
    }
  }

  take(inList) {
    const option = inList ? this.options.find((one) => one.box === document.activeElement) : this.here;
    if (!option) return;
    option.box.checked = !option.box.checked;
    option.box.dispatchEvent(new Event("change", { bubbles: true }));
    const said = option.box.checked ? this.frame.dataset.added : this.frame.dataset.removed;
    this.say(`${said.replace("{label}", option.label)}. ${this.chosenWords()}`);
    if (!inList) this.input.select();
  }

  move(event, inSearch) {
    const visible = this.options.filter((option) => option.box.checkVisibility?.() ?? !option.item.hidden);
    if (!visible.length) return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    const from = visible.findIndex((option) => option.box === document.activeElement);
    const to = inSearch ? (step > 0 ? 0 : visible.length - 1) : from + step;
    this.point(undefined);
    if (to < 0 || to >= visible.length) this.input.focus();
    else visible[to].box.focus();
  }

  clear() {
    this.input.value = "";
    this.search();
    this.input.focus();
  }

  remove(chip) {
    const option = this.options.find((one) => one.box.value === chip.value);
    const next = chip.parentElement.nextElementSibling ?? chip.parentElement.previousElementSibling;
    const nextValue = next?.firstElementChild.value;
    option.box.checked = false;
    option.box.dispatchEvent(new Event("change", { bubbles: true }));
    this.say(`${this.frame.dataset.removed.replace("{label}", option.label)}. ${this.chosenWords()}`);
    const chips = [...this.part("chosen").querySelectorAll("button")];
    (chips.find((one) => one.value === nextValue) ?? this.input).focus();
  }

  drawChosen() {
    const chosen = this.options.filter((option) => option.box.checked);
    const chips = chosen.map((option) => {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.className = "hw-chip";
      chip.value = option.box.value;
      chip.textContent = option.label;
      chip.setAttribute("aria-label", this.frame.dataset.remove.replace("{label}", option.label));
      const item = document.createElement("li");
      item.append(chip);
      return item;
    });
    this.part("chosen").replaceChildren(...chips);
    this.part("chosen").hidden = !chips.length;
    this.part("count").hidden = false;
    this.part("count").textContent = this.chosenWords();
  }

  chosenWords() {
    const number = this.options.filter((option) => option.box.checked).length;
    return this.count(number, "chosen") || this.frame.dataset.chosenNone;
  }

  count(number, word) {
    if (number === 0) return "";
    return number === 1 ? this.frame.dataset[`${word}One`] : this.frame.dataset[word].replace("{n}", number);
  }

  say(text) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      this.part("status").textContent = text;
    }, POLITE);
  }
}

for (const frame of document.querySelectorAll('[data-module="factor-picker"]')) new Picker(frame);
