/** As much of a cell as a table shows; names and sources that are right are no longer. Our choice. */
const MOST_SHOWN = 200;

/** Text out of a file, cut where a table would grow too large by it: the file has all of it. */
export function shownOfFile(text: string): string {
  // By characters, none of which has more than two units: cutting one in two would show neither.
  const characters = [...text.slice(0, 2 * (MOST_SHOWN + 1))];
  return characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : text;
}

/** What stands in a cell of a file. A word is broken only where it is wider than a column may be. */
export function FileCell({ text }: { text: string }) {
  return (
    <bdi className="max-sm:wrap-anywhere sm:inline-block sm:max-w-80 sm:wrap-break-word">
      {shownOfFile(text) || '—'}
    </bdi>
  );
}
