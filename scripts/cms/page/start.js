// Starts the editor; it reads config.yml by itself.
import CMS from './npm/index.js';

CMS.init();
