import type { Language } from './language.ts';

/** Digits are the Latin ones in both languages: those on civil IDs, letters and doors. */
export const localeOf = { ar: 'ar-KW-u-nu-latn-ca-gregory', en: 'en-GB' } as const satisfies Record<
  Language,
  string
>;

type Forms = { readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** Arabic says one and two without a numeral: the form itself counts. */
const SAID_WITHOUT_NUMERAL: ReadonlySet<string> = new Set(['one', 'two']);

/** `count` with the noun's form that the language asks for: `3 beds`, `سريران`, `5 أسرّة`. */
export function plural(language: Language, count: number, forms: Forms): string {
  const rule = new Intl.PluralRules(localeOf[language]).select(count);
  const form = forms[rule] ?? forms.other;
  if (language === 'ar' && SAID_WITHOUT_NUMERAL.has(rule) && forms[rule]) return form;
  return `${new Intl.NumberFormat(localeOf[language]).format(count)} ${form}`;
}
