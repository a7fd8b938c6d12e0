// On every page of the site. Nothing here is needed to read.
import { offerAloud } from './aloud.js';
import { openContents } from './contents.js';
import { offerCopy } from './copy.js';
import { hideExpired } from './expiry.js';
import { deliverWaiting } from './flush.js';
import { watchLanguageLinks } from './language.js';
import { followNotice } from './notice.js';
import { keepOffline } from './offline.js';
import { followPlace } from './place.js';
import { followSearchBox } from './searchbox.js';

watchLanguageLinks();
followPlace();
hideExpired();
openContents();
offerCopy();
offerAloud();
followSearchBox();
followNotice();
deliverWaiting();
keepOffline();
