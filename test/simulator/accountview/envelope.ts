import { z } from 'zod';
import { Refusal } from './refusal';

/** One row of a write: column → value as sent, technical columns apart. */
export interface IncomingRow {
  rowId: string | undefined;
  headerId: string | undefined;
  values: Record<string, unknown>;
}

export interface WriteRequest {
  bookDate: string;
  businessObject: string;
  /** Names of header and line table as the definition gives them. */
  tables: string[];
  headers: IncomingRow[];
  lines: IncomingRow[];
}

const Definition = z.object({
  name: z.string(),
  fields: z.array(z.object({ name: z.string(), fieldtype: z.string().optional() })),
});
const Rows = z.object({ rows: z.array(z.object({ values: z.array(z.unknown()) })) });

/** The envelope with property names in lower case (accountview-api §5.1). */
const Envelope = z.object({
  bookdate: z.string().nullish(),
  businessobject: z.string(),
  table: z.object({ definition: Definition, detaildefinitions: z.array(Definition).nullish() }),
  tabledata: z.object({ data: Rows, detaildata: z.array(Rows).nullish() }),
});

/** Property names are matched case-insensitively (accountview-api §5.1). */
function lowerNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lowerNames(inner)]),
  );
}

/** The business object named in a body, for the request log and for fault rules. */
export function businessObjectOf(body: string): string | undefined {
  const match = /"businessobject"\s*:\s*"([^"]*)"/i.exec(body);
  return match?.[1]?.toUpperCase();
}

export function parseWrite(body: string): WriteRequest {
  const parsed = Envelope.safeParse(lowerNames(parseJson(body)));
  if (!parsed.success) throw new Refusal('De aanvraag is niet leesbaar.', 400);
  const { table, tabledata, bookdate, businessobject } = parsed.data;
  const definitions = table.detaildefinitions ?? [];
  return {
    bookDate: bookdate ?? '',
    businessObject: businessobject.toUpperCase(),
    tables: [table.definition, ...definitions].map((definition) => definition.name.toUpperCase()),
    headers: toRows(table.definition, tabledata.data),
    lines: (tabledata.detaildata ?? []).flatMap((data, index) => toRows(definitions[index], data)),
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal('De aanvraag is geen geldige JSON.', 400);
  }
}

function toRows(
  definition: z.infer<typeof Definition> | undefined,
  data: z.infer<typeof Rows>,
): IncomingRow[] {
  if (definition === undefined) throw new Refusal('Bij de regels ontbreekt een definitie.', 400);
  return data.rows.map(({ values }) =>
    toRow(
      definition.fields.map((field) => field.name.toUpperCase()),
      values,
    ),
  );
}

/** Values are positional against the definition; `RowAction` is ignored (accountview-api §5.1, §10 row 25). */
function toRow(names: readonly string[], values: readonly unknown[]): IncomingRow {
  if (names.length !== values.length)
    throw new Refusal('Het aantal waarden klopt niet met de definitie.', 400);
  const all = Object.fromEntries(names.map((name, index) => [name, values[index]]));
  const { ROWID, HEADERID, ROWACTION: _, ...rest } = all;
  return { rowId: label(ROWID), headerId: label(HEADERID), values: rest };
}

function label(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
