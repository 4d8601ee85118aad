/** What `ilike` takes to find the text anywhere, and nothing but that text: `%` and `_` stand for themselves. */
export function anywhere(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
