// On every page of the site. Nothing here is needed to read.
import { offerAloud } from './aloud.js';
import { openContents } from './contents.js';
import { offerCopy } from './copy.js';
import { deliverWaiting } from './deliver.js';
import { hideExpired } from './expiry.js';
import { watchLanguageLinks } from './language.js';
import { followPlace } from './place.js';
import { followSearchBox } from './searchbox.js';

watchLanguageLinks();
followPlace();
hideExpired();
openContents();
offerCopy();
offerAloud();
followSearchBox();
deliverWaiting();
