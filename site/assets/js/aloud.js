// Reads an article aloud with the voice of the device, one paragraph after the other. Off until asked; without a fitting voice there is no button.

const voicesByLanguage = {
  'zh-hant': [/^(zh|yue)(-hant)?-hk\b/, /^(zh|cmn)(-hans)?-cn\b/],
  'zh-hans': [/^(zh|cmn)(-hans)?-cn\b/],
  en: [/^en\b/],
};

/**
 * The best voice for a language of the site. Only voices inside the device: others send the text to another company.
 * @param {string} lang   zh-hant, zh-hans or en
 * @param {readonly {lang: string, localService: boolean}[]} voices   as speechSynthesis.getVoices()
 */
export function voiceFor(lang, voices) {
  const own = voices.filter((voice) => voice.localService);
  for (const wish of voicesByLanguage[lang] || []) {
    const found = own.find((voice) => wish.test(voice.lang.toLowerCase().replace('_', '-')));
    if (found) return found;
  }
  return undefined;
}

export function offerAloud() {
  const box = document.querySelector('[data-fz-aloud]');
  if (!box || !('speechSynthesis' in window)) return;
  let turn = 0; // a stopped reading must not go on when its last word ends
  const voice = () => voiceFor(document.body.dataset.fzLang, speechSynthesis.getVoices());
  const offer = () => {
    if (voice() && box.dataset.fzAloud === '') box.dataset.fzAloud = 'ready';
  };
  const stop = () => {
    turn += 1;
    speechSynthesis.cancel();
    mark(null);
    if (box.dataset.fzAloud === 'reading') box.dataset.fzAloud = 'ready';
  };
  const read = (pieces, mine) => {
    if (mine !== turn) return;
    const piece = pieces.shift();
    if (!piece) {
      stop();
      return;
    }
    mark(piece);
    const speech = new SpeechSynthesisUtterance(spoken(piece));
    speech.voice = voice();
    speech.lang = speech.voice.lang;
    speech.onend = () => read(pieces, mine);
    speech.onerror = () => mine === turn && stop();
    speechSynthesis.speak(speech);
  };
  box.querySelector('[data-fz-aloud-start]').addEventListener('click', () => {
    stop();
    box.dataset.fzAloud = 'reading';
    box.querySelector('[data-fz-aloud-stop]').focus();
    read(paragraphs(), turn);
  });
  box.querySelector('[data-fz-aloud-stop]').addEventListener('click', () => {
    stop();
    box.querySelector('[data-fz-aloud-start]').focus();
  });
  addEventListener('pagehide', stop);
  speechSynthesis.addEventListener?.('voiceschanged', offer); // older Safari has no events here, and its voices are there at once
  offer();
}

/** What is read: title, summary, sayings and text; not the ways to other pages. */
function paragraphs() {
  const kinds = 'h1, h2, h3, p, li, dt, dd';
  return [...document.querySelectorAll('article :is(h1, h2, h3, p, li, dt, dd)')].filter(
    (part) => !part.closest('nav, footer, .fz-tools, .fz-block, [data-fz-message], [hidden]') && !part.querySelector(kinds),
  );
}

/** A paragraph as it is spoken: hotline numbers digit by digit, headings without the sign that links to them. */
function spoken(part) {
  const copy = part.cloneNode(true);
  for (const sign of copy.querySelectorAll('.fz-anchor')) sign.remove();
  for (const number of copy.querySelectorAll('[data-fz-hotline]')) number.textContent = [...number.textContent].join(' ');
  return copy.textContent;
}

function mark(part) {
  for (const marked of document.querySelectorAll('[data-fz-aloud-now]')) delete marked.dataset.fzAloudNow;
  if (!part) return;
  part.dataset.fzAloudNow = '';
  part.scrollIntoView({ block: 'nearest' });
}
