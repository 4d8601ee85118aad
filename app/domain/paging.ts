/** Rows on a page of a list. */
export const PAGE_SIZE = 50;

/** How many pages hold `total` rows. */
export function pageCount(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE_SIZE));
}

/** Entries of the audit log in one file: what a spreadsheet still opens. */
export const AUDIT_EXPORT_LIMIT = 100_000;
