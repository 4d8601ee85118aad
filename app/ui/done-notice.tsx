import { useSearchParams } from '@remix-run/react';
import { Notice } from './notice.tsx';

/** Says what was done on the page before, which led here with `?done=`. */
export function DoneNotice({ words }: { words: Readonly<Record<string, string>> }) {
  const [search] = useSearchParams();
  const done = words[search.get('done') ?? ''];
  return done ? (
    <div className="mb-4 print:hidden">
      <Notice tone="success">{done}</Notice>
    </div>
  ) : null;
}
