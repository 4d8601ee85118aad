import { useSpeech } from '#app/ui/language-context.tsx';
import { EstimateMark } from '#app/ui/page.tsx';

export interface SourceInstrument {
  readonly key: string;
  readonly name: string;
  readonly jurisdiction: string | null;
  readonly year: number | null;
  readonly url: string | null;
  readonly confidence: string;
}

interface SourcedRule {
  readonly clause: string | null;
  readonly note: string | null;
  readonly confidence: string | null;
}

const NOT_SEEN = new Set(['unverified', 'implied', 'proposal']);

/** Where a rule's figure comes from: the instrument, its clause, how sure the figure is, and what was noted of it. */
export function RuleSource({
  rule,
  instrument,
}: {
  rule: SourcedRule;
  instrument: SourceInstrument | undefined;
}) {
  const { texts } = useSpeech();
  const { places, standards } = texts;
  const confidence = rule.confidence ?? instrument?.confidence ?? '';
  const said = places.confidence[confidence] ?? confidence;
  return (
    <>
      {instrument ? (
        <>
          <a href={instrument.url ?? ''} rel="noreferrer">
            <bdi>
              {instrument.jurisdiction ? `${instrument.jurisdiction}, ` : ''}
              {standards.published(instrument.name, instrument.year)}
            </bdi>
          </a>{' '}
        </>
      ) : null}
      <span className="text-sm text-muted">
        {rule.clause ? <>{standards.clause(rule.clause)} · </> : null}
        {NOT_SEEN.has(confidence) ? <EstimateMark>{said}</EstimateMark> : said}
        {rule.note ? (
          <>
            {' · '}
            <bdi>{rule.note}</bdi>
          </>
        ) : null}
      </span>
    </>
  );
}
