import SignaturePad from 'signature_pad';
import { useEffect, useRef, useState } from 'react';
import { TextArea, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { hashPath } from '#app/ui/inspector/hash-path.ts';
import { useDraft, usePhone, useVisitName } from '#app/ui/inspector/phone-context.tsx';
import { Screen } from '#app/ui/inspector/screen.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { ThumbButton } from '#app/ui/inspector/thumb.tsx';
import { strokesOf } from './strokes.ts';

/** A signature drawn with the finger, or why there is none. */
export function SignScreen({
  visit,
  who,
}: {
  visit: Visit;
  who: 'inspector' | 'representative' | 'refusal';
}) {
  const { texts } = useSpeech();
  const { phone, open } = usePhone();
  const words = texts.inspector;
  const names = useVisitName()(visit);
  const name = useDraft(visit, `sign/${who}/name`);
  const reason = useDraft(visit, `sign/${who}/reason`);
  const [problem, setProblem] = useState<string | null>(null);
  const { canvas, read, clear } = useSignaturePad(who !== 'refusal');
  const title = {
    inspector: words.signInspector,
    representative: words.signRepresentative,
    refusal: words.refuseToSign,
  }[who];
  const summary = hashPath('visit', visit.pack.id, 'summary');
  const typedName = (name.typed ?? (who === 'inspector' ? open.displayName : '')).trim();
  const save = async () => {
    if (who === 'refusal') {
      const why = (reason.typed ?? '').trim();
      if (!why) return setProblem(words.required);
      const body = { name: typedName, reason: why };
      await phone.record(visit.pack.id, { kind: 'signature_refused', body }, reason.id);
    } else {
      if (!typedName) return setProblem(words.required);
      const strokes = read();
      if (!strokes) return setProblem(words.emptySignature);
      const body = { by: who, name: typedName, strokes };
      await phone.record(visit.pack.id, { kind: 'signed', body }, name.id);
    }
    location.replace(summary);
  };
  return (
    <Screen
      title={title}
      lead={`${names.place} · ${names.site}`}
      back={summary}
      bottom={
        <>
          {who === 'refusal' ? null : <ThumbButton onClick={clear}>{words.clear}</ThumbButton>}
          <ThumbButton kind="primary" className="grow" onClick={() => void save().catch(() => undefined)}>
            {who === 'refusal' ? words.saveRefusal : words.saveSignature}
          </ThumbButton>
        </>
      }
    >
      <TextField
        label={words.name}
        optional={who === 'refusal'}
        dir="auto"
        maxLength={120}
        value={name.typed ?? (who === 'inspector' ? open.displayName : '')}
        onChange={(event) => name.type(event.target.value)}
      />
      {who === 'refusal' ? (
        <TextArea
          label={words.reason}
          dir="auto"
          maxLength={2000}
          value={reason.typed ?? ''}
          onChange={(event) => reason.type(event.target.value)}
        />
      ) : (
        <div className="flex flex-col gap-1">
          <p>{words.drawHere}</p>
          <canvas
            ref={canvas}
            aria-label={words.drawHere}
            className="aspect-[3/1] w-full touch-none rounded-lg border-2 border-control bg-white"
          />
        </div>
      )}
      {problem ? (
        <p role="alert" className="font-semibold text-danger">
          {problem}
        </p>
      ) : null}
    </Screen>
  );
}

function useSignaturePad(isWanted: boolean) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element || !isWanted) return;
    // As many points as the screen has, so that the line isn't blurred.
    const ratio = window.devicePixelRatio;
    element.width = element.offsetWidth * ratio;
    element.height = element.offsetHeight * ratio;
    element.getContext('2d')?.scale(ratio, ratio);
    const made = new SignaturePad(element, { penColor: '#000', minWidth: 1, maxWidth: 3 });
    pad.current = made;
    return () => made.off();
  }, [isWanted]);
  return {
    canvas,
    clear: () => pad.current?.clear(),
    read: () =>
      strokesOf(pad.current?.toData().map(({ points }) => points) ?? [], {
        width: canvas.current?.offsetWidth ?? 1,
        height: canvas.current?.offsetHeight ?? 1,
      }),
  };
}
