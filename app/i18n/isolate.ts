/**
 * A name inside a sentence, kept from its neighbours' direction (Unicode's first-strong isolate): without it, room 2-01
 * after an Arabic word reads 01-2.
 */
export function isolate(text: string | number): string {
  return `\u2068${text}\u2069`;
}
