import { describe } from 'vitest';
import { describeExportCases } from '../support/export-case-suite';

describe('profile odd', () => {
  describeExportCases('odd');
});
