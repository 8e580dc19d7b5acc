/** The BroadcastChannel that says only "read again"; rows are always stored before it is used. */
export const CHANGES_CHANNEL = 'changes';
export type ChangeTopic = 'snapshot' | 'log' | 'ledger';
export interface Change {
  topic: ChangeTopic;
}
