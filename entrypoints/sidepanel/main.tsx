import '../../components/styles/panel.css';
import { createLogModel } from '../../components/log/log-model';
import { PanelApp } from '../../components/log/panel-app';
import { mountPage } from '../../components/page/mount';
import { createPageModel } from '../../components/page/page-model';
import { readBuildSettings } from '../../lib/build-settings';
import { systemClock } from '../../lib/kernel/clock';
import { createClient } from '../../lib/messaging/client';
import { createPage } from '../../lib/platform/page';
import { createReader } from '../../lib/store/reader';
import { createStore } from '../../lib/store/store';

// This one value, by its name: the whole of the build's settings holds a secret that no page may carry.
const { outsmartUrl } = readBuildSettings({ WXT_OUTSMART_URL: import.meta.env.WXT_OUTSMART_URL as unknown });
const outsmartOrigin = new URL(outsmartUrl).origin;
const page = createPage(outsmartOrigin);
const reader = createReader(createStore());
const model = createPageModel({
  ...page,
  reader,
  client: createClient({ send: page.send }),
  inTab: false,
  now: systemClock.now,
});
const log = createLogModel(reader);

mountPage(
  model,
  page.language,
  <PanelApp log={log} outsmartOrigin={outsmartOrigin} watchWorkOrder={page.watchWorkOrder} />,
  (change) => log.onChange(change),
);
