// "/" and "/verify/": goes on to the page in the reader's language, unless the address says ?choose.
import { preferred, watchLanguageLinks } from './language.js';

watchLanguageLinks();
if (!new URLSearchParams(location.search).has('choose')) {
  location.replace(`/${preferred()}/${document.querySelector('[data-fz-chooser]').dataset.fzChooser}`);
}
