// The button of a print sheet.
for (const button of document.querySelectorAll('[data-fz-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
