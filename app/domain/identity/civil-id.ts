import type { Day } from '#app/domain/dates.ts';
import { isDay } from '#app/domain/dates.ts';

declare const brand: unique symbol;

/** A Kuwaiti civil ID (الرقم المدني) whose checksum holds: twelve digits. */
export type CivilId = string & { readonly [brand]: 'civil id' };

type CivilIdFault = 'length' | 'digits' | 'century' | 'birth_date' | 'checksum';

type ParsedCivilId =
  | { readonly ok: true; readonly civilId: CivilId; readonly birthDate: Day }
  | { readonly ok: false; readonly reason: CivilIdFault };

const LENGTH = 12;

/** Weights of the first eleven digits, as the published validators have them (python-stdnum's kw.cid; Django's localflavor). */
const WEIGHTS = [2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

const ARABIC_ZERO = 0x0660;
const PERSIAN_ZERO = 0x06f0;

/** Latin digits for Arabic-Indic and Persian ones. */
export function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (code >= PERSIAN_ZERO ? PERSIAN_ZERO : ARABIC_ZERO));
  });
}

/** Reads a civil ID as people type it: spaces and dashes between, digits of any script. */
export function parseCivilId(text: string): ParsedCivilId {
  const typed = latinDigits(text).replace(/[\s\p{Bidi_Control}\p{Dash}]/gu, '');
  if (!/^\d*$/.test(typed)) return { ok: false, reason: 'digits' };
  if (typed.length !== LENGTH) return { ok: false, reason: 'length' };
  const century = { '2': '19', '3': '20' }[typed.charAt(0)];
  if (!century) return { ok: false, reason: 'century' };
  const birthDate = `${century}${typed.slice(1, 3)}-${typed.slice(3, 5)}-${typed.slice(5, 7)}`;
  if (!isDay(birthDate)) return { ok: false, reason: 'birth_date' };
  if (checkDigit(typed) !== Number(typed.charAt(LENGTH - 1))) return { ok: false, reason: 'checksum' };
  return { ok: true, civilId: typed as CivilId, birthDate };
}

/** The valid civil ID with this birth date and serial (0 to 9999); null where the checksum allows none. */
export function civilIdWithSerial(birthDate: Day, serial: number): CivilId | null {
  const century = birthDate.startsWith('19') ? '2' : '3';
  const body = `${century}${birthDate.slice(2).replaceAll('-', '')}${String(serial).padStart(4, '0')}`;
  const check = checkDigit(body);
  return check === null ? null : (`${body}${check}` as CivilId);
}

/** The last four digits, for lists where the whole is not needed. */
export function maskCivilId(civilId: CivilId): string {
  return `••••••••${civilId.slice(-4)}`;
}

/** 11 less the weighted sum modulo 11; null for 10 and 11, which no civil ID has. */
function checkDigit(digits: string): number | null {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  const check = 11 - (sum % 11);
  return check > 9 ? null : check;
}
