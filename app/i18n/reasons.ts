import type { Blocker, PlacementReason } from '#app/domain/allocation/proposal.ts';
import type { Language } from './language.ts';
import type { Texts } from './texts.ts';

export interface SiteName {
  readonly id: string;
  readonly nameAr: string;
  readonly nameEn: string;
}

/** Why a worker was given a bed, or what stood in the way, in words. `sites`: those that a reason may name. */
export function reasonsInWords(
  { reasons, blockers }: { reasons: readonly PlacementReason[]; blockers: readonly Blocker[] },
  {
    texts: { planning, terms },
    language,
    sites,
  }: { texts: Texts; language: Language; sites: readonly SiteName[] },
): string[] {
  const inWords = (reason: PlacementReason): string => {
    const words = planning.reasons;
    switch (reason.code) {
      case 'near_workplace':
        return words.near_workplace(terms.kilometres(reason.distanceMetres), reason.rank);
      case 'nearer_site_full': {
        const site = sites.find(({ id }) => id === reason.siteId);
        return words.nearer_site_full((language === 'ar' ? site?.nameAr : site?.nameEn) ?? '');
      }
      case 'with_crew':
        return words.with_crew(reason.crew, reason.share);
      case 'with_employer':
        return words.with_employer(reason.roommates);
      case 'alternative':
        return '';
      default:
        return words[reason.code]();
    }
  };
  return [
    ...reasons.map(inWords),
    ...blockers.map((blocker) => planning.blockers[blocker.code](blocker.beds)),
  ];
}
