import type { MultiPolygon, Polygon } from 'geojson';
import type { ComponentType } from 'react';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { MapPoint } from '#app/ui/map/point-map.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import type { RefusedForm } from './refused-form.ts';

/** A site as it is drawn on. */
interface PlannedSite {
  readonly longitude: number;
  readonly latitude: number;
  /** Null where it has none yet. */
  readonly boundary: Polygon | null;
}

interface Ground {
  readonly buildings: readonly MapPoint[];
  readonly outline: MultiPolygon;
  readonly tileUrl?: string | undefined;
}

/** What a form beside a map of a site is given. */
export interface SitePlanFormProps extends RefusedForm, Ground {
  readonly site: PlannedSite & { readonly name: string };
}

/** A page with one form that a map of the site helps to fill in. */
export function SitePlanPage({
  loaded: { site, ...ground },
  title,
  lead,
  fields: Fields,
}: {
  loaded: Ground & {
    readonly site: PlannedSite & {
      readonly key: string;
      readonly nameAr: string;
      readonly nameEn: string;
    };
  };
  title: (siteName: string) => string;
  lead: string;
  fields: ComponentType<SitePlanFormProps>;
}) {
  const { problem, problems, typed } = useRefusal();
  const { language } = useSpeech();
  const name = language === 'ar' ? site.nameAr : site.nameEn;
  return (
    <>
      <PageHeader title={title(name)} lead={lead} back={{ to: `/sites/${site.key}`, label: name }} />
      <div className="flex flex-col gap-6">
        <ProblemNotice problem={problem} />
        <Card>
          <Fields site={{ ...site, name }} {...ground} problems={problems} typed={typed} />
        </Card>
      </div>
    </>
  );
}
