import { randomUUID } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { ProblemError } from '#app/domain/problem.ts';
import { logFault } from '#app/server/log.ts';
import { hashOf } from './file-hash.ts';
import type { Depot } from './file-store.ts';

/** A bucket of an object store that speaks the S3 protocol. */
export interface BucketSettings {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const RETRIES = 3;
const LONGEST_MS = 30_000;

/** Addressed by path (`endpoint/bucket/name`), which every such store understands. */
export function openBucket({
  endpoint,
  bucket,
  region,
  accessKeyId,
  secretAccessKey,
}: BucketSettings): Depot {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });
  const ask = async (method: 'HEAD' | 'GET' | 'PUT', name: string, body?: Uint8Array) => {
    try {
      const answer = await client.fetch(`${endpoint}/${bucket}/${name}`, {
        method,
        // Never what a browser would show, should somebody open the bucket to all.
        headers: {
          'Content-Type': 'application/octet-stream',
          // The store compares what arrives.
          ...(body && { 'X-Amz-Content-Sha256': hashOf(body) }),
        },
        ...(body && { body: new Uint8Array(body) }),
        signal: AbortSignal.timeout(LONGEST_MS),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (answer.ok) return bytes;
      if (answer.status === 404 && method !== 'PUT') return null;
      throw new Error(`The object store answered ${method} by ${answer.status}.`);
    } catch (cause) {
      // Why nobody answered stands behind what fetch says.
      const { code, message = '' } = (cause as { cause?: { code?: string; message?: string } }).cause ?? {};
      logFault(randomUUID(), cause, { objectStore: code ?? message });
      throw new ProblemError('file_store_away', {}, cause);
    }
  };
  return {
    has: async (name) => (await ask('HEAD', name)) !== null,
    put: async (name, bytes) => {
      await ask('PUT', name, bytes);
    },
    read: (name) => ask('GET', name),
  };
}
