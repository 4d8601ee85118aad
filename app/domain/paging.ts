/** Rows on a page of a list. */
export const PAGE_SIZE = 50;

/** Buildings on a page of a heat map, whose rows are looked at together. */
export const HEAT_PAGE_SIZE = 12;

/** Closures on the page of a place; the rest are among the changes of capacity. */
export const CLOSURES_BESIDE_PLACE = 5;

/** How many pages hold `total` rows. */
export function pageCount(total: number, size = PAGE_SIZE): number {
  return Math.max(1, Math.ceil(total / size));
}

/** Entries of the audit log in one file: what a spreadsheet still opens. */
export const AUDIT_EXPORT_LIMIT = 100_000;
