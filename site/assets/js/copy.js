// The group message: copied where the browser lets pages copy, else selected so that the reader can.

export function offerCopy() {
  for (const message of document.querySelectorAll('[data-fz-message]')) {
    const text = message.querySelector('[data-fz-message-text]');
    const status = message.querySelector('[data-fz-copy-status]');
    const copy = message.querySelector('[data-fz-copy]');
    copy.hidden = false;
    copy.addEventListener('click', async () => {
      status.textContent = (await copied(text)) ? status.dataset.fzDone : status.dataset.fzSelect;
    });
    if (!navigator.share) continue;
    const share = message.querySelector('[data-fz-share]');
    share.hidden = false;
    share.addEventListener('click', () => navigator.share({ text: text.value }).catch(() => {})); // closing the sheet is no error
  }
}

async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand('copy'); // the way of older browsers, among them the one inside WeChat
  }
}
