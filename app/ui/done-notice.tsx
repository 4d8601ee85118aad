import { useSearchParams } from '@remix-run/react';
import { Notice } from './notice.tsx';

/** Says what was done on the page before, which led here with `?done=`. */
export function DoneNotice({ words }: { words: Readonly<Record<string, string>> }) {
  const [search] = useSearchParams();
  const asked = search.get('done') ?? '';
  // Every object has a `constructor`, which is no word.
  const done = Object.hasOwn(words, asked) ? words[asked] : undefined;
  return done ? (
    <div className="mb-4 print:hidden">
      <Notice tone="success">{done}</Notice>
    </div>
  ) : null;
}
