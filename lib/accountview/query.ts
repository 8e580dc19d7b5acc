import type { Filter, PageQuery } from './port';

/**
 * Query parameters of a read (accountview-api §4.1). Columns are named without their table: that is how the
 * answer names them, and no joined table is asked for. `*` asks for every column.
 */
export function dataParams(query: PageQuery): URLSearchParams {
  const params = new URLSearchParams({
    BusinessObject: query.businessObject,
    PageSize: String(query.pageSize),
    Fields: query.fields.join(','),
  });
  if (query.bookDate !== undefined) params.set('BookDate', query.bookDate);
  if (query.lastKey !== null) params.set('LastKey', query.lastKey);
  for (const [index, filter] of (query.filters ?? []).entries()) addFilter(params, index + 1, filter);
  return params;
}

function addFilter(params: URLSearchParams, number: number, { field, operator, type, value }: Filter): void {
  params.set(`FilterControlSource${number}`, field);
  params.set(`FilterOperator${number}`, operator);
  params.set(`FilterValueType${number}`, type);
  params.set(`FilterValue${number}`, value);
}
