import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safePath } from '#app/domain/identity/safe-path.ts';

it('leads to a page of this site, with what it asks', () => {
  expect(safePath('/plans?state=all&page=2')).toBe('/plans?state=all&page=2');
  expect(safePath('/sites/al-subiya')).toBe('/sites/al-subiya');
});

it.each([
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  '/\n/elsewhere.example',
  '/./\\elsewhere.example',
  '/.//elsewhere.example',
  '/a/..//elsewhere.example',
  'https://elsewhere.example',
  'javascript:alert(1)',
  '/sign-in?next=/sites',
  '',
])('never leads away or round in a circle: %j', (path) => {
  expect(safePath(path)).toBe('/');
});

it('is, for any text, what a browser takes for a page of this site', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('/', '\\', '.', '\t', '\n', ':', '@', '?', 'a', '//', '%2f'))
      .map((parts) => `/${parts.join('')}`),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const safe = safePath(text);
      expect(new URL(safe, 'https://labour-cities.example/sign-in').host).toBe('labour-cities.example');
      expect(safe).not.toMatch(/[\r\n\t]/);
    }),
    { numRuns: 2000 },
  );
});
