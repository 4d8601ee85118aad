/** A file's name before what is said of it, kept apart from the direction of the words around; nothing where it has none. */
export function named(file: string | number | undefined): string {
  return file === undefined ? '' : `\u2068${file}\u2069: `;
}
