import { useSpeech } from '#app/ui/language-context.tsx';

/** Photos in small, each a link to its file; one whose file hasn't arrived says so. */
export function FilePhotos({ hashes, arrived }: { hashes: readonly string[]; arrived: readonly string[] }) {
  const { reports } = useSpeech().texts;
  const words = reports.finding;
  if (hashes.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-wrap gap-3">
      {hashes.map((hash, index) => (
        <li key={hash}>
          {arrived.includes(hash) ? (
            <a href={`/files/${hash}`} className="block rounded-md">
              <img
                src={`/files/${hash}?width=240`}
                alt={words.photo(index + 1)}
                loading="lazy"
                className="h-28 w-36 rounded-md border border-line object-cover"
              />
            </a>
          ) : (
            <span className="flex h-28 w-36 flex-col items-center justify-center rounded-md border border-dashed border-control p-2 text-center text-sm text-muted">
              {words.photo(index + 1)}
              <span>{words.photoAwaited}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
