import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { addBuilding } from '#app/data/places/place-editing.ts';
import { getSite } from '#app/data/places/places.ts';
import type { SiteId } from '#app/domain/identity/ids.ts';
import { buildingFields, readBuildingEntry } from '#app/domain/places/building-entry.ts';
import { readTyped, refuseForm } from '#app/server/request/form.ts';
import { loadSite } from '#app/server/site-plan/loaded-site.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { BuildingFields } from '#app/ui/site-plan/building-fields.tsx';
import { SitePlanPage } from '#app/ui/site-plan/site-plan-page.tsx';

export const meta = titled((texts) => texts.sitePlan.addBuilding);

export function loader({ context, params }: LoaderFunctionArgs) {
  return loadSite(context, params['siteKey']);
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const siteKey = params['siteKey'] ?? '';
  const form = await request.formData();
  const read = readBuildingEntry(readTyped(form, buildingFields), context.outline);
  if (!read.ok) return refuseForm(read.problems, form);
  const buildingId = await context.transact(async (transaction) => {
    const { id } = await getSite(transaction, { siteKey });
    return addBuilding(transaction, { siteId: id as SiteId, entry: read.facts });
  });
  return redirect(`/sites/${siteKey}/buildings/${buildingId}/edit?floor=0&done=building`);
}

export default function NewBuilding() {
  const { sitePlan } = useSpeech().texts;
  return (
    <SitePlanPage
      loaded={useLoaderData<typeof loader>()}
      title={() => sitePlan.addBuilding}
      lead={sitePlan.addBuildingLead}
      fields={BuildingFields}
    />
  );
}
