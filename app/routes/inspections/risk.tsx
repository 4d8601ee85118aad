import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useMemo } from 'react';
import { rankBuildings } from '#app/data/inspection/risk.ts';
import { listSites } from '#app/data/places/places.ts';
import { pageCount } from '#app/domain/paging.ts';
import { backTest } from '#app/domain/risk/back-test.ts';
import { riskStep } from '#app/domain/risk/risk-step.ts';
import { riskWeights } from '#app/domain/risk/risk-weights.ts';
import { ofBuildings } from '#app/server/request/ranked-buildings.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { BackTestCard } from '#app/ui/inspections/back-test-card.tsx';
import { InspectionTabs, arrangesInspections } from '#app/ui/inspections/inspection-tabs.tsx';
import { RiskFigure, RiskLegend, RiskReasons, riskColours } from '#app/ui/inspections/risk-figure.tsx';
import { RiskWeightsCard } from '#app/ui/inspections/risk-weights-card.tsx';
import { SiteFilter } from '#app/ui/inspections/site-filter.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { MarkMap } from '#app/ui/map/mark-map.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { SearchForm } from '#app/ui/search-form.tsx';
import { DataTable, Pagination } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.inspections.risk.title);

/** Marks that a map still shows apart. */
const MARKS = 400;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { page, limit, offset, search } = readListQuery(request);
  const siteKey = new URL(request.url).searchParams.get('site');
  return context.transact(async (transaction) => {
    const { buildings, history } = await rankBuildings(transaction, {
      today: context.today,
      weights: riskWeights,
    });
    const openedOn = new Map(buildings.map((building) => [building.buildingId, building.openedOn]));
    const found = ofBuildings(buildings, { siteKey, search });
    return {
      rows: found.slice(offset, offset + limit),
      total: found.length,
      page,
      pages: pageCount(found.length),
      marks: found
        .slice(0, MARKS)
        .map(({ buildingId, buildingName, siteKey, longitude, latitude, figure }) => ({
          buildingId,
          buildingName,
          siteKey,
          longitude,
          latitude,
          figure,
        })),
      backTest: backTest(history, {
        openedOn: (buildingId) => openedOn.get(buildingId) ?? context.today,
        weights: riskWeights,
      }),
      weights: riskWeights,
      sites: await listSites(transaction),
      role: signedIn(context).role,
      demonstration: context.demonstration,
      outline: context.outline,
      tileUrl: context.tileUrl,
    };
  });
}

export default function Risk() {
  const { rows, total, page, pages, weights, backTest, sites, role, demonstration } =
    useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { texts, format, language } = useSpeech();
  const { inspections } = texts;
  const { risk } = inspections;
  const mayPlan = arrangesInspections(role);
  return (
    <>
      <PageHeader
        title={risk.title}
        lead={risk.lead(format.number(total))}
        actions={
          mayPlan ? (
            <LinkButton kind="primary" to="/inspections/schedule?propose=1">
              {risk.proposeRiskiest}
            </LinkButton>
          ) : null
        }
      />
      <InspectionTabs current="risk" role={role} />
      <div className="mb-6 grid gap-6 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3">
          <RiskMap />
        </div>
        <BackTestCard backTest={backTest} demonstration={demonstration} />
      </div>
      <SearchForm label={risk.searchLabel}>
        <SiteFilter sites={sites} chosen={search.get('site')} />
      </SearchForm>
      {rows.length === 0 ? (
        <EmptyState title={risk.none}>
          <LinkButton to="?">{risk.showAll}</LinkButton>
        </EmptyState>
      ) : (
        <Form method="get" action="/inspections/schedule" className="min-w-0">
          <input type="hidden" name="propose" value="1" />
          <DataTable
            caption={risk.title}
            rows={rows}
            rowKey={({ buildingId }) => buildingId}
            columns={[
              ...(mayPlan
                ? [
                    {
                      key: 'choose',
                      header: risk.choice,
                      cell: ({ buildingId, buildingName, nextVisitOn }: (typeof rows)[number]) => (
                        <input
                          type="checkbox"
                          name="building"
                          value={buildingId}
                          disabled={nextVisitOn !== null}
                          aria-label={risk.choose(buildingName)}
                          className="size-6"
                        />
                      ),
                    },
                  ]
                : []),
              {
                key: 'building',
                header: inspections.building,
                rowHeader: true,
                cell: (row) => (
                  <>
                    <Link to={`/sites/${row.siteKey}/buildings/${row.buildingId}`}>
                      <bdi>{row.buildingName}</bdi>
                    </Link>
                    <span className="block text-sm font-normal text-muted">
                      {language === 'ar' ? row.siteAr : row.siteEn}
                    </span>
                  </>
                ),
              },
              { key: 'figure', header: risk.figure, cell: ({ figure }) => <RiskFigure figure={figure} /> },
              {
                key: 'reasons',
                header: risk.reasons,
                wide: true,
                cell: ({ reasons }) => <RiskReasons reasons={reasons} />,
              },
              {
                key: 'last',
                header: risk.lastCheck,
                cell: ({ lastInspectedOn }) => (
                  <span className="whitespace-nowrap">
                    {lastInspectedOn ? format.day(lastInspectedOn) : risk.never}
                  </span>
                ),
              },
              {
                key: 'next',
                header: risk.nextVisit,
                cell: ({ buildingId, nextVisitOn }) =>
                  nextVisitOn ? (
                    <Link
                      to={`/inspections/schedule?week=${nextVisitOn}`}
                      className="whitespace-nowrap font-semibold"
                    >
                      {format.day(nextVisitOn)}
                    </Link>
                  ) : mayPlan ? (
                    <Link
                      to={`/inspections/schedule/new?building=${buildingId}`}
                      className="whitespace-nowrap text-brand underline underline-offset-4"
                    >
                      {risk.visitNow}
                    </Link>
                  ) : (
                    <span className="text-muted">{risk.noVisit}</span>
                  ),
              },
            ]}
          />
          {mayPlan ? (
            <div className="mt-4">
              <SubmitButton kind="secondary">{risk.proposeChosen}</SubmitButton>
            </div>
          ) : null}
          <Pagination page={page} pages={pages} />
        </Form>
      )}
      <div className="mt-8">
        <RiskWeightsCard weights={weights} />
      </div>
    </>
  );
}

function RiskMap() {
  const { marks, total, outline, tileUrl } = useLoaderData<typeof loader>();
  const { texts, format } = useSpeech();
  const { risk } = texts.inspections;
  const navigate = useNavigate();
  const shown = useMemo(
    () =>
      // The riskiest lie on top.
      marks.toReversed().map((mark) => ({
        key: mark.buildingId,
        caption: risk.mapCaption(mark.buildingName, format.number(mark.figure)),
        latitude: mark.latitude,
        longitude: mark.longitude,
        colour: riskColours[riskStep(mark.figure)],
      })),
    [marks, risk, format],
  );
  const siteOf = new Map(marks.map((mark) => [mark.buildingId, mark.siteKey]));
  return (
    <>
      <MarkMap
        outline={outline}
        tileUrl={tileUrl}
        label={risk.mapLabel}
        className="h-72 xl:h-[26rem]"
        marks={shown}
        onSelect={(key) => navigate(`/sites/${siteOf.get(key)}/buildings/${key}`)}
      />
      <RiskLegend />
      {marks.length < total ? (
        <p className="text-sm text-muted">{risk.mapNote(format.number(marks.length))}</p>
      ) : null}
    </>
  );
}
