import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { createChance } from '#db/seed/random.ts';

/** What may happen to a request on its way, and how often of a hundred. */
const faults = [
  // It never arrives.
  ['lost', 12],
  // It arrives in part: the line breaks in the middle of its body.
  ['cut', 10],
  // It arrives and is answered, and the answer is lost.
  ['unanswered', 14],
  // It arrives twice.
  ['repeated', 12],
] as const;
type Fault = (typeof faults)[number][0];

interface FaultyLine {
  /** Where a browser reaches the product over the line. */
  readonly address: string;
  readonly counts: Readonly<Record<Fault | 'whole', number>>;
  /** From here on nothing goes wrong any more. */
  readonly mend: () => void;
}

/**
 * A line to the product as a phone in a basement has it. What is sent to `within` is lost, cut, left unanswered or repeated
 * by chance, the same for the same seed and order; everything else goes through.
 */
export async function openFaultyLine(
  product: string,
  { seed, within }: { seed: number; within: (path: string) => boolean },
): Promise<FaultyLine> {
  const chance = createChance(seed);
  const counts = { lost: 0, cut: 0, unanswered: 0, repeated: 0, whole: 0 };
  let isMended = false;
  const next = (): Fault | 'whole' => {
    let drawn = chance.whole(0, 99);
    for (const [fault, share] of faults) {
      if (drawn < share) return fault;
      drawn -= share;
    }
    return 'whole';
  };
  const server = createServer((request, response) => {
    void (async () => {
      const isOnLine = !isMended && within(request.url ?? '');
      const fault = isOnLine ? next() : 'whole';
      if (isOnLine) counts[fault]++;
      const body = await bodyOf(request);
      if (fault === 'lost') return request.socket.destroy();
      if (fault === 'cut') {
        await send(product, request, body.subarray(0, Math.floor(body.length / 2)), body.length);
        return request.socket.destroy();
      }
      if (fault === 'repeated') await send(product, request, body);
      const answer = await send(product, request, body);
      if (fault === 'unanswered' || !answer) return request.socket.destroy();
      pass(answer, response);
    })().catch(() => request.socket.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    counts,
    mend: () => {
      isMended = true;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Answer {
  readonly message: IncomingMessage;
  readonly body: Buffer;
}

/** @param promised how many bytes the request says it has; with fewer sent, the line breaks after them */
function send(
  product: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  promised = body.length,
): Promise<Answer | null> {
  return new Promise((answered) => {
    const onward = ask(new URL(url ?? '/', product), {
      method,
      headers: { ...headers, ...(promised > 0 && { 'content-length': promised }) },
      setHost: false,
    });
    onward.on('error', () => answered(null));
    onward.on('response', (message) => {
      bodyOf(message).then(
        (whole) => answered({ message, body: whole }),
        () => answered(null),
      );
    });
    if (body.length === promised) onward.end(body);
    else onward.write(body, () => setTimeout(() => onward.destroy(), 20));
  });
}

function pass({ message, body }: Answer, response: ServerResponse): void {
  const headers = { ...message.headers, 'content-length': body.length };
  delete headers['transfer-encoding'];
  response.writeHead(message.statusCode ?? 502, headers);
  response.end(body);
}
