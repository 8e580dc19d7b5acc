import type { Company } from './accountview/company';
import type { Row } from './accountview/table';

/** Called for every document that a request creates. */
export type DocumentJournal = (company: Company, table: string, year: number, header: Row) => void;

/** What the audit needs to know about the past; tables only tell the present. */
export interface History {
  documents: DocumentEvent[];
  statusReads: StatusRead[];
  deleteCalls: { requestId: number; entity: string; affected: number }[];
  unchangedWrites: UnchangedWrite[];
}

/** A document that was created, with the state of its work order at that moment. */
export interface DocumentEvent {
  requestId: number;
  company: string;
  table: string;
  year: number;
  recordId: string;
  number: string;
  /** Null when the document names no work order. */
  workOrderId: string | null;
  /** Null when there is no such work order. */
  workOrder: { status: string; archived: boolean } | null;
}

/** A read that moved work orders to *Afgehandeld*. */
export interface StatusRead {
  requestId: number;
  endpoint: string;
  /** One work order by `row_id`, with `update_status` spelled out. */
  deliberate: boolean;
  flipped: { id: string; from: string; nothingToInvoice: boolean }[];
}

export interface UnchangedWrite {
  requestId: number;
  endpoint: string;
  key: string;
  /** The request that wrote the same values before; null for the initial data. */
  previousRequestId: number | null;
}

export function createHistory(): History {
  return { documents: [], statusReads: [], deleteCalls: [], unchangedWrites: [] };
}
