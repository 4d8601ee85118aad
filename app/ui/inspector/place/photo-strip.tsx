import { useEffect, useState } from 'react';
import type { RecordedPhoto } from '#app/domain/inspection/inspection-record.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Sheet } from '#app/ui/inspector/ask-first.tsx';
import { usePhone } from '#app/ui/inspector/phone-context.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { Icon, ThumbButton, thumbShape } from '#app/ui/inspector/thumb.tsx';

/** The photos of a question, or of the whole visit, and the camera. */
export function PhotoStrip({ visit, questionId }: { visit: Visit; questionId: string | null }) {
  const { texts } = useSpeech();
  const words = texts.inspector;
  const { phone } = usePhone();
  const [isReading, setReading] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [shown, setShown] = useState<RecordedPhoto | null>(null);
  const { photos, submission } = visit.record;
  const own = photos.filter(
    ({ operation, isSetAside }) => operation.body.questionId === questionId && !isSetAside,
  );
  const take = async (file: File) => {
    setReading(true);
    setProblem(null);
    try {
      await phone.takePhoto(visit.pack.id, questionId, file);
    } catch (error) {
      const why = error instanceof Error ? error.message : '';
      // What the disk refused is told at the head of the screen.
      if (why === 'no_image') setProblem(words.noImage);
      if (why === 'image_too_large') setProblem(words.imageTooLarge);
    }
    setReading(false);
  };
  if (submission && own.length === 0) return null;
  return (
    <div className="flex grow flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {own.map((photo) => (
          <button
            key={photo.operation.id}
            type="button"
            aria-label={words.showPhoto}
            onClick={() => setShown(photo)}
            className="size-20 cursor-pointer overflow-hidden rounded-lg border-2 border-control bg-raised"
          >
            <PhotoImage photoId={photo.operation.body.photoId} alt="" className="size-full object-cover" />
          </button>
        ))}
        {submission ? null : (
          <label
            className={`${thumbShape('secondary')} min-h-12 grow px-2 text-base focus-within:outline-3 focus-within:outline-[var(--focus)]`}
          >
            <Icon name="camera" />
            {isReading ? words.readingPhoto : words.takePhoto}
            <input
              type="file"
              accept="image/*"
              capture="environment"
              className="sr-only"
              disabled={isReading}
              onChange={({ target }) => {
                const file = target.files?.[0];
                if (file) void take(file);
                // The same file may be chosen once more.
                target.value = '';
              }}
            />
          </label>
        )}
      </div>
      {problem ? (
        <p role="alert" className="font-semibold text-danger">
          {problem}
        </p>
      ) : null}
      <Sheet title={words.photo} isOpen={shown !== null} onClose={() => setShown(null)}>
        {shown ? (
          <PhotoDetails
            photo={shown}
            onSetAside={
              submission
                ? null
                : () => {
                    const body = { photoId: shown.operation.body.photoId };
                    setShown(null);
                    void phone
                      .record(visit.pack.id, { kind: 'photo_set_aside', body })
                      .catch(() => undefined);
                  }
            }
            onClose={() => setShown(null)}
          />
        ) : null}
      </Sheet>
    </div>
  );
}

function PhotoDetails({
  photo: { operation },
  onSetAside,
  onClose,
}: {
  photo: RecordedPhoto;
  onSetAside: (() => void) | null;
  onClose: () => void;
}) {
  const { texts, format } = useSpeech();
  const words = texts.inspector;
  const { photoId, takenAt, takenAtPosition } = operation.body;
  const degrees = (value: number) => format.number(value, { maximumFractionDigits: 5 });
  return (
    <>
      <PhotoImage photoId={photoId} alt={words.photo} className="max-h-[60dvh] w-full object-contain" />
      <p>
        {takenAt ? words.photoTakenAt(format.instant(takenAt)) : words.photoNoTime}{' '}
        {takenAtPosition
          ? words.photoPlace(degrees(takenAtPosition.latitude), degrees(takenAtPosition.longitude))
          : words.photoNoPlace}
      </p>
      <div className="grid grid-cols-2 gap-3">
        <ThumbButton onClick={onClose}>{words.close}</ThumbButton>
        {onSetAside ? (
          <ThumbButton kind="danger" onClick={onSetAside}>
            {words.setAside}
          </ThumbButton>
        ) : null}
      </div>
      {onSetAside ? <p className="text-sm text-muted">{words.setAsideHint}</p> : null}
    </>
  );
}

/** A photo opened from what is encrypted on the phone; a word where it was taken on another one. */
function PhotoImage({ photoId, alt, className }: { photoId: string; alt: string; className: string }) {
  const { texts } = useSpeech();
  const { phone } = usePhone();
  const [url, setUrl] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    void phone.photo(photoId).then((blob) => {
      if (isGone) return;
      made = blob && URL.createObjectURL(blob);
      setUrl(made);
    });
    return () => {
      isGone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [phone, photoId]);
  if (url === null) return <span className="text-xs">{texts.inspector.photoElsewhere}</span>;
  return url ? <img src={url} alt={alt} className={className} /> : <span className={className} />;
}
