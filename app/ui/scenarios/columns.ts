/** The classes of a grid that shows so many scenarios side by side, one beneath the other where the screen is narrow. */
export const columnsOf = (count: number) =>
  ['', '', 'sm:grid-cols-2', 'sm:grid-cols-2 lg:grid-cols-3'][count] ?? 'sm:grid-cols-2 lg:grid-cols-4';
