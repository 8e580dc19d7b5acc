import { defineTable } from './dictionary';

/** accountview-api §8.7 */
export const SO_HDR = defineTable(
  'SO_HDR',
  'Verkooporder',
  { key: 'REC_ID', perYear: true, numbered: { field: 'ORD_NR', prefix: '' } },
  `
  REC_ID     C10  !S           Kenmerk
  ORD_NR     C10  !S           Ordernummer
  RPL_INV    C10  !M>CONTACT   Factuurdebiteur
  RPL_DEL    C10  !>CONTACT    Afleverdebiteur
  ORD_DATE   D    .            Orderdatum
  DEL_DATE   D    .            Leverdatum
  INV_DATE   D    .            Factuurdatum
  COMMENT1   C40  .            Omschrijving
  COMMENT2   M    .            Externe opmerking
  COMMENT3   M    .            Interne opmerking
  TO_EMAIL   C80  .            E-mail
  DEL_CODE   C10  !>DEL_ADDR   Afleveradres
  EMP_NR     C10  !>EMPLOYEE   Medewerker
  ADDRESS1   C80  .            Afwijkend afleveradres
  POST_CODE  C10  !            Postcode
  CITY       C35  .            Plaats
  CNT_CODE   C2   !            Landcode
  ORD_EXPN   C10  .            Selectiecode
  SHIP_MTH   C10  .            Verzendwijze
  PD_AMT     Y    .            Betalingskorting
  APX_LIST   C5   !            Prijslijst
  COST_CODE  C10  !>COST       Kostenplaats
  CUR_CODE   C3   !            Valuta
  EXT_DESC   C40  .            Betalingskenmerk
  EXT_ID     C32  .            Extern importnummer
  EXT_TYPE   C10  .            Soort extern nummer
  PAC_NR     C10  !S           Pakbonnummer
  INV_NR     C10  !S           Factuurnummer
  HDR_TYPE   I    S            Soort order
  ORD_TOT    Y    S            Ordertotaal
  ORD_COST   Y    S            Kostprijs order`,
);

export const SO_LINE = defineTable(
  'SO_LINE',
  'Orderregel',
  { key: 'REC_ID', perYear: true },
  `
  REC_ID     C10  !S           Kenmerk
  HDR_ID     C10  !S           Kenmerk order
  ART_CODE   C15  !>ARTICLE    Artikelcode
  ART_DESC1  C40  .            Omschrijving
  ORD_QTY    N14  .            Aantal
  ART_PX     N14  .            Prijs
  DISC_PCT   N9   .            Korting
  DEL_DATE   D    .            Leverdatum
  EMP_NR     C10  !>EMPLOYEE   Medewerker
  COST_CODE  C10  !>COST       Kostenplaats
  PROJ_CODE  C10  !>PROJECTS   Project
  AG_CODE    C5   !>ART_GRP    Artikelgroep
  INV_DESC   M    .            Factuurtekst
  LINE_TOT   Y    S            Regeltotaal`,
);

/** accountview-api §8.8 */
export const DJ_PAGE = defineTable(
  'DJ_PAGE',
  'Dagboekbladzijde',
  { key: 'REC_ID', perYear: true, numbered: { field: 'PAGE_NR', prefix: '' } },
  `
  REC_ID     C10  !S          Kenmerk
  DJ_CODE    C3   !M>DAILY    Dagboek
  PAGE_NR    C10  !           Bladzijde
  HDR_DESC   C40  M           Omschrijving
  SUB_NR     C10  !>CONTACT   Debiteurnummer
  INV_NR     C12  !           Factuurnummer
  TRN_DATE   D    .           Datum
  PERIOD     N3   .           Periode
  CUR_CODE   C3   !           Valuta
  GROSS_FLG  L    .           Bedragen inclusief btw
  CRED_DAYS  N3   .           Krediettermijn
  DISC_CODE  C2   !           Betalingsconditie
  EXT_DESC   C40  .           Betalingskenmerk
  PROJ_CODE  C10  !>PROJECTS  Project
  COST_CODE  C10  !>COST      Kostenplaats
  COMMENT1   M    .           Opmerking
  DOC_ID     C32  .           Document
  REC_BLK    L    .           Geblokkeerd
  NO_POST    L    .           Niet verwerken
  PAGE_AMT   Y    S           Totaal
  PAGE_VAT   Y    S           Btw`,
);

/** accountview-api §8.9; it has no bookkeeping columns (§4.3). */
export const DJ_LINE = defineTable(
  'DJ_LINE',
  'Dagboekregel',
  { key: 'REC_ID', perYear: true, plain: true },
  `
  REC_ID     C10  !S          Kenmerk
  HDR_ID     C10  !S          Kenmerk bladzijde
  ACCT_NR    C10  !M>LEDGER   Rekening
  TRN_DATE   D    .           Datum
  TRN_DESC   C40  .           Omschrijving
  AMOUNT     Y    .           Bedrag
  BASE_AMT   Y    .           Grondslag
  VAT_CODE   C2   !>VAT       Btw-code
  VAT_AMT    Y    .           Btw-bedrag
  COST_CODE  C10  !>COST      Kostenplaats
  PROJ_CODE  C10  !>PROJECTS  Project
  PC_CODE    C5   !           Kostensoort
  SUB_NR     C10  !>CONTACT   Debiteurnummer
  INV_NR     C12  !           Factuurnummer
  TRN_QTY    N13  .           Aantal
  CUR_CODE   C3   !           Valuta
  CUR_AMT    Y    .           Bedrag in valuta
  CRED_DAYS  N3   .           Krediettermijn
  REC_ORD    I    S           Volgorde`,
);
