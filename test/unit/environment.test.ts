import { describe, expect, it } from 'vitest';
import { readEnvironment } from '#app/server/environment.ts';

/** Surroundings of a ministry's own server, changed where told. */
const surroundings = (change: Record<string, string> = {}) => ({
  DATABASE_URL: 'postgres://owner:secret@database.example:5432/labour_cities',
  APP_KEY: 'ab'.repeat(32),
  ...change,
});

function refusalOf(change: Record<string, string>): string {
  try {
    readEnvironment(surroundings(change));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}

describe('the environment', () => {
  it('is read, and what is not set has its usual value; empty is not set', () => {
    expect(readEnvironment(surroundings({ PORT: '', TILE_URL: '', HOST: '' }))).toMatchObject({
      mode: 'production',
      port: 3000,
      host: '127.0.0.1',
      trustedProxies: 0,
      tileUrl: undefined,
      key: Buffer.alloc(32, 0xab),
    });
    expect(
      readEnvironment(surroundings({ PORT: '80', PUBLIC_ORIGIN: 'https://housing.example/path' })),
    ).toMatchObject({ port: 80, publicOrigin: 'https://housing.example' });
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://database.example'],
    ['DATABASE_URL', 'labour_cities'],
    ['APP_KEY', ''],
    ['APP_KEY', 'secret'],
    ['APP_KEY', 'AB'.repeat(32)],
    ['PUBLIC_ORIGIN', 'housing.example'],
    ['PUBLIC_ORIGIN', 'ftp://housing.example'],
    ['TRUSTED_PROXIES', 'all'],
    ['TILE_URL', 'https://tiles.example/{x}/{y}.png'],
    ['TILE_URL', '/{z}/{x}/{y}.png'],
    ['TILE_URL', 'https://{z}/{x}/{y}.png'],
    ['NODE_ENV', 'staging'],
  ])('that sets %s to %j is refused, and told so by name', (name, value) => {
    expect(refusalOf({ [name]: value })).toContain(`\n  ${name}: `);
  });

  it('keeps photos in a bucket when all of it is told, and names what is missing or wrong of it', () => {
    const bucket = {
      S3_ENDPOINT: 'https://objects.example/',
      S3_BUCKET: 'labour-city-photos',
      S3_REGION: 'me-south-1',
      S3_ACCESS_KEY_ID: 'key',
      S3_SECRET_ACCESS_KEY: 'secret',
    };
    expect(readEnvironment(surroundings()).bucket).toBeUndefined();
    expect(readEnvironment(surroundings(bucket)).bucket).toEqual({
      endpoint: 'https://objects.example',
      bucket: 'labour-city-photos',
      region: 'me-south-1',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
    });
    for (const name of Object.keys(bucket))
      expect(refusalOf({ ...bucket, [name]: '' })).toContain(`\n  ${name}: `);
    expect(refusalOf({ ...bucket, S3_ENDPOINT: 'objects.example' })).toContain('\n  S3_ENDPOINT: ');
    expect(refusalOf({ ...bucket, S3_BUCKET: 'Photos/2026' })).toContain('\n  S3_BUCKET: ');
  });

  it('with several faults names each of them at once, and tells no secret', () => {
    const refusal = refusalOf({ PORT: 'abc', TILE_URL: 'https://tiles.example', APP_KEY: '' });
    expect(refusal.match(/^ {2}\w+(?=: )/gm)).toEqual(['  PORT', '  TILE_URL', '  APP_KEY']);
    expect(refusal).not.toContain('secret');
  });

  it.each(['https://tiles.example/{z}/{x}/{y}.png', 'https://{s}.tiles.example/{z}/{x}/{y}.png'])(
    'may name the map’s tiles as %s',
    (TILE_URL) => {
      expect(readEnvironment(surroundings({ TILE_URL })).tileUrl).toBe(TILE_URL);
    },
  );
});
