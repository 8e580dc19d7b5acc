import type { Company } from '../accountview/company';
import type { BusinessObject, Model } from '../accountview/objects';
import type { Row } from '../accountview/table';

/** `DCT_FILE` and `DCT_FLD` of a company, made from the model it validates with (accountview-api §6). */
export function addDictionary(company: Company, model: Model): void {
  company.table('DCT_FILE').load(fileRows(model));
  company.table('DCT_FLD').load(fieldRows(model));
}

function fileRows(model: Model): Row[] {
  const objects = [...model.objects.values()];
  const heads = objects.map((object) => objectRow(model, object));
  const details = objects.filter((object) => object.detail !== undefined && object.insert === true);
  const lines = details.map((object) => ({
    DBF_NAME: object.detail ?? '',
    DBF_DESC: model.tables.get(object.detail ?? '')?.description ?? '',
    DBF_TYPE: 1,
    OBJ_CODE: '',
    TBL_CHILD: '',
    TBL_HDR: object.table,
    DBF_VIRT: '',
    DBF_BASE: '',
    TBL_ACTIVE: true,
    OBJ_ACTIVE: true,
    NO_INSERT: false,
    NO_UPDATE: true,
    NO_DELETE: true,
    NO_XML_UPD: false,
  }));
  return [...heads, ...lines].map((row, ordinal) => ({ ...row, DCT_FILE_Id: ordinal }));
}

function objectRow(model: Model, object: BusinessObject): Row {
  return {
    DBF_NAME: object.table,
    DBF_DESC: model.tables.get(object.table)?.description ?? '',
    DBF_TYPE: 2,
    OBJ_CODE: object.code,
    TBL_CHILD: object.detail ?? '',
    TBL_HDR: '',
    DBF_VIRT: '',
    DBF_BASE: object.table === 'SO_HDR' ? 'ART_HDR' : '',
    TBL_ACTIVE: true,
    OBJ_ACTIVE: true,
    NO_INSERT: object.insert !== true,
    NO_UPDATE: object.update !== true,
    NO_DELETE: true,
    NO_XML_UPD: object.insert !== true && object.update !== true,
  };
}

function fieldRows(model: Model): Row[] {
  const fields = [...model.tables.values()].flatMap((table) =>
    table.fields.map((field) => ({ table, field })),
  );
  return fields.map(({ table, field }, ordinal) => ({
    DCT_FLD_Id: ordinal,
    DBF_NAME: table.name,
    FIELD_NAME: field.name,
    FLD_DESC: field.label,
    FIELD_TYPE: field.type,
    FIELD_LEN: field.length,
    INP_MAND: field.mandatory,
    FLD_FMT: field.upperCase ? '!' : '',
    FLD_MASK: '',
    COM_BLK: field.serverSet,
    PKY_TBL: field.parent ?? '',
    REC_CUST: false,
  }));
}
