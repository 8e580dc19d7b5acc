import { defineTable } from './dictionary';

/** accountview-api §8.1 */
export const CONTACT = defineTable(
  'CONTACT',
  'Debiteur',
  { key: 'SUB_NR', numbered: { field: 'SUB_NR', prefix: '' } },
  `
  SUB_NR     C10  !M         Debiteurnummer
  SRC_CODE   C10  !M         Zoekcode
  ACCT_NAME  C40  M          Bedrijfsnaam
  ACCT_NR    C10  !M>LEDGER  Verzamelrekening
  PAY_NAME   C24  .          Verkorte naam
  ADDRESS1   C80  .          Bezoekadres
  ST_STREET  C60  .          Straat
  ST_NR      C10  .          Huisnummer
  ST_EXTRA   C10  .          Toevoeging
  ST_PROP    C40  .          Gebouw
  ST_REGION  C40  .          Regio
  ADDR_LINE1 C40  .          Adresregel 1
  ADDR_LINE2 C40  .          Adresregel 2
  POST_CODE  C10  !          Postcode
  CITY       C35  .          Plaats
  BOX_CITY   C35  S          Plaats post- of bezoekadres
  CNT_CODE   C2   !          Landcode
  COUNTRY    C30  .          Land
  PO_BOX     C80  .          Postbus
  PO_CODE    C10  !          Postcode postbus
  PO_CITY    C35  .          Plaats postbus
  INV_ADDRES M    S          Factuuradres
  VIS_ADDRES M    S          Bezoekadres opgemaakt
  TEL_BUS    C20  .          Telefoon
  TEL_MOB    C20  .          Mobiel
  FAX_BUS    C20  .          Fax
  MAIL_BUS   C50  .          E-mail
  MC_MAILB   C50  .          E-mail hoofdcontact
  WWW_URL    C60  .          Website
  MAIN_PP    C10  !          Hoofdcontact
  MAIN_CONT  C40  .          Naam hoofdcontact
  MC_DEAR    C40  .          Aanhef hoofdcontact
  ADMIN_PP   C10  !          Administratief contact
  ADMIN_CONT C40  .          Naam administratief contact
  ADM_DEAR   C40  .          Aanhef administratief contact
  VAT_NR     C14  !          Btw-nummer
  VAT_CODE   C2   !>VAT      Btw-code
  VAT_DATE   D    .          Btw-nummer gecontroleerd op
  COC_CODE   C15  .          KvK-nummer
  IBAN_NR    C34  !          IBAN
  DISC_CODE  C2   !          Betalingsconditie
  DISC_PCT   N9   .          Factuurkorting
  CRED_LIM   I    .          Kredietlimiet
  CRED_BAL   Y    S          Kredietruimte
  ACCT_BAL   Y    S          Saldo
  REC_BLK    L    .          Geblokkeerd
  BLK_SP     L    .          Geblokkeerd voor orders
  REM_BLK    L    .          Geblokkeerd voor aanmaningen
  RPL_INV    C10  !>CONTACT  Factuurdebiteur
  RPL_GRP    C10  !          Relatiegroep
  RPL_TYPE   C10  .          Relatietype
  EMP_NR     C10  !          Verkoper
  LNG_CODE   C5   !          Taal
  CUR_CODE   C3   !          Valuta
  DEB_NR     C10  .          Extern debiteurnummer
  COMMENT1   M    .          Opmerking
  ACCT_LINK  I    S          Soort relatie`,
);

/** accountview-api §8.3 */
export const DEL_ADDR = defineTable(
  'DEL_ADDR',
  'Afleveradres',
  { key: 'REC_ID' },
  `
  REC_ID     C10  !S          Kenmerk
  SUB_NR     C10  !M>CONTACT  Debiteurnummer
  DEL_NAME   C40  .           Naam
  ADDRESS1   C80  .           Adres
  POST_CODE  C10  !           Postcode
  CITY       C35  .           Plaats
  CNT_CODE   C2   !           Landcode
  MAIL_BUS   C50  .           E-mail
  TEL_BUS    C20  .           Telefoon`,
);

/** Placeholder: the real table is not public (accountview-api §10 row 28). */
export const EMPLOYEE_FIELDS = `
  EMP_NR     C10  !M  Medewerkernummer
  EMP_NAME   C40  M   Naam
  FIRST_NAME C20  .   Voornaam
  LAST_NAME  C30  .   Achternaam
  MAIL_BUS   C50  .   E-mail
  REC_BLK    L    .   Geblokkeerd`;

/** accountview-api §8.5 */
export const PROJECTS = defineTable(
  'PROJECTS',
  'Project',
  { key: 'PROJ_CODE' },
  `
  REC_ID     C10  !S         Kenmerk
  PROJ_CODE  C10  !M         Projectcode
  PROJ_DESC  C40  M          Omschrijving
  SUB_NR     C10  !>CONTACT  Debiteurnummer
  PRO_STAT   C10  .          Status
  BEG_DATE   D    .          Begindatum
  END_DATE   D    .          Einddatum`,
);
