import { parseArgs } from 'node:util';
import { stateOf } from './control/control';
import { type Simulator, startSimulator } from './simulator';
import type { DataOptions, Profile, Protocol, SimulatorOptions } from './types';

const { values } = parseArgs({
  options: {
    profile: { type: 'string', default: 'default' },
    seed: { type: 'string', default: '1' },
    'accountview-port': { type: 'string', default: '18471' },
    'outsmart-port': { type: 'string', default: '18472' },
    protocol: { type: 'string', default: 'http1' },
    latency: { type: 'string', default: '0' },
    relations: { type: 'string' },
    articles: { type: 'string' },
    'work-orders': { type: 'string' },
    'no-difficult': { type: 'boolean', default: false },
    'import-cases': { type: 'boolean', default: false },
    'redirect-uri': { type: 'string', multiple: true, default: [] },
  },
});

const simulator = await start({
  profile: toProfile(values.profile),
  seed: Number(values.seed),
  accountViewPort: Number(values['accountview-port']),
  outsmartPort: Number(values['outsmart-port']),
  protocol: toProtocol(values.protocol),
  latencyMs: Number(values.latency),
  redirectUris: values['redirect-uri'],
  data: toData(),
});
const { accountViewUrl, outsmartUrl, outsmartOrigin, credentials, world } = simulator;
const state = stateOf(world, { accountViewUrl, outsmartUrl, outsmartOrigin, credentials });
console.log(JSON.stringify({ ...state, workOrdersUrl: `${outsmartOrigin}/next/crm/work-orders/` }, null, 2));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close());
}

/** A port that is taken gets a sentence, not a stack trace. */
async function start(options: SimulatorOptions): Promise<Simulator> {
  try {
    return await startSimulator(options);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    console.error(
      `Port ${options.accountViewPort} or ${options.outsmartPort} is in use; choose others with --accountview-port and --outsmart-port.`,
    );
    process.exit(1);
  }
}

function toProfile(text: string): Profile {
  if (text === 'default' || text === 'strict' || text === 'odd') return text;
  throw new RangeError(`no profile ${text}`);
}

function toProtocol(text: string): Protocol {
  if (text === 'http1' || text === 'http2') return text;
  throw new RangeError(`no protocol ${text}`);
}

function toData(): DataOptions {
  return {
    difficult: !values['no-difficult'],
    importCases: values['import-cases'],
    ...(values.relations === undefined ? {} : { relations: Number(values.relations) }),
    ...(values.articles === undefined ? {} : { articles: Number(values.articles) }),
    ...(values['work-orders'] === undefined ? {} : { workOrders: Number(values['work-orders']) }),
  };
}
