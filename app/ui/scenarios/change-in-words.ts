import type { ChangeNames } from '#app/data/placement/scenario-choices.ts';
import type { ScenarioChange } from '#app/domain/allocation/scenario.ts';
import { isolate } from '#app/i18n/isolate.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useStandardName } from '#app/ui/standards/standard-name.ts';

/** One supposed change as a sentence. */
export function useChangeInWords(
  names: ChangeNames,
  sites: readonly { readonly id: string; readonly nameAr: string; readonly nameEn: string }[],
): (change: ScenarioChange) => string {
  const { texts, format, language } = useSpeech();
  const { scenarios, plans, planning, shell } = texts;
  const { words } = scenarios;
  const standardName = useStandardName();
  return (change) => {
    switch (change.kind) {
      case 'open_building':
      case 'close_building': {
        const building = names.buildings[change.buildingId];
        return words[change.kind](
          building
            ? words.buildingIn(isolate(building.name), language === 'ar' ? building.siteAr : building.siteEn)
            : words.removedPlace,
          format.day(change.from),
        );
      }
      case 'standard': {
        const standard = names.standards[change.standardId];
        return words.standard(
          standard ? isolate(standardName(standard)) : words.removedPlace,
          format.day(change.from),
        );
      }
      case 'priority': {
        const { whose } = change;
        const request = whose.kind === 'request' ? names.requests[whose.requestId] : undefined;
        return words.priority(
          whose.kind === 'class'
            ? scenarios.ofClass(plans.priorityClass[whose.priorityClass])
            : whose.kind === 'employer'
              ? scenarios.ofEmployer(isolate(names.employers[whose.employerId] ?? ''))
              : scenarios.ofRequest(request?.number ?? 0, isolate(request?.employerName ?? '')),
          planning.priorityName(change.priority),
        );
      }
      case 'options':
        return words.options;
      case 'more_workers': {
        const site = sites.find(({ id }) => id === change.nearSiteId);
        const where = site
          ? scenarios.nearSite(language === 'ar' ? site.nameAr : site.nameEn)
          : scenarios.atWorkplace;
        return words.more_workers(change.count, {
          women: format.number(change.women),
          nights: format.number(change.nights),
          where,
          days: format.range(change, shell.openEnded),
        });
      }
    }
  };
}
