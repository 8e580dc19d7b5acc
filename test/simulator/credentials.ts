import { PASSWORD, USERNAME } from './data/build-world';
import type { Credentials } from './types';
import type { World } from './world';

/** What a client needs to connect to this world. */
export function credentialsOf({ accountView, outsmart }: World): Credentials {
  return {
    clientId: accountView.client.id,
    clientSecret: accountView.client.secret,
    username: USERNAME,
    password: PASSWORD,
    outsmartToken: outsmart.token,
    outsmartSoftwareToken: outsmart.softwareToken,
  };
}
