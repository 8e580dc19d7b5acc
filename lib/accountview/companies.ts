import type { BusinessObject, Company } from '../domain/company';
import { misshapen } from '../http/failure';
import type { HttpResponse } from '../http/message';
import { flag, text } from './rows';
import { processList } from './table';

/**
 * `GET /Companies`: a bare array (accountview-api §3).
 * @throws AppError API_CHANGED when a company has no id: the list would be one short without saying so
 */
export function processCompanies(response: HttpResponse): Company[] {
  return processList(response, 'Companies').map((row) => {
    const id = text(row, 'ID');
    if (id === '') throw misshapen(response, 'Companies.Id');
    return { id, code: text(row, 'CODE'), name: text(row, 'DESCRIPTION') };
  });
}

/** `GET /accountviewsystembusinessobjects`: what exists and may be written (accountview-api §6). */
export function processBusinessObjects(response: HttpResponse): BusinessObject[] {
  return processList(response, 'BusinessObjects').flatMap((row) => {
    const code = text(row, 'CODE').toUpperCase();
    if (code === '') return [];
    return [{ code, description: text(row, 'DESCRIPTION'), insertAllowed: flag(row, 'INSERTALLOWED') }];
  });
}
