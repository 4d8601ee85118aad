import { useSpeech } from '#app/ui/language-context.tsx';

/** Photos, small, each leading to itself in full. */
export function EvidencePhotos({
  photos,
  of,
}: {
  photos: readonly { readonly hash: string; readonly isStored: boolean }[];
  /** What they show, for who doesn't see them. */
  of: string;
}) {
  const { findings } = useSpeech().texts;
  return (
    <ul className="flex flex-wrap gap-3">
      {photos.map(({ hash, isStored }, index) => (
        <li key={hash} className="w-40">
          {isStored ? (
            <a href={`/files/${hash}`} target="_blank" rel="noreferrer" className="block">
              <img
                src={`/files/${hash}?width=480`}
                alt={`${of}: ${findings.photo(index + 1)}`}
                loading="lazy"
                className="h-32 w-40 rounded-md border border-line object-cover"
              />
            </a>
          ) : (
            <p className="flex h-32 items-center rounded-md border border-dashed border-control p-2 text-sm text-muted">
              {findings.photoAwaited}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
