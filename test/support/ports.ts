import { createServer } from 'node:net';

export interface Ports {
  accountView: number;
  outsmart: number;
}

/** Ports of the simulator that a build can be made for. */
export const USUAL_PORTS: Ports = { accountView: 18471, outsmart: 18472 };

/** The usual ports when both are free, else two others: the addresses are baked into the build that follows. */
export async function choosePorts(): Promise<Ports> {
  const usual = await Promise.all([isFree(USUAL_PORTS.accountView), isFree(USUAL_PORTS.outsmart)]);
  return usual.every(Boolean) ? USUAL_PORTS : await freePorts();
}

/** Two that nobody uses: for runs of which several may go on at once on one machine. */
export async function freePorts(): Promise<Ports> {
  const [accountView, outsmart] = await Promise.all([freePort(), freePort()]);
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

async function isFree(port: number): Promise<boolean> {
  return await listen(port).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  return await listen(0);
}

/** Listens once and lets go; resolves with the port, rejects when it is taken. */
function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}
