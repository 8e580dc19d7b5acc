import type { AccountViewClient } from '../accountview/port';
import type { Side } from '../domain/connection';
import type { Clock } from '../kernel/clock';
import type { Locks } from '../kernel/lock';
import type { ChangeTopic } from '../messaging/protocol';
import type { OAuthClient } from '../oauth/client';
import type { OutSmartClient } from '../outsmart/port';
import type { Identity } from '../platform/identity';
import type { KeepAlive } from '../platform/keep-alive';
import type { SessionArea } from '../platform/session';
import type { SettingsPage } from '../platform/settings-page';
import type { OutSmartTokens, TokenVault } from '../platform/token-vault';
import type { Store } from '../store/store';
import type { Engine, Surveyor } from '../sync/port';

/** What it takes to change the connection and tell about it. */
export interface StatePorts {
  store: Store;
  clock: Clock;
  announce: (topic: ChangeTopic) => void;
  /** Rebuilds what pages draw from, then announces it. */
  refreshSnapshot: () => Promise<void>;
}

/** Everything behind the commands; nothing of it knows a browser. */
export interface AppPorts extends StatePorts {
  locks: Locks;
  session: SessionArea;
  vault: TokenVault;
  oauth: OAuthClient;
  identity: Identity;
  accountView: AccountViewClient;
  /** A client on these tokens; the stored ones are tested the same way. */
  outsmart: (tokens: OutSmartTokens) => OutSmartClient;
  engine: Engine;
  surveyor: Surveyor;
  hostGranted: (side: Side) => Promise<boolean>;
  /** A person asks: a service that is left alone for a while is tried at once. */
  tryNow: () => void;
  settingsPage: SettingsPage;
  keepAlive: KeepAlive;
  /** Origin of AccountView. */
  accountViewUrl: string;
  /** API key and secret the build brings; empty text when it brings none. */
  preset: { clientId: string; clientSecret: string };
}
