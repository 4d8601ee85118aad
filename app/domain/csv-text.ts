/**
 * Signs that make a spreadsheet take a cell for a formula (OWASP: CSV injection), the wide ones of East Asian keyboards
 * too, after any number of the apostrophes that defuse it: so that a text which bears apostrophes of its own is told from one that was given one.
 */
const FORMULA_START = /^'*[=+\-@＝＋－＠\t\r\n]/;

/** Excel takes a file for UTF-8, and so shows Arabic, only with this mark before it. */
const BYTE_ORDER_MARK = '\ufeff';

/** Rows as CSV for a spreadsheet: formulas are defused by an apostrophe, and what needs quotes is quoted. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell as it was before `csvText` defused it. */
export function withoutApostrophe(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text) ? text.slice(1) : text;
}
