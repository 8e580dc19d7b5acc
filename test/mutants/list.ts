import { CLAIM_MUTANTS } from './claim-mutants';
import { EXPORT_MUTANTS } from './export-mutants';
import { IMPORT_MUTANTS } from './import-mutants';
import type { Mutant } from './mutant';
import { ONCE_MUTANTS } from './once-mutants';
import { REQUEST_MUTANTS } from './request-mutants';
import { RUN_MUTANTS } from './run-mutants';
import { SINGLE_SHOT_MUTANTS } from './single-shot-mutants';

/** Every guard that a promise rests on, broken (reliability §4.3). */
export const MUTANTS: readonly Mutant[] = [
  ...SINGLE_SHOT_MUTANTS,
  ...REQUEST_MUTANTS,
  ...EXPORT_MUTANTS,
  ...CLAIM_MUTANTS,
  ...IMPORT_MUTANTS,
  ...ONCE_MUTANTS,
  ...RUN_MUTANTS,
];
