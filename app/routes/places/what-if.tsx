import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { countPeopleByRoom } from '#app/data/capacity/capacity.ts';
import { readSiteFacts } from '#app/data/places/place-facts.ts';
import { listSites } from '#app/data/places/places.ts';
import { listAdoptedCriteria, listInstruments } from '#app/data/standards/standards.ts';
import type { LostBeds } from '#app/domain/capacity/waterfall.ts';
import { nationalOutcome, whatIf } from '#app/domain/capacity/what-if.ts';
import { changedCriteria, namedCriteria } from '#app/domain/standards/changed-criteria.ts';
import { isAllowance } from '#app/domain/standards/criterion.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { offeredRules, readWhatIf } from '#app/server/request/what-if-query.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { PageHeader } from '#app/ui/page.tsx';
import { BindingHeatMap } from '#app/ui/places/binding-heat-map.tsx';
import { boundRoomsPath } from '#app/ui/places/bound-rooms-path.ts';
import { PlacedFacilities } from '#app/ui/what-if/placed-facilities.tsx';
import { WhatIfForm } from '#app/ui/what-if/what-if-form.tsx';
import { WhatIfOutcome } from '#app/ui/what-if/what-if-outcome.tsx';

export const meta = titled((texts) => texts.whatIf.title);

/** Another standard, or further facilities, and what would become of every site: all of it stands in the URL. */
const load = ({ context, request }: LoaderFunctionArgs) => {
  const day = context.today;
  return context.transact(async (transaction) => {
    const adopted = await listAdoptedCriteria(transaction, { day });
    const { instruments, rules } = await listInstruments(transaction);
    const sites = await listSites(transaction);
    const offered = offeredRules(rules.filter((rule) => !isAllowance(rule)));
    const asked = readWhatIf(request, { adopted, offered, sites });
    const mayCompose = signedIn(context).role === 'planner';
    const form = {
      adopted: namedCriteria(adopted),
      leftOut: [...asked.change.leftOut],
      rules: asked.rules,
      offered,
      instruments,
      typed: asked.typed,
      problems: asked.problems,
    };
    if (Object.keys(asked.problems).length > 0) return { form, sites, day, mayCompose, answer: null };
    const facts = await readSiteFacts(transaction);
    const occupied = await countPeopleByRoom(transaction, { day });
    const criteria = changedCriteria(adopted, asked.change);
    const outcomes = whatIf(facts, { adopted, occupied }, { criteria, facilities: asked.facilities });
    const given = new Set(outcomes.flatMap(({ placed }) => placed.map(({ buildingId }) => buildingId)));
    const buildings = facts.flatMap((site) => site.buildings).filter(({ id }) => given.has(id));
    const answer = {
      isAsked: criteria !== adopted || asked.facilities.size > 0,
      outcomes,
      national: nationalOutcome(outcomes),
      buildings: Object.fromEntries(buildings.map(({ id, name }) => [id, name])),
    };
    return { form, sites, day, mayCompose, answer };
  });
};

export async function loader(request: LoaderFunctionArgs) {
  const loaded = await load(request);
  return data(loaded, { status: loaded.answer ? 200 : 422 });
}

export default function WhatIfPage() {
  const { form, sites, day, mayCompose, answer } = useLoaderData<typeof load>();
  const [search] = useSearchParams();
  const { texts, language } = useSpeech();
  const { whatIf: words, places } = texts;
  const named = sites.map((site) => ({ ...site, name: language === 'ar' ? site.nameAr : site.nameEn }));
  const heated = answer?.outcomes.map(({ siteId, beds, lostBefore, lostAfter }) => {
    const site = named.find(({ id }) => id === siteId);
    const place = { id: siteId, name: site?.name ?? '', to: `/sites/${site?.key}?day=${day}`, beds };
    if (answer.isAsked) return { ...place, lost: lostAfter };
    return {
      ...place,
      lost: lostBefore,
      roomsBehind: (lost: LostBeds) => boundRoomsPath(site?.key ?? '', lost, { day }),
    };
  });
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <WhatIfForm key={search.toString()} form={form} sites={named} />
      {answer && heated ? (
        <div className="mt-8 flex flex-col gap-8">
          {answer.isAsked ? (
            <>
              <WhatIfOutcome outcomes={answer.outcomes} national={answer.national} sites={named} />
              <PlacedFacilities outcomes={answer.outcomes} sites={named} buildings={answer.buildings} />
              {mayCompose ? (
                <p>
                  <LinkButton to="/standards/compose">{words.compose}</LinkButton>
                </p>
              ) : null}
            </>
          ) : null}
          <BindingHeatMap
            caption={answer.isAsked ? words.lostThen : words.lostNow}
            placeHeader={places.site}
            places={heated}
          />
        </div>
      ) : null}
    </>
  );
}
