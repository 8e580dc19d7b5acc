import { defineTable } from './dictionary';

/** accountview-api §8.4 */
export const ARTICLE = defineTable(
  'ARTICLE',
  'Artikel',
  { key: 'ART_CODE' },
  `
  ART_CODE   C15  !M         Artikelcode
  ART_DESC1  C40  M          Omschrijving
  ART_DESC2  C40  .          Omschrijving 2
  AG_CODE    C5   !>ART_GRP  Artikelgroep
  ART_UNIT   C10  .          Eenheid
  PX_SELL    N14  .          Verkoopprijs
  COST_PX    N14  .          Gemiddelde kostprijs
  L_COSTPX   N14  .          Laatste kostprijs
  B_COSTPX   N14  .          Beste kostprijs
  QTY_AVAIL  N12  S          Beschikbaar
  QTY_FREE2  N12  S          Vrije voorraad
  QTY_TECH   N12  S          Technische voorraad
  VAT_CODE   C2   !>VAT      Btw-code
  REC_BLK    L    .          Geblokkeerd`,
);

export const ART_GRP = defineTable(
  'ART_GRP',
  'Artikelgroep',
  { key: 'AG_CODE' },
  `
  AG_CODE    C5   !M  Artikelgroep
  AG_DESC    C40  M   Omschrijving`,
);
