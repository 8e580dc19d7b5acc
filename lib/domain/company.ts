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

/** A table of the data dictionary and the object that reads it (accountview-api §6.1). */
export interface TableInfo {
  table: string;
  description: string;
  /** Code for the API; '' for a table that no object reads by itself. */
  objectCode: string;
}

/** A column that occurs in `table`, and the table whose key it refers to ('' when it refers to none). */
export interface ColumnUse {
  table: string;
  parent: string;
}
