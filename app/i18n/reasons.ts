import type { Alternative, Blocker, PlacementReason, WantedBeds } from '#app/domain/allocation/proposal.ts';
import type { Format } from './format.ts';
import type { Language } from './language.ts';
import type { Texts } from './texts.ts';

export interface SiteName {
  readonly id: string;
  readonly nameAr: string;
  readonly nameEn: string;
}

interface Speech {
  readonly texts: Texts;
  readonly language: Language;
  /** Those that may be named. */
  readonly sites: readonly SiteName[];
}

function siteName(siteId: string, { language, sites }: Speech): string {
  const site = sites.find(({ id }) => id === siteId);
  return (language === 'ar' ? site?.nameAr : site?.nameEn) ?? '';
}

/** Why a worker was given a bed, or what stood in the way, in words; without the alternatives. */
export function reasonsInWords(
  { reasons, blockers }: { reasons: readonly PlacementReason[]; blockers: readonly Blocker[] },
  speech: Speech,
): string[] {
  const { planning, terms } = speech.texts;
  const words = planning.reasons;
  const inWords = (reason: PlacementReason): string[] => {
    switch (reason.code) {
      case 'near_workplace':
        return [words.near_workplace(terms.kilometres(reason.distanceMetres), reason.rank)];
      case 'nearer_site_full':
        return [words.nearer_site_full(siteName(reason.siteId, speech))];
      case 'with_crew':
        return [words.with_crew(reason.crew, reason.share)];
      case 'with_employer':
        return [words.with_employer(reason.roommates)];
      case 'alternative':
        return [];
      default:
        return [words[reason.code]()];
    }
  };
  return [
    ...reasons.flatMap(inWords),
    ...blockers.map((blocker) => planning.blockers[blocker.code](blocker.beds)),
  ];
}

/** The next best sites, and what each would have cost, in words. */
export function alternativesInWords(reasons: readonly PlacementReason[], speech: Speech): string[] {
  const { plans, terms } = speech.texts;
  const words = plans.explain;
  const way = ({ extraMetres }: Alternative) => {
    const distance = terms.kilometres(Math.abs(extraMetres));
    // Less is not told apart in the words above.
    if (Math.abs(extraMetres) < 50) return words.asFar;
    return extraMetres > 0 ? words.farther(distance) : words.nearer(distance);
  };
  return reasons.flatMap((reason) => {
    if (reason.code !== 'alternative') return [];
    const site = siteName(reason.siteId, speech);
    if (reason.state === 'unsuitable') return [words.unsuitable(site)];
    if (reason.state === 'free') return [words.free(site, way(reason))];
    const displaced = reason.displacedMetres > 0 ? terms.kilometres(reason.displacedMetres) : '';
    return [words.full(site, way(reason), displaced)];
  });
}

/** “12 men’s night-shift beds in Mutla, from 1 March 2027”. */
export function wantedInWords(wanted: WantedBeds, speech: Speech & { readonly format: Format }): string {
  const { plans, shell } = speech.texts;
  return plans.wanted({
    ...wanted,
    site: siteName(wanted.siteId, speech),
    days:
      wanted.to === null
        ? plans.fromDay(speech.format.day(wanted.from))
        : speech.format.range(wanted, shell.openEnded),
  });
}
