import type { Company } from '../accountview/company';
import type { Row } from '../accountview/table';
import { CLOCK_START, loadStamped } from './load';
import type { Random } from '../random';

export const GROUPS = [
  ['WP', 'Warmtepompen'],
  ['KETEL', 'CV-ketels'],
  ['SAN', 'Sanitair'],
  ['LEID', 'Leidingwerk en fittingen'],
  ['ELEK', 'Elektra'],
  ['VENT', 'Ventilatie'],
  ['ONDR', 'Onderhoud en onderdelen'],
  ['ARBD', 'Arbeid en voorrijden'],
] as const;

/** Code, description, group, unit, sales price, cost price. */
type Template = readonly [string, string, string, string, number, number];

/** Labour: articles with unit `uur`, which are hour types in OutSmart under the same code (product §3). */
export const HOUR_ARTICLES: readonly Template[] = [
  ['UUR-MONT', 'Montage-uur', 'ARBD', 'uur', 62.5, 31],
  ['UUR-SERV', 'Service-uur', 'ARBD', 'uur', 67.5, 33.5],
  ['UUR-STOR', 'Storingsuur buiten werktijd', 'ARBD', 'uur', 95, 47.25],
  ['UUR-LEER', 'Leerling-monteur', 'ARBD', 'uur', 41.75, 19.8],
  ['UUR-ENG', 'Ontwerp en advies', 'ARBD', 'uur', 84.5, 45],
];

const MATERIALS: readonly Template[] = [
  ['WP-LW-08', 'Warmtepomp lucht/water 8 kW', 'WP', 'st', 6495, 4710.5],
  ['WP-LW-12', 'Warmtepomp lucht/water 12 kW', 'WP', 'st', 7950, 5820],
  ['WP-HYB-05', 'Hybride warmtepomp 5 kW', 'WP', 'st', 3695, 2610],
  ['WP-BUF-100', 'Buffervat 100 liter', 'WP', 'st', 489, 322.4],
  ['WP-BOIL-200', 'Boiler 200 liter', 'WP', 'st', 1295, 884],
  ['WP-CONSOLE', 'Gevelconsole buitenunit', 'WP', 'st', 119.5, 68.2],
  ['KETEL-HR24', 'HR-ketel 24 kW', 'KETEL', 'st', 1395, 985],
  ['KETEL-HR36', 'HR-ketel 36 kW', 'KETEL', 'st', 1725, 1240],
  ['KETEL-RGA', 'Rookgasafvoer 80/125', 'KETEL', 'st', 64.95, 38],
  ['KETEL-EXP18', 'Expansievat 18 liter', 'KETEL', 'st', 46.5, 27.1],
  ['KETEL-DWK', 'Driewegklep', 'KETEL', 'st', 87.25, 52],
  ['KETEL-POMP', 'Circulatiepomp 25-60', 'KETEL', 'st', 189.9, 121],
  ['KETEL-THERM', 'Klokthermostaat', 'KETEL', 'st', 149, 92.5],
  ['SAN-KRAAN-KK', 'Keukenmengkraan chroom', 'SAN', 'st', 129, 76],
  ['SAN-KRAAN-WT', 'Wastafelkraan', 'SAN', 'st', 89.5, 51],
  ['SAN-DOUCHE', 'Thermostatische douchekraan', 'SAN', 'st', 219, 138],
  ['SAN-WC-DUO', 'Duoblok toilet wit', 'SAN', 'st', 245, 152],
  ['SAN-WC-INB', 'Inbouwreservoir', 'SAN', 'st', 198.5, 126],
  ['SAN-VLOT', 'Vlotterkraan', 'SAN', 'st', 21.95, 11.4],
  ['SAN-SIFON', 'Sifon 40 mm', 'SAN', 'st', 12.75, 6.1],
  ['SAN-KIT', 'Sanitairkit wit', 'SAN', 'st', 9.95, 4.85],
  ['SAN-FONTEIN', 'Fonteinset', 'SAN', 'st', 96, 57.5],
  ['LEID-CU15', 'Koperbuis 15 mm', 'LEID', 'm', 7.85, 4.9],
  ['LEID-CU22', 'Koperbuis 22 mm', 'LEID', 'm', 12.4, 7.95],
  ['LEID-PVC40', 'PVC-buis 40 mm', 'LEID', 'm', 3.15, 1.6],
  ['LEID-PVC110', 'PVC-buis 110 mm', 'LEID', 'm', 8.9, 4.7],
  ['LEID-MEER16', 'Meerlagenbuis 16 mm', 'LEID', 'm', 2.95, 1.55],
  ['LEID-ISO22', 'Leidingisolatie 22 mm', 'LEID', 'm', 1.79, 0.82],
  ['LEID-KN15', 'Knelkoppeling 15 mm', 'LEID', 'st', 3.45, 1.7],
  ['LEID-KN22', 'Knelkoppeling 22 mm', 'LEID', 'st', 5.1, 2.6],
  ['LEID-KRAAN15', 'Kogelkraan 15 mm', 'LEID', 'st', 11.6, 6.3],
  ['LEID-BEUGEL', 'Leidingbeugel', 'LEID', 'st', 0.875, 0.34],
  ['ELEK-3G25', 'Kabel 3x2,5 mm2', 'ELEK', 'm', 1.35, 0.71],
  ['ELEK-5G6', 'Kabel 5x6 mm2', 'ELEK', 'm', 6.2, 3.8],
  ['ELEK-ALS', 'Aardlekschakelaar 40A 30mA', 'ELEK', 'st', 54.9, 31],
  ['ELEK-AUT16', 'Installatieautomaat B16', 'ELEK', 'st', 14.25, 7.2],
  ['ELEK-GK12', 'Groepenkast 12 groepen', 'ELEK', 'st', 389, 251],
  ['ELEK-LAAD11', 'Laadpunt 11 kW', 'ELEK', 'st', 895, 612],
  ['ELEK-WCD', 'Wandcontactdoos dubbel', 'ELEK', 'st', 12.6, 6.5],
  ['ELEK-SCHAK', 'Wisselschakelaar', 'ELEK', 'st', 9.4, 4.8],
  ['ELEK-ROOK', 'Rookmelder', 'ELEK', 'st', 32.5, 18.9],
  ['VENT-BOX', 'Ventilatiebox', 'VENT', 'st', 329, 214],
  ['VENT-WTW', 'WTW-unit 350 m3/h', 'VENT', 'st', 2150, 1540],
  ['VENT-VENT125', 'Ventiel 125 mm', 'VENT', 'st', 18.75, 9.9],
  ['VENT-FLEX', 'Flexibele slang 125 mm', 'VENT', 'm', 4.6, 2.3],
  ['VENT-FILTER', 'Filterset WTW', 'VENT', 'set', 44.5, 24],
  ['ONDR-ELECTR', 'Ontstekingselektrode', 'ONDR', 'st', 28.9, 15],
  ['ONDR-PAK', 'Pakkingset ketel', 'ONDR', 'set', 16.5, 8.1],
  ['ONDR-SENSOR', 'Temperatuursensor', 'ONDR', 'st', 24.95, 12.75],
  ['ONDR-GLYCOL', 'Glycol', 'ONDR', 'l', 8.25, 4.4],
  ['ONDR-REINIG', 'CV-reiniger', 'ONDR', 'l', 19.9, 10.2],
  ['ONDR-KOUDEM', 'Koudemiddel R32', 'ONDR', 'kg', 59, 37],
  ['ARBD-VOOR', 'Voorrijkosten', 'ARBD', 'st', 35, 0],
  ['ARBD-KM', 'Kilometervergoeding', 'ARBD', 'km', 0.45, 0.23],
  ['ARBD-AFVAL', 'Afvoer oude materialen', 'ARBD', 'st', 27.5, 12],
];

