/** One line of JSON an event, on standard output. Never put personal data, tokens or addresses in `facts`. */
export function log(
  event: string,
  facts: Readonly<Record<string, string | number | boolean | null>> = {},
): void {
  console.log(JSON.stringify({ at: new Date().toISOString(), event, ...facts }));
}

/** A fault of the product, with an id that its user sees too. Messages of the database may quote data: only the code is kept. */
export function logFault(id: string, error: unknown, facts: Readonly<Record<string, string>> = {}): void {
  const fault = error instanceof Error ? error : new Error(String(error));
  const fromDatabase = 'severity' in fault;
  console.error(
    JSON.stringify({
      at: new Date().toISOString(),
      event: 'fault',
      id,
      ...facts,
      name: fault.name,
      message: fromDatabase ? `database error ${'code' in fault ? String(fault.code) : ''}` : fault.message,
      stack: fault.stack?.split('\n').slice(1, 12).join('\n') ?? '',
    }),
  );
}
