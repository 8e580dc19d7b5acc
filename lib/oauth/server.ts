import type { AuthorizationServer, Client } from 'oauth4webapi';

/** Read and write; nothing is ever deleted there (accountview-api §1.3). */
export const SCOPE = 'readaccountviewdata updateaccountviewdata';

/** AccountView publishes no metadata document; its two endpoints are fixed (accountview-api §1.1). */
export function authorizationServer(accountViewUrl: string): AuthorizationServer {
  return {
    issuer: accountViewUrl,
    authorization_endpoint: `${accountViewUrl}/ams/authorize.aspx`,
    token_endpoint: `${accountViewUrl}/api/v3/token`,
  };
}

export function oauthClient(clientId: string): Client {
  return { client_id: clientId };
}

/** Plain http is for a simulator on this machine and nothing else. */
export function allowsInsecure(accountViewUrl: string): boolean {
  const { protocol, hostname } = new URL(accountViewUrl);
  return protocol === 'http:' && hostname === '127.0.0.1';
}
