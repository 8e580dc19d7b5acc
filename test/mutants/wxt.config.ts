import type { ConfigEnv, WxtViteConfig } from 'wxt';
import config from '../../wxt.config';
import { mutantPlugins } from './plugin';

/** The extension as it is built for tests, with the chosen guard broken. */
export default {
  ...config,
  vite: async (env: ConfigEnv): Promise<WxtViteConfig> => {
    const vite = (await config.vite?.(env)) ?? {};
    return { ...vite, plugins: [...(vite.plugins ?? []), ...mutantPlugins()] };
  },
};
