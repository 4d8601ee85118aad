import type { Refusal } from '#app/domain/problem.ts';
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary } from '#app/ui/notice.tsx';

/** The fields of a conflict of interest: where, and why. */
export function InterestConflictFields({
  sites,
  refusal: { problems, typed },
}: {
  sites: readonly { readonly id: string; readonly nameAr: string; readonly nameEn: string }[];
  refusal: Refusal;
}) {
  const { texts, language } = useSpeech();
  const { inspectors } = texts.inspections;
  return (
    <>
      <FieldProblemSummary
        problems={problems}
        labels={{
          siteId: inspectors.conflictSite,
          building: inspectors.conflictBuilding,
          reason: inspectors.reason,
        }}
      />
      <SelectField
        id="siteId"
        name="siteId"
        label={inspectors.conflictSite}
        defaultValue={typed?.['siteId']}
        options={sites.map(({ id, nameAr, nameEn }) => ({
          value: id,
          label: language === 'ar' ? nameAr : nameEn,
        }))}
        problem={problems?.['siteId']}
      />
      <TextField
        id="building"
        name="building"
        optional
        label={inspectors.conflictBuilding}
        hint={inspectors.buildingHint}
        defaultValue={typed?.['building']}
        problem={problems?.['building']}
      />
      <TextArea
        id="reason"
        name="reason"
        label={inspectors.reason}
        hint={inspectors.reasonHint}
        defaultValue={typed?.['reason']}
        problem={problems?.['reason']}
      />
    </>
  );
}
