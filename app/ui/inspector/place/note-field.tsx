import { useState } from 'react';
import { TextArea } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Icon, ThumbButton, thumbShape } from '#app/ui/inspector/thumb.tsx';

/** A note to an answer. @param onSave null while there is no answer that it could be saved with */
export function NoteField({
  typed,
  saved,
  onType,
  onSave,
}: {
  typed: string | null;
  saved: string;
  onType: (text: string | null) => void;
  onSave: (() => Promise<void>) | null;
}) {
  const { inspector } = useSpeech().texts;
  const [isOpen, setOpen] = useState(typed !== null);
  if (!isOpen)
    return (
      <button
        type="button"
        onClick={() => setOpen(true)}
        className={`${thumbShape('secondary')} min-h-12 grow px-2 text-start text-base`}
      >
        <Icon name="note" />
        {saved ? (
          <bdi className="min-w-0 grow font-normal break-words whitespace-pre-wrap">{saved}</bdi>
        ) : (
          inspector.addNote
        )}
      </button>
    );
  return (
    <div className="flex w-full flex-col gap-2">
      <TextArea
        label={inspector.note}
        hint={onSave ? undefined : inspector.noteKept}
        dir="auto"
        maxLength={2000}
        value={typed ?? saved}
        onChange={(event) => onType(event.target.value)}
      />
      {onSave && typed !== null ? (
        <ThumbButton
          onClick={() =>
            void onSave().then(
              () => setOpen(false),
              () => undefined,
            )
          }
        >
          {inspector.saveNote}
        </ThumbButton>
      ) : null}
    </div>
  );
}
