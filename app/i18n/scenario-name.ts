import type { Language } from './language.ts';
import { languages } from './language.ts';
import { texts } from './texts.ts';

/** What a scenario is called. One that the product began itself bears its name in the language of whoever was there. */
export function scenarioName(
  { name, changeCount }: { readonly name: string; readonly changeCount: number },
  language: Language,
): string {
  const isGiven = languages.some((each) => texts[each].scenarios.asThingsAre === name);
  return isGiven && changeCount === 0 ? texts[language].scenarios.asThingsAre : name;
}
