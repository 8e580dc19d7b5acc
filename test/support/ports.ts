import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

export interface Ports {
  accountView: number;
  outsmart: number;
}

/** Ports of the simulator that a build can be made for. */
export const USUAL_PORTS: Ports = { accountView: 18471, outsmart: 18472 };

/**
 * Below the ports that systems give to outgoing connections: between two tests, and while the extension is built,
 * nobody listens on the chosen ones, and no connection of a browser must end up on them.
 */
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;
const MOST_ATTEMPTS = 100;

/** The usual ports when both are free, else two others: the addresses are baked into the build that follows. */
export async function choosePorts(): Promise<Ports> {
  const usual = await Promise.all([isFree(USUAL_PORTS.accountView), isFree(USUAL_PORTS.outsmart)]);
  return usual.every(Boolean) ? USUAL_PORTS : await freePorts();
}

/** Two that nobody uses: for runs of which several may go on at once on one machine. */
export async function freePorts(): Promise<Ports> {
  const accountView = await freePort();
  let outsmart = accountView;
  while (outsmart === accountView) outsmart = await freePort();
  return { accountView, outsmart };
}

export function urlsOf(
  ports: Ports,
  scheme: 'http' | 'https' = 'http',
): { accountViewUrl: string; outsmartUrl: string } {
  return {
    accountViewUrl: `${scheme}://127.0.0.1:${ports.accountView}`,
    outsmartUrl: `${scheme}://127.0.0.1:${ports.outsmart}/openapi/8`,
  };
}

/** One of many, so that two who choose at the same moment hardly ever choose the same. */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (await isFree(port)) return port;
  }
  throw new Error(`none of ${MOST_ATTEMPTS} ports from ${LOWEST_PORT} to ${HIGHEST_PORT} is free`);
}

/** Listens once and lets go. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