/** What the clean work orders use. */
export const STOCK: readonly Template[] = MATERIALS.filter(
  ([, , group]) => group !== 'WP' && group !== 'ARBD',
);

export function addArticles(company: Company, random: Random, count: number): void {
  for (const [code, description] of GROUPS) company.add('ART_GRP', { AG_CODE: code, AG_DESC: description });
  const rows = [...HOUR_ARTICLES, ...MATERIALS].map(toRow);
  for (let n = rows.length; n < count; n += 1) rows.push(toRow(variant(random, n)));
  loadStamped(company, 'ARTICLE', rows, CLOCK_START);
}

/** Bulk articles are made of the base ones: `SAN-SIFON` → `SAN-0001042`. */
function variant(random: Random, n: number): Template {
  const [code, description, group, unit, price, cost] = random.pick(MATERIALS);
  const factor = random.between(60, 180) / 100;
  const name = `${description} type ${n}`.slice(0, 40);
  return [
    `${code.slice(0, 4)}-${String(n).padStart(7, '0')}`,
    name,
    group,
    unit,
    cents(price * factor),
    cents(cost * factor),
  ];
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

export function toRow([code, description, group, unit, price, cost]: Template): Row {
  return {
    ART_CODE: code,
    ART_DESC1: description,
    ART_DESC2: '',
    AG_CODE: group,
    ART_UNIT: unit,
    PX_SELL: price,
    COST_PX: cost,
    L_COSTPX: cost,
    B_COSTPX: cost,
    QTY_AVAIL: 0,
    QTY_FREE2: 0,
    QTY_TECH: 0,
    VAT_CODE: '1',
    REC_BLK: false,
  };
}
