import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { setBoundary } from '#app/data/places/place-editing.ts';
import { getSite } from '#app/data/places/places.ts';
import type { SiteId } from '#app/domain/identity/ids.ts';
import { readBoundaryText } from '#app/domain/places/boundary.ts';
import { readTyped, refuseForm } from '#app/server/request/form.ts';
import { loadSite } from '#app/server/site-plan/loaded-site.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { BoundaryFields } from '#app/ui/site-plan/boundary-fields.tsx';
import { SitePlanPage } from '#app/ui/site-plan/site-plan-page.tsx';

export const meta = titled((texts) => texts.sitePlan.drawBoundary);

export function loader({ context, params }: LoaderFunctionArgs) {
  return loadSite(context, params['siteKey']);
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const siteKey = params['siteKey'] ?? '';
  const form = await request.formData();
  const read = readBoundaryText(readTyped(form, ['boundary']).boundary, context.outline);
  if (!read.ok) return refuseForm({ boundary: read.code }, form);
  await context.transact(async (transaction) => {
    const { id } = await getSite(transaction, { siteKey });
    await setBoundary(transaction, { siteId: id as SiteId, boundary: read.polygon, areaM2: read.areaM2 });
  });
  return redirect(`/sites/${siteKey}?done=boundary`);
}

export default function DrawBoundary() {
  const { sitePlan } = useSpeech().texts;
  return (
    <SitePlanPage
      loaded={useLoaderData<typeof loader>()}
      title={sitePlan.boundaryTitle}
      lead={sitePlan.boundaryLead}
      fields={BoundaryFields}
    />
  );
}
