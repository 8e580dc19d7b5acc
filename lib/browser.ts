/** The only importer of webextension-polyfill: everything else takes the browser through `lib/platform`. */
import browser from 'webextension-polyfill';

export { browser };
