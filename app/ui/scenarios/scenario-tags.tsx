import { useSpeech } from '#app/ui/language-context.tsx';
import type { TagTone } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/page.tsx';

const tones = { running: 'brand', ready: 'success', failed: 'danger' } as const satisfies Record<
  string,
  TagTone
>;

/** How far a scenario is, and whether it is kept and shared. */
export function ScenarioTags({
  scenario,
}: {
  scenario: { readonly state: keyof typeof tones; readonly shared: boolean; readonly kept: boolean };
}) {
  const words = useSpeech().texts.scenarios;
  return (
    <span className="inline-flex flex-wrap gap-1 max-sm:justify-end">
      <Tag tone={tones[scenario.state]}>{words.state[scenario.state]}</Tag>
      {scenario.shared ? <Tag tone="brand">{words.shared}</Tag> : null}
      {scenario.kept ? <Tag>{words.kept}</Tag> : null}
    </span>
  );
}
