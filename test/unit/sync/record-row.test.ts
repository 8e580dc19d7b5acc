import { describe, expect, it } from 'vitest';
import { recordRow } from '../../../lib/sync/import/page';

describe('recordRow', () => {
  it('names a company or a contact, and an employee by number alone', () => {
    const relation = { feed: 'relations', key: '1001', name: 'Bakkerij De Halm' } as const;
    const employee = { feed: 'employees', key: '17', name: 'Ans de Wit' } as const;

    expect(recordRow({ category: 'relations' }, relation, 'info', 'RECORD_CHANGED')).toMatchObject({
      record: 'relation:1001',
      recordName: 'Bakkerij De Halm',
    });
    const row = recordRow({ category: 'employees' }, employee, 'info', 'RECORD_CHANGED');
    expect(row.record).toBe('employee:17');
    expect(JSON.stringify(row)).not.toContain('Ans');
  });
});
