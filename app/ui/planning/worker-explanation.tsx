import type { Blocker, PlacementReason, Refusal } from '#app/domain/allocation/proposal.ts';
import type { SiteName } from '#app/i18n/reasons.ts';
import { alternativesInWords, reasonsInWords, wantedInWords } from '#app/i18n/reasons.ts';
import { useSpeech } from '#app/ui/language-context.tsx';

interface Explained {
  readonly workerName: string;
  readonly reasons: readonly PlacementReason[];
  readonly blockers: readonly Blocker[];
  readonly refusal: Refusal | null;
}

/** Why this bed, or why none: the gist in a line, the rest to be unfolded. */
export function WorkerExplanation({ worker, sites }: { worker: Explained; sites: readonly SiteName[] }) {
  const { texts, language, format } = useSpeech();
  const { explain, rules } = texts.plans;
  const speech = { texts, language, sites, format };
  const { refusal } = worker;
  const told = reasonsInWords(worker, speech);
  const alternatives = alternativesInWords(worker.reasons, speech);
  const isPlaced = worker.reasons.length > 0;
  return (
    <>
      <p>{refusal ? explain.wouldPlace(wantedInWords(refusal.wanted, speech)) : told[0]}</p>
      {isPlaced || refusal ? (
        <details>
          <summary className="inline-flex min-h-8 cursor-pointer items-center text-brand underline underline-offset-4">
            {isPlaced ? explain.whyHere : explain.whyNot}
            <span className="sr-only">: {worker.workerName}</span>
          </summary>
          <div className="mt-1 flex flex-col gap-2 border-s-4 border-line ps-3 text-sm">
            {isPlaced ? <Points title={explain.reasons} points={told} /> : null}
            {alternatives.length > 0 ? <Points title={explain.alternatives} points={alternatives} /> : null}
            {refusal ? (
              <Points
                title={explain.inTheWay(refusal.beds)}
                points={refusal.rules.map((code) => rules[code])}
              />
            ) : null}
            {isPlaced ? null : <Points title={explain.counted} points={told} />}
          </div>
        </details>
      ) : null}
    </>
  );
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  return (
    <div>
      <p className="font-semibold">{title}</p>
      <ul className="list-disc ps-4">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  );
}
