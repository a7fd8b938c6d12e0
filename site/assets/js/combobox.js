// A field with a list of suggestions, by the ARIA pattern "editable combobox with list autocomplete": the focus stays in the field,
// aria-activedescendant tells which suggestion is meant. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

/**
 * @param {HTMLTextAreaElement} field   a story needs lines: hence no <input>
 * @param {HTMLElement} list   empty, hidden; becomes the listbox
 * @param {{onAsk: () => void, onChoose: (suggestion: object) => void}} does   onAsk: the reader wants the list to open
 * @returns {{show: (suggestions: {text: string, note: string}[]) => void, close: () => void, isOpen: () => boolean}}
 */
export function combobox(field, list, { onAsk, onChoose }) {
  let suggestions = [];
  let active = -1;

  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('aria-expanded', 'false');

  const isOpen = () => !list.hidden;

  function activate(next) {
    const options = list.children;
    if (options[active]) options[active].setAttribute('aria-selected', 'false');
    active = next;
    if (!options[active]) return field.removeAttribute('aria-activedescendant');
    options[active].setAttribute('aria-selected', 'true');
    options[active].scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', options[active].id);
  }

  function close() {
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    activate(-1);
  }

  function show(found) {
    suggestions = found;
    list.replaceChildren(...found.map(({ text, note }, i) => {
      const option = document.createElement('li');
      option.id = `${list.id}-${i}`;
      option.className = 'fz-suggestion';
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      const sure = document.createElement('span');
      sure.className = 'fz-suggestion__note';
      sure.textContent = note;
      option.append(text, ' ', sure);
      return option;
    }));
    activate(-1);
    if (!found.length) return close();
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
  }

  const move = {
    ArrowDown: () => (active + 2) % (suggestions.length + 1) - 1, // from the last back to the field
    ArrowUp: () => (active < 0 ? suggestions.length - 1 : active - 1),
  };

  field.addEventListener('keydown', (event) => {
    const { key } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!isOpen()) {
      // In a text of several lines the arrow moves between them, until its end.
      if (key === 'ArrowDown' && (event.altKey || field.selectionEnd === field.value.length)) {
        event.preventDefault();
        onAsk();
      }
      return;
    }
    if (key === 'Escape' || (key === 'ArrowUp' && event.altKey)) {
      event.preventDefault();
      close();
    } else if (key in move) {
      event.preventDefault();
      activate(move[key]());
    } else if (key === 'Enter' && active >= 0) {
      event.preventDefault();
      onChoose(suggestions[active]);
    } else if (['Home', 'End', 'ArrowLeft', 'ArrowRight'].includes(key)) {
      activate(-1); // the reader is back in the text
    }
  });
  field.addEventListener('blur', close);
  list.addEventListener('mousedown', (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener('click', (event) => {
    const at = [...list.children].indexOf(event.target.closest('[role="option"]'));
    if (at >= 0) onChoose(suggestions[at]);
  });

  return { show, close, isOpen };
}
