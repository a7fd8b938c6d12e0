// What a scanned code opens (/s/CODE or /S/CODE): goes on to the scan page in the reader's language, the code behind the #,
// where no host logs it. ?choose stops it, as on "/".
import { codeInAddress } from './code.js';
import { preferred } from './language.js';

if (!new URLSearchParams(location.search).has('choose')) {
  location.replace(`/${preferred()}/s/#${codeInAddress()}`);
}
