// What a scanned code opens (/s/CODE or /S/CODE): goes on to the scan page in the reader's language, the code behind the #,
// where no host logs it.
import { codeInAddress } from './code.js';
import { preferred } from './language.js';

location.replace(`/${preferred()}/s/#${codeInAddress()}`);
