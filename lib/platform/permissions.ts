import { originPattern } from './manifest-hosts';

interface PermissionsApi {
  contains(permissions: { origins: string[] }): Promise<boolean>;
}

/** Whether the user, a policy or Firefox lets us reach the origin: withheld is a normal state (product §9). */
export function hostGranted(api: PermissionsApi, origin: string): Promise<boolean> {
  return api.contains({ origins: [originPattern(origin)] });
}
