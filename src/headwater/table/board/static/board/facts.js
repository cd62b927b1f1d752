/**
 * The facts open with the cursor where the first letters of a factor are typed. The button that
 * saves stands just before it: Shift and Tab lead there.
 */
if (!document.querySelector('[data-module="error-summary"]')) {
  document.querySelector('[data-picker="input"]')?.focus();
}
