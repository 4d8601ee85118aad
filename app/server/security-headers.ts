import type { NextFunction, Request, Response } from 'express';
import { problemStatus } from '#app/domain/problem.ts';

const UNSAFE_METHODS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** The inspector's app: it runs a worker, shows photos that are only on the phone, and asks where it is. */
const PHONE_APP = '/inspector';

/**
 * Headers on every answer: a content policy that takes only scripts and inline styles bearing this answer's nonce;
 * no framing, no sniffing, no referrer to elsewhere; HSTS when users come over TLS.
 */
export function securityHeaders({
  behindTls,
  tileUrl,
  development,
}: {
  behindTls: boolean;
  tileUrl: string | undefined;
  development: boolean;
}) {
  const tiles = tileUrl ? ` ${new URL(tileUrl.replace('{s}.', '')).origin}` : '';
  return (request: Request, response: Response, next: NextFunction): void => {
    const isPhoneApp = request.path === PHONE_APP;
    const nonce = String(response.locals['nonce']);
    // Vite's development server injects styles and opens a socket.
    const styles = development ? `'self' 'unsafe-inline'` : `'self' 'nonce-${nonce}'`;
    const connect = development ? `'self' ws:` : `'self'`;
    response.set({
      'Content-Security-Policy': [
        `default-src 'none'`,
        `script-src 'nonce-${nonce}' 'strict-dynamic'`,
        `style-src ${styles}`,
        `img-src 'self'${tiles}${isPhoneApp ? ' blob:' : ''}`,
        `font-src 'self'`,
        `connect-src ${connect}`,
        `manifest-src 'self'`,
        ...(isPhoneApp ? [`worker-src 'self'`] : []),
        `form-action 'self'`,
        `frame-ancestors 'none'`,
        `base-uri 'none'`,
      ].join('; '),
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': `camera=(), geolocation=(${isPhoneApp ? 'self' : ''}), microphone=(), payment=(), usb=()`,
      ...(behindTls && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
    });
    next();
  };
}

/** Refuses every mutation that doesn't come from a page of ours (OWASP ASVS 5.0, 3.5.1). */
export function sameOriginMutations(originOf: (request: Request) => string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const from = request.headers.origin;
    const site = request.headers['sec-fetch-site'];
    const crossSite = from !== undefined ? from !== originOf(request) : site !== 'same-origin';
    if (UNSAFE_METHODS.has(request.method) && crossSite) {
      response.status(problemStatus.origin_refused).type('text').send('origin_refused');
      return;
    }
    next();
  };
}
