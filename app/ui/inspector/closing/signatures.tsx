import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';
import { hashPath } from '#app/ui/inspector/hash-path.ts';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { ThumbLink } from '#app/ui/inspector/thumb.tsx';

/** Who signed, who refused, and the ways to both. */
export function Signatures({ visit }: { visit: Visit }) {
  const { texts, format } = useSpeech();
  const words = texts.inspector;
  const { signatures, refusals, submission, isStarted } = visit.record;
  const path = (who: string) => hashPath('visit', visit.pack.id, 'sign', who);
  return (
    <Card title={words.signatures}>
      <ul className="flex flex-col gap-3">
        {signatures.map(({ id, body, recordedAt }) => (
          <li key={id}>
            <p className="text-sm text-muted">{words.roles[body.by]}</p>
            <svg
              viewBox="0 0 600 200"
              role="img"
              aria-label={words.signedBy(body.name, format.instant(recordedAt))}
              className="w-full max-w-sm rounded border border-line bg-white"
            >
              <path d={body.strokes} fill="none" stroke="#000" strokeWidth="4" strokeLinecap="round" />
            </svg>
            <p>{words.signedBy(body.name, format.instant(recordedAt))}</p>
          </li>
        ))}
        {refusals.map(({ id, body }) => (
          <li key={id}>
            <p className="text-sm text-muted">{words.roles.representative}</p>
            <p>{words.refusedBy(body.name, body.reason)}</p>
          </li>
        ))}
      </ul>
      {submission || !isStarted ? null : (
        <div className="mt-3 flex flex-col gap-2">
          <ThumbLink href={path('inspector')}>{words.signInspector}</ThumbLink>
          <ThumbLink href={path('representative')}>{words.signRepresentative}</ThumbLink>
          <ThumbLink href={path('refusal')}>{words.refuseToSign}</ThumbLink>
        </div>
      )}
    </Card>
  );
}
