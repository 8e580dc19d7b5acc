/**
 * The only importer of zod. `jitless` first: zod's compiler needs `new Function`, which an extension's
 * CSP forbids (https://github.com/colinhacks/zod/issues/4461). `zod/mini` keeps the worker small.
 */
import * as z from 'zod/mini';

z.config({ jitless: true });

export { z };
