/** Signs that make a spreadsheet take a cell for a formula (OWASP: CSV injection). */
const FORMULA_START = /^[=+\-@\t\r]/;

/** Excel takes a file for UTF-8, and so shows Arabic, only with this mark before it. */
const BYTE_ORDER_MARK = '\ufeff';

/** Rows as CSV for a spreadsheet: formulas are defused by an apostrophe, and what needs quotes is quoted. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
