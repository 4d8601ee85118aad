import type { Language } from '#app/i18n/language.ts';
import { chooseLanguage } from '#app/i18n/language.ts';

/** The language that the root's loader told; where it could not be asked, as without a network, that of the page as it stands. */
export function pageLanguage(root: { readonly language?: Language } | undefined): Language {
  const standing = typeof document === 'undefined' ? null : document.documentElement.lang;
  return root?.language ?? chooseLanguage(null, standing);
}
