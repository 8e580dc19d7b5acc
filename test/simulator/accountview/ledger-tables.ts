import { defineTable } from './dictionary';

/** accountview-api §8.10 */
export const VAT = defineTable(
  'VAT',
  'Btw-code',
  { key: 'VAT_CODE' },
  `
  VAT_CODE   C2   !M  Btw-code
  VAT_NAME   C40  M   Omschrijving
  VAT_PCT    N7   .   Percentage
  VAT_TYPE   N1   .   Soort
  CALC_TYPE  N1   .   Berekening
  VAT_ACCT   C10  !   Rekening
  IS_REVERSE L    .   Verlegd
  VAT_LINK   C2   !   Gekoppelde code`,
);

export const COST = defineTable(
  'COST',
  'Kostenplaats',
  { key: 'COST_CODE' },
  `
  COST_CODE  C10  !M  Kostenplaats
  COST_DESC  C40  M   Omschrijving
  COST_TYPE  N1   .   Soort`,
);

export const DAILY = defineTable(
  'DAILY',
  'Dagboek',
  { key: 'DJ_CODE' },
  `
  DJ_CODE    C3   !M        Dagboek
  DJ_NAME    C40  M         Omschrijving
  DJ_TYPE    N1   .         Soort
  DJ_TYPEV   C20  S         Soort in woorden
  DJ_ACCT    C10  !>LEDGER  Rekening
  NUM_AUTO   L    .         Automatisch nummeren
  GROSS_FLG  L    .         Inclusief btw
  CNG_BLK    L    .         Wijzigen geblokkeerd`,
);

export const LEDGER = defineTable(
  'LEDGER',
  'Grootboekrekening',
  { key: 'ACCT_NR' },
  `
  ACCT_NR    C10  !M  Rekening
  ACCT_NAME  C40  M   Omschrijving
  ACCT_TYPE  C10  .   Soort
  VAT_CODE   C2   !   Btw-code
  VAT_MAND   L    .   Btw verplicht
  COST_MAND  L    .   Kostenplaats verplicht
  REC_BLK    L    .   Geblokkeerd
  ACCT_PROJ  L    .   Project`,
);

/** accountview-api §4.6; its object code is not public. */
export const OPENITEM = defineTable(
  'OPENITEM',
  'Openstaande post',
  { key: 'SUB_INV' },
  `
  SUB_INV    C22  !   Debiteur en factuur
  SUB_NR     C10  !   Debiteurnummer
  INV_NR     C12  !   Factuurnummer
  DR_AMT     Y    S   Factuurbedrag
  ITEM_REST  Y    S   Openstaand
  ITEM_AGE   I    S   Ouderdom
  ITEM_EXPDS I    S   Dagen vervallen
  CRED_DAYS  N3   S   Krediettermijn`,
);

export const ADM_LIST = defineTable(
  'ADM_LIST',
  'Administratie',
  { key: 'ADM_CODE' },
  `
  ADM_CODE   C10  !   Administratie
  ADM_DESC   C40  .   Omschrijving
  ATS_YEAR   C10  .   Boekjaar
  ADM_PREV   C10  !   Vorige administratie
  ADM_ARCH   L    .   Gearchiveerd`,
);

export const COMP_HDR = defineTable(
  'COMP_HDR',
  'Onderneming',
  { key: 'COMP_ID' },
  `
  COMP_ID    C10  !   Onderneming
  COMP_NAME  C40  .   Naam`,
);

/** accountview-api §6.1 */
export const DCT_FILE = defineTable(
  'DCT_FILE',
  'Tabellen',
  { key: 'DCT_FILE_Id' },
  `
  DCT_FILE_Id I   .   Volgnummer
  DBF_NAME   C10  !   Tabel
  DBF_DESC   C40  .   Omschrijving
  DBF_TYPE   I    .   Soort
  OBJ_CODE   C10  !   Object
  TBL_CHILD  C10  !   Regeltabel
  TBL_HDR    C10  !   Koptabel
  DBF_VIRT   C10  !   Virtuele tabel
  DBF_BASE   C10  !   Basistabel
  TBL_ACTIVE L    .   Tabel actief
  OBJ_ACTIVE L    .   Object actief
  NO_INSERT  L    .   Niet toevoegen
  NO_UPDATE  L    .   Niet wijzigen
  NO_DELETE  L    .   Niet verwijderen
  NO_XML_UPD L    .   Niet via de web-API
  REC_BLK    L    .   Geblokkeerd
  REC_CUST   L    .   Maatwerk`,
);

/** accountview-api §6.2 */
export const DCT_FLD = defineTable(
  'DCT_FLD',
  'Velden',
  { key: 'DCT_FLD_Id' },
  `
  DCT_FLD_Id I    .   Volgnummer
  DBF_NAME   C10  !   Tabel
  FIELD_NAME C10  !   Veld
  FLD_DESC   C40  .   Omschrijving
  FIELD_TYPE C1   !   Type
  FIELD_LEN  I    .   Lengte
  INP_MAND   L    .   Verplicht
  FLD_FMT    C10  .   Opmaak
  FLD_MASK   C20  .   Masker
  COM_BLK    L    .   Geblokkeerd voor COM
  PKY_TBL    C10  !   Hoofdtabel
  REC_CUST   L    .   Maatwerk`,
);
