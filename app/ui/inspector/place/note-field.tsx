import { useState } from 'react';
import { TextArea } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Icon, ThumbButton } from '#app/ui/inspector/thumb.tsx';

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
        className="inline-flex min-h-11 cursor-pointer items-start gap-2 self-start text-start font-semibold text-brand"
      >
        <Icon name="note" />
        {saved ? <bdi className="font-normal whitespace-pre-wrap text-ink">{saved}</bdi> : inspector.addNote}
      </button>
    );
  return (
    <div className="flex flex-col gap-2">
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
