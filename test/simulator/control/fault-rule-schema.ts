import { z } from 'zod';
import type { FaultRule } from '../types';

const performed = z.boolean().optional();

const Fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.number(),
    body: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    performed,
  }),
  z.strictObject({
    kind: z.literal('drop'),
    when: z.enum(['before', 'after']),
    by: z.enum(['close', 'reset', 'goaway', 'refused']).optional(),
  }),
  z.strictObject({ kind: z.literal('delay'), ms: z.number(), when: z.enum(['before', 'after']).optional() }),
  z.strictObject({ kind: z.literal('truncate') }),
  z.strictObject({ kind: z.literal('html'), status: z.number().optional(), performed }),
  z.strictObject({
    kind: z.literal('error-object'),
    status: z.number().optional(),
    message: z.string().optional(),
    performed,
  }),
  z.strictObject({ kind: z.literal('empty'), performed }),
  z.strictObject({ kind: z.literal('drip'), bytesPerSecond: z.number().positive() }),
  z.strictObject({ kind: z.literal('expired-token') }),
  z.strictObject({ kind: z.literal('revoked-refresh') }),
  z.strictObject({ kind: z.literal('hold') }),
  z.strictObject({
    kind: z.literal('batch'),
    store: z.enum(['all', 'first-half', 'last-half', 'none']).optional(),
    answer: z.union([z.enum(['stored', 'sent', 'error']), z.number()]).optional(),
  }),
]);

/** JSON has no Infinity: the word stands for it. */
const Times = z.union([z.number(), z.literal('Infinity')]).transform((times) => Number(times));

const Rule = z.strictObject({
  side: z.enum(['accountview', 'outsmart']).optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  businessObject: z.string().optional(),
  query: z.record(z.string(), z.string()).optional(),
  nth: z.number().int().positive().optional(),
  times: Times.optional(),
  fault: Fault,
});

/** One rule or an array of them. Absent and undefined are the same after JSON. */
export const FaultRules = z.union([Rule, z.array(Rule)]).transform((rules) => [rules].flat() as FaultRule[]);
