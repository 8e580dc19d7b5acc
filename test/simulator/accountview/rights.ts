import type { BusinessObject, Model } from './objects';

export interface Rights {
  denied: readonly string[];
  readOnly: boolean;
}

export function mayUse(user: Rights, object: BusinessObject): boolean {
  return !user.denied.includes(object.code);
}

/** `GET /accountviewsystembusinessobjects` (accountview-api §6): what this user lacks is not in the list. */
export function systemObjects(model: Model, user: Rights): unknown[] {
  const visible = [...model.objects.values()].filter(
    (object) => object.system !== true && mayUse(user, object),
  );
  return visible.map((object) => ({
    Code: object.code,
    Description: object.description,
    InsertAllowed: object.insert === true && !user.readOnly,
    UpdateAllowed: object.update === true && !user.readOnly,
    DeleteAllowed: false,
  }));
}
