/** An AccountView company (*administratie* in the interface, `x-company` on the wire; accountview-api §3). */
export interface Company {
  /** Opaque. */
  id: string;
  code: string;
  name: string;
}

/** One fiscal year of a company (`ADM_LIST`, accountview-api §8.10). */
export interface Administration {
  code: string;
  name: string;
  /** `ATS_YEAR`, e.g. `2026`. */
  year: string;
  archived: boolean;
}

export interface BusinessObject {
  code: string;
  description: string;
  insertAllowed: boolean;
}

/** A column of the data dictionary (accountview-api §6.2). */
export interface FieldInfo {
  table: string;
  name: string;
  /** FoxPro letter. */
  type: string;
  length: number;
  mandatory: boolean;
}
