import { describe, expect, it } from 'vitest';
import { isolate } from '#app/i18n/isolate.ts';
import { languages } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';

describe.each(languages)('in %s, what a planner called a scenario', (language) => {
  const { scenarios, plans } = texts[language];
  const name = 'Summer (2027)';

  it.each([
    scenarios.comparisonLead(name),
    scenarios.differences.hint(name, scenarios.differences.measure.placed()),
    plans.fairness.table(name),
  ])('keeps its own direction: %s', (sentence) => {
    expect(sentence).toContain(isolate(name));
  });
});
