import type { MetaFunction } from '@remix-run/node';
import type { Language } from '#app/i18n/language.ts';
import type { Texts } from '#app/i18n/texts.ts';
import { texts } from '#app/i18n/texts.ts';
import { pageLanguage } from './page-language.ts';

/** A page's `meta`: its title in the language of the page. */
export function titled(title: (texts: Texts) => string): MetaFunction {
  return ({ matches }) => {
    const root = matches.find((match) => match.id === 'root')?.data as { language?: Language } | undefined;
    const words = texts[pageLanguage(root)];
    return [{ title: `${title(words)} · ${words.shell.productName}` }];
  };
}
