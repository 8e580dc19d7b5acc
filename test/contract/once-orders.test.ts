import { describe, expect, it } from 'vitest';
import { company } from '../support/import-world';
import {
  addOrder,
  codesOf,
  madeOrders,
  numberOf,
  numbersOf,
  onceWorld,
  posts,
  PROFILES,
  TODAY,
} from '../support/once-world';
import { expectCleanAudit } from '../support/world-audit';

describe.each(PROFILES)('sales orders become work orders (profile %s)', (profile) => {
  it('makes one of each, and nothing more in the next runs', async () => {
    const world = await onceWorld('sales-orders', { profile });
    const orders = Array.from({ length: 60 }, () => addOrder(world));

    await world.sync();
    const first = await numbersOf(world, 'sales-orders');
    await world.sync();

    expect(madeOrders(world).map((made) => made.WorkorderNo)).toEqual(orders.map(numberOf));
    expect(first).toEqual({ read: 60, written: 60, unchanged: 0, setAside: 0 });
    expect(posts(world, 'PostWorkorders')).toHaveLength(60);
    expect(await codesOf(world)).toEqual(orders.map(() => 'WORK_ORDER_CREATED'));
    expectCleanAudit(world);
  });

  it('carries over debtor, address, dates, text and lines', async () => {
    const world = await onceWorld('sales-orders', { profile });
    const [invoice, delivery] = company(world).table('CONTACT').rows;
    company(world).change('CONTACT', String(delivery?.['SUB_NR']), {
      ACCT_NAME: 'Bakker',
      MAIN_CONT: 'A. Smit',
      TEL_BUS: '030-1',
      MAIL_BUS: 'b@x.example',
      ST_STREET: '',
      ST_NR: '',
      ADDRESS1: 'Molenweg 7',
      POST_CODE: '3500 AA',
      CITY: 'Utrecht',
    });
    company(world).change('CONTACT', String(invoice?.['SUB_NR']), {
      ACCT_NAME: 'Holding',
      MAIN_CONT: '',
      TEL_BUS: '',
      MAIL_BUS: '',
      ADDRESS1: '',
      ST_STREET: '',
      PO_BOX: 'Postbus 12',
      PO_CODE: '8000 AB',
      PO_CITY: 'Zwolle',
      POST_CODE: '',
      CITY: '',
    });
    const order = addOrder(world, {
      remark: 'Ketel vervangen',
      header: {
        RPL_INV: invoice?.['SUB_NR'] ?? '',
        RPL_DEL: delivery?.['SUB_NR'] ?? '',
        EMP_NR: '17',
        DEL_DATE: '2026-12-03T00:00:00',
        COMMENT2: 'Sleutel bij buren',
        COMMENT3: 'Spoed',
      },
      lines: [
        { ART_CODE: 'X1', ART_DESC1: 'Ketel', ORD_QTY: 1.5, ART_PX: 1234.5 },
        { ART_CODE: '', ART_DESC1: 'Graag bellen vooraf', ORD_QTY: 0, ART_PX: 0 },
      ],
    });

    await world.sync();

    const [made] = madeOrders(world);
    const hasText = world.simulator.world.behaviour.missingFields.includes('SO_LINE.ART_DESC1') === false;
    expect(made).toMatchObject({
      WorkorderNo: numberOf(order),
      status: 'Klaargezet',
      EmployeeNr: '17',
      WorkDate: '03-12-2026',
      CustomerDebtorNr: delivery?.['SUB_NR'],
      CustomerName: 'Bakker',
      CustomerStreet: 'Molenweg',
      CustomerStreetNo: '7',
      CustomerZIP: '3500 AA',
      CustomerCity: 'Utrecht',
      CustomerPhone: '030-1',
      CustomerContactPerson: 'A. Smit',
      CustomerEmail: 'b@x.example',
      CustomerDebtorNrInvoice: invoice?.['SUB_NR'],
      CustomerNameInvoice: 'Holding',
      CustomerStreetInvoice: 'Postbus 12',
      CustomerZIPInvoice: '8000 AB',
      CustomerCityInvoice: 'Zwolle',
      CustomerContactPersonInvoice: '-',
      TypeOfWork: 'Service',
      PaymentMethod: 'op rekening',
      ShortWorkDescription: 'Ketel vervangen',
      InternalWorkDescription: 'Spoed',
      WorkDescription: `Ketel vervangen\nSleutel bij buren${hasText ? '\nGraag bellen vooraf' : ''}`,
      Materials: [
        {
          MaterialCode: 'X1',
          MaterialNr: '1.5',
          MaterialPrice: '1234.5',
          MaterialName: hasText ? 'Ketel' : 'X1',
        },
      ],
    });
  });

  it('leaves alone what it must, and says why it sets one aside', async () => {
    const world = await onceWorld('sales-orders', {
      profile,
      importCases: true,
      settings: { ordersFrom: TODAY },
    });

    await world.sync();

    const texts = madeOrders(world).map((made) => made.ShortWorkDescription);
    expect(texts).toEqual([
      'Van morgen',
      'Telefonisch, zie OS-700003',
      'Met werkadres',
      'Met afwijkend adres',
      'Andere afleverdebiteur',
      'Zonder regels',
      'Alleen tekst',
      'Voor een project',
      '=1+1 \u{1F527} "aanhaling" <b>',
    ]);
    const aside = (await world.log()).filter(({ level, record }) => level === 'warning' && record);
    expect(aside.map(({ code }) => code)).toEqual([
      'ADDRESS_INCOMPLETE',
      'DEBTOR_BLOCKED',
      'RELATION_NOT_FOUND',
      'ORDER_INVOICED',
    ]);
    const of = (text: string) => madeOrders(world).find((made) => made.ShortWorkDescription === text);
    expect(of('Met afwijkend adres')).toMatchObject({ CustomerStreet: 'Havenkade', CustomerStreetNo: '3' });
    expect(of('Andere afleverdebiteur')?.CustomerDebtorNr).toBe('10002');
    expect(of('Voor een project')?.ProjectNr).toBe(
      world.simulator.world.behaviour.missingFields.includes('SO_LINE.PROJ_CODE') ? '' : 'PX-LOPEND',
    );
    expectCleanAudit(world);
  });
});
