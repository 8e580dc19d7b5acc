import type { WorkStatus } from '../domain/work-order';
import type { HttpResponse } from '../http/message';
import { AppError } from '../kernel/app-error';
import { address, CHANGE, type OutSmartOptions } from './call';
import { processEnvelope } from './envelope';
import { processRecords } from './records';

/** "No data changed": the work order carries the status already (outsmart-openapi §3.11). */
const UNCHANGED = 1503;

/** `GET /UpdateWorkorder`, sent once: sending the same again is harmless, and only the caller knows what 1503 means. */
export async function setWorkStatus(
  options: OutSmartOptions,
  { id, workStatus }: { id: string; workStatus: string },
  signal: AbortSignal | undefined,
): Promise<'set' | 'unchanged'> {
  const response = await options.http.request({
    ...(await address(options, 'UpdateWorkorder', { row_id: id, workstatus: workStatus })),
    ...CHANGE,
    method: 'GET',
    signal,
  });
  return processStatusChange(response);
}

/** @throws AppError WORK_ORDER_GONE, REFUSED_BY_OUTSMART (permanent), or what the envelope says */
export function processStatusChange(response: HttpResponse): 'set' | 'unchanged' {
  try {
    processEnvelope(response);
    return 'set';
  } catch (error) {
    if (error instanceof AppError && error.params['code'] === UNCHANGED) return 'unchanged';
    throw error;
  }
}

/** `sta_code` and `sta_name`; one without a code is none. */
export function processWorkStatuses(response: HttpResponse): WorkStatus[] {
  return processRecords(response).flatMap((record) => {
    const code = (record['sta_code'] ?? '').trim();
    return code === '' ? [] : [{ code, name: (record['sta_name'] ?? '').trim() }];
  });
}
