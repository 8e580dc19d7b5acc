import '../../components/styles/popup.css';
import { mountPage } from '../../components/page/mount';
import { createPageModel } from '../../components/page/page-model';
import { PopupApp } from '../../components/page/popup-app';
import { readBuildSettings } from '../../lib/build-settings';
import { systemClock } from '../../lib/kernel/clock';
import { createClient } from '../../lib/messaging/client';
import { createPage } from '../../lib/platform/page';
import { createReader } from '../../lib/store/reader';
import { createStore } from '../../lib/store/store';

const query = new URLSearchParams(location.search);
// This one value, by its name: the whole of the build's settings holds a secret that no page may carry.
const { outsmartUrl } = readBuildSettings({ WXT_OUTSMART_URL: import.meta.env.WXT_OUTSMART_URL as unknown });
const page = createPage(new URL(outsmartUrl).origin);
const model = createPageModel({
  ...page,
  reader: createReader(createStore()),
  client: createClient({ send: page.send }),
  inTab: query.has('tab'),
  now: systemClock.now,
});

if (model.ports.inTab) document.body.classList.add('in-tab');
if (query.has('settings')) model.show('settings');

mountPage(model, page.language, <PopupApp />);
