import type { SourceRow } from '../../accountview/port';
import { text } from './fields';

export interface Address {
  street: string;
  houseNumber: string;
  postalCode: string;
  city: string;
}

/** A street without digits, one number, at most one letter behind it: the only form that needs no guess. */
const CERTAIN = /^(?<street>[^\d]*[^\d\s,])\s+(?<number>\d{1,5}\s?[a-zA-Z]?)$/u;

/**
 * The visiting address, completed from the postal address where the visiting one has none (product §3).
 * Street and number come apart only when AccountView keeps them apart or no guess is needed.
 */
export function addressOf(row: SourceRow): Address {
  const visiting = streetOf(row);
  const address = { ...visiting, postalCode: text(row, 'POST_CODE'), city: text(row, 'CITY') };
  if (visiting.street !== '' && address.postalCode !== '' && address.city !== '') return address;
  return withPostalAddress(address, row);
}

/** Postal fields belong together: street and postcode are taken as one, never mixed with half of another. */
function withPostalAddress(address: Address, row: SourceRow): Address {
  const box = { street: text(row, 'PO_BOX'), postalCode: text(row, 'PO_CODE'), city: text(row, 'PO_CITY') };
  const city = box.city !== '' ? box.city : address.city;
  if (box.street === '' || box.postalCode === '' || city === '') return address;
  return { street: box.street, houseNumber: '', postalCode: box.postalCode, city };
}

function streetOf(row: SourceRow): { street: string; houseNumber: string } {
  const street = text(row, 'ST_STREET');
  const number = text(row, 'ST_NR');
  if (street !== '' && number !== '') return { street, houseNumber: number };
  const line = text(row, 'ADDRESS1');
  const parts = CERTAIN.exec(line)?.groups;
  const certain = parts?.['street'];
  if (certain === undefined) return { street: line === '' ? street : line, houseNumber: '' };
  return { street: certain, houseNumber: parts?.['number'] ?? '' };
}

/** OutSmart's names of the mandatory parts that are empty, as text; '' when the address is complete. */
export function missingParts({ street, postalCode, city }: Omit<Address, 'houseNumber'>): string {
  const parts = { street, postal_code: postalCode, city };
  return Object.entries(parts)
    .flatMap(([name, value]) => (value === '' ? [name] : []))
    .join(', ');
}
