import { useSpeech } from '#app/ui/language-context.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { Card } from '#app/ui/page.tsx';
import { useDraft, usePhone } from '#app/ui/inspector/phone-context.tsx';
import { PhotoStrip } from '#app/ui/inspector/place/photo-strip.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { ThumbButton } from '#app/ui/inspector/thumb.tsx';

/** What is to be said of the whole, with photos that belong to no question. */
export function Remarks({ visit }: { visit: Visit }) {
  const { texts, format } = useSpeech();
  const { phone } = usePhone();
  const words = texts.inspector;
  const draft = useDraft(visit, 'remark');
  const { remarks, submission } = visit.record;
  const text = (draft.typed ?? '').trim();
  const add = async () => {
    await phone.record(visit.pack.id, { kind: 'noted', body: { note: text } }, draft.id);
    draft.forget();
  };
  return (
    <Card title={words.remarks}>
      <div className="flex flex-col gap-3">
        {remarks.map(({ id, body, recordedAt }) => (
          <p key={id} className="border-s-4 border-line ps-3">
            <bdi className="whitespace-pre-wrap">{body.note}</bdi>
            <span className="block text-sm text-muted">{format.instant(recordedAt)}</span>
          </p>
        ))}
        {submission ? null : (
          <>
            <TextArea
              label={words.remark}
              dir="auto"
              maxLength={2000}
              value={draft.typed ?? ''}
              onChange={(event) => draft.type(event.target.value || null)}
            />
            <ThumbButton disabled={text === ''} onClick={() => void add().catch(() => undefined)}>
              {words.addRemark}
            </ThumbButton>
          </>
        )}
        <PhotoStrip visit={visit} questionId={null} />
      </div>
    </Card>
  );
}
