import { Transform } from 'node:stream';
import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { logFault } from '#app/server/log.ts';
import { NonceContext } from '#app/ui/nonce-context.ts';

const ABORT_AFTER_MS = 10_000;
export const streamTimeout = ABORT_AFTER_MS;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, requestId }: AppLoadContext,
): Promise<Response> {
  return new Promise((answer, fail) => {
    let shellRendered = false;
    let statusCode = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={ABORT_AFTER_MS} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        [isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady']() {
          shellRendered = true;
          const body = withoutPadding();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          answer(new Response(createReadableStreamFromReadable(body), { headers, status: statusCode }));
          pipe(body);
        },
        onShellError: fail,
        onError(error: unknown) {
          statusCode = 500;
          if (shellRendered) logFault(requestId, error);
        },
      },
    );
    setTimeout(abort, ABORT_AFTER_MS + 1000).unref();
  });
}

/**
 * Where a letter of several bytes falls on the end of React's buffer, React 18 pads the buffer with zeros, and the page has
 * a broken letter; https://github.com/facebook/react/issues/24985, mended in React 19.
 */
const withoutPadding = () =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.subarray(0, 1 + chunk.findLastIndex((byte) => byte !== 0)));
    },
  });

/** Faults inside loaders and actions are logged where the route table guards them; this is for the rest. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (!request.signal.aborted && error instanceof Error) logFault(context.requestId, error);
}
