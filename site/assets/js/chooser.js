// "/": goes on to the reader's language, unless the address says ?choose.
import { preferred, watchLanguageLinks } from './language.js';

watchLanguageLinks();
if (!new URLSearchParams(location.search).has('choose')) {
  location.replace(`/${preferred()}/`);
}
