// Alerts end by their date, also on a page that was built before. The last day counts, by the calendar of the district (UTC+8, no summer time).

/** The day in the district, YYYY-MM-DD. @param {number} now   ms since 1970 */
export function dayOf(now = Date.now()) {
  return new Date(now + 8 * 3600 * 1000).toISOString().slice(0, 10);
}

export function hideExpired(today = dayOf()) {
  for (const card of document.querySelectorAll('[data-fz-expires]')) {
    if (card.dataset.fzExpires < today) card.hidden = true;
  }
  for (const notice of document.querySelectorAll('[data-fz-expired]')) {
    notice.hidden = notice.dataset.fzExpired >= today;
  }
  for (const list of document.querySelectorAll('[data-fz-alerts]')) {
    list.nextElementSibling.hidden = Boolean(list.querySelector('[data-fz-expires]:not([hidden])'));
  }
}
