import type { BuildingJudgement, Judgement } from '#app/domain/capacity/judging/judgement.ts';
import type { Scope } from '#app/domain/standards/criterion.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useLimitInWords } from '#app/ui/places/limit-in-words.ts';

/** What a building and its floors hold now and would hold, and what binds then: the floor at hand, and whatever else changes. */
export function CapacityEffect({
  before,
  after,
  floor,
}: {
  before: BuildingJudgement;
  after: BuildingJudgement;
  floor: number | null;
}) {
  const { texts, format } = useSpeech();
  const { sitePlan, places } = texts;
  const floors = after.floors.flatMap((then) => {
    const now = before.floors.find((each) => each.floor === then.floor) ?? null;
    return then.floor === floor || !isSame(now, then) ? [{ now, then }] : [];
  });
  return (
    <section aria-label={sitePlan.effectTitle}>
      <h2 className="mb-2 max-lg:sr-only">{sitePlan.effectTitle}</h2>
      <dl className="flex flex-col gap-x-6 gap-y-2 max-lg:flex-row max-lg:flex-wrap">
        {floors.map(({ now, then }) => (
          <Effect key={then.floor} name={places.floor(then.floor)} now={now} then={then} scope="floor" />
        ))}
        <Effect name={sitePlan.wholeBuilding} now={before} then={after} scope="building" />
      </dl>
      <p role="status" className="sr-only">
        {isSame(before, after)
          ? sitePlan.noChange
          : sitePlan.spokenEffect(format.number(before.certain), format.number(after.certain))}
      </p>
    </section>
  );
}

function Effect({
  name,
  now,
  then,
  scope,
}: {
  name: string;
  now: Judgement | null;
  then: Judgement;
  scope: Scope;
}) {
  const { texts, format } = useSpeech();
  const { sitePlan, limits } = texts;
  const limitInWords = useLimitInWords();
  const certainBefore = now?.certain ?? 0;
  const changes = !isSame(now, then);
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="font-semibold tabular-nums">
        {changes ? (
          <>
            <span className="sr-only">{sitePlan.before}: </span>
            {format.number(certainBefore)} <span aria-hidden="true">{sitePlan.arrow}</span>
            <span className="sr-only">, {sitePlan.after}: </span>{' '}
          </>
        ) : null}
        <span className={tone(certainBefore, then.certain)}>
          {then.possible > then.certain
            ? limits.upTo(format.number(then.certain), format.number(then.possible))
            : format.number(then.certain)}
        </span>
        <span className="block text-sm font-normal text-muted">
          {sitePlan.bindsThen}: {limitInWords(then.binding, scope)}
        </span>
      </dd>
    </div>
  );
}

const isSame = (now: Judgement | null, then: Judgement) =>
  now !== null && now.certain === then.certain && now.possible === then.possible;

function tone(now: number, then: number): string {
  if (then === now) return '';
  return then > now ? 'text-success' : 'text-danger';
}
