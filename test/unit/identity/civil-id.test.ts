import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#app/domain/dates.ts';
import { civilIdWithSerial, maskCivilId, parseCivilId } from '#app/domain/identity/civil-id.ts';

const anyBirthDate = fc.integer({ min: 0, max: 36_500 }).map((days) => addDays('1920-01-01', days));

describe('a civil ID', () => {
  it.each(['288020122596', '227081660516', '292091998298'])('%s, published as valid, is read', (text) => {
    expect(parseCivilId(text).ok).toBe(true);
  });

  it.each([
    ['28802012259', 'length'],
    ['28802012259x', 'digits'],
    ['188020122596', 'century'],
    ['288023122596', 'birth_date'],
    ['288020122597', 'checksum'],
  ])('%s is refused for its %s', (text, reason) => {
    expect(parseCivilId(text)).toEqual({ ok: false, reason });
  });

  it('is read as people type it', () => {
    expect(parseCivilId(' 2880-2012 2596 ')).toMatchObject({
      civilId: '288020122596',
      birthDate: '1988-02-01',
    });
    expect(parseCivilId('٢٨٨٠٢٠١٢٢٥٩٦')).toMatchObject({ civilId: '288020122596' });
  });

  it('that is made is read back, and a single wrong digit is found', () => {
    fc.assert(
      fc.property(
        anyBirthDate,
        fc.nat(9999),
        fc.nat(11),
        fc.integer({ min: 1, max: 9 }),
        (birthDate, serial, at, shift) => {
          const civilId = civilIdWithSerial(birthDate, serial);
          fc.pre(civilId !== null);
          expect(parseCivilId(civilId ?? '')).toMatchObject({ ok: true, birthDate });
          const digits = [...(civilId ?? '')];
          digits[at] = String((Number(digits[at]) + shift) % 10);
          expect(parseCivilId(digits.join('')).ok).toBe(false);
        },
      ),
    );
  });

  it('is masked but for its last four digits', () => {
    expect(maskCivilId('288020122596' as never)).toBe('••••••••2596');
  });
});
