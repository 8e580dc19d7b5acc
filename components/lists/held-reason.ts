/** Key of the sentence that says what a work order is held for. */
export function heldReason(code: string | null) {
  switch (code) {
    case 'HELD_FLOOD':
      return 'held.reason.flood';
    case 'HELD_OLD':
      return 'held.reason.old';
    case 'WAITS_FOR_HAND':
      return 'held.reason.hand';
    default:
      return 'held.reason.order';
  }
}
