import { useState } from 'react';
import type { BedPlace } from '#app/domain/capacity/bed-place.ts';
import type { Sex, Shift } from '#app/domain/placement/people.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import { PageButtons } from '#app/ui/page-buttons.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { useWorkerColumns } from '#app/ui/worker-columns.tsx';

interface Choosable {
  readonly id: string;
  readonly fullName: string;
  readonly civilId: string;
  readonly sex: Sex;
  readonly shift: Shift;
  readonly accessNeeds: readonly string[];
  readonly bed: Pick<BedPlace, 'siteAr' | 'siteEn'> | null;
  readonly isChosen: boolean;
}

/** Fields of the form in which an employer ticks who needs a bed; every button of it keeps the ticks. */
export function WorkerChoice({
  workers,
  chosen,
  hasWorkers,
  q,
  housing,
  page,
  pages,
}: {
  workers: readonly Choosable[];
  /** How many are chosen in all, on other pages too. */
  chosen: number;
  hasWorkers: boolean;
  q: string;
  housing: 'unhoused' | 'all';
  page: number;
  pages: number;
}) {
  const workerColumns = useWorkerColumns<Choosable>();
  const { texts, language } = useSpeech();
  const { employer, shell } = texts;
  const kept = workers.filter((worker) => worker.isChosen).length;
  // What is ticked on this page since it came; null until something is.
  const [ticked, setTicked] = useState<number | null>(null);
  const [shownFor, setShownFor] = useState(workers);
  if (shownFor !== workers) {
    setShownFor(workers);
    setTicked(null);
  }
  return (
    <div
      className="flex flex-col gap-4"
      onChange={({ currentTarget }) => {
        const boxes = [...currentTarget.querySelectorAll<HTMLInputElement>('input[name=chosen]')];
        setTicked(boxes.filter((box) => box.checked).length);
      }}
    >
      <div role="search" className="flex flex-wrap items-end gap-3">
        <div className="w-full max-w-sm">
          <TextField
            id="q"
            type="search"
            name="q"
            label={employer.searchWorkers}
            defaultValue={q}
            autoComplete="off"
          />
        </div>
        <SelectField
          id="housing"
          name="housing"
          label={employer.whom}
          defaultValue={housing}
          options={[
            { value: 'unhoused', label: employer.showUnhoused },
            { value: 'all', label: employer.showAll },
          ]}
        />
        {/* The first button of a form is the one that Enter presses. */}
        <SubmitButton kind="secondary" name="intent" value="show">
          {shell.search}
        </SubmitButton>
      </div>
      <input type="hidden" name="page" value={page} />
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="font-semibold">
          {employer.chosen(chosen + (ticked ?? kept) - kept)}
        </p>
        <SubmitButton kind="secondary" name="intent" value="all">
          {employer.chooseAll}
        </SubmitButton>
        <SubmitButton kind="secondary" name="intent" value="none">
          {employer.chooseNone}
        </SubmitButton>
      </div>
      {workers.length === 0 ? (
        <EmptyState title={hasWorkers ? employer.workersNone : employer.noWorkersYet}>
          <LinkButton to="/employer/workers/import">{employer.importRoster}</LinkButton>
          <LinkButton to="/employer/workers/new">{employer.addWorker}</LinkButton>
        </EmptyState>
      ) : (
        <DataTable
          caption={employer.taskNames.workers}
          rows={workers}
          rowKey={(worker) => worker.id}
          columns={[
            {
              key: 'name',
              header: employer.name,
              rowHeader: true,
              cell: (worker) => (
                <label className="flex min-h-8 items-center gap-3">
                  <input type="hidden" name="shown" value={worker.id} />
                  {/* A tick stays while the list is fetched anew, unless what is kept says otherwise. */}
                  <input
                    key={String(worker.isChosen)}
                    type="checkbox"
                    name="chosen"
                    value={worker.id}
                    defaultChecked={worker.isChosen}
                    className="size-6 shrink-0"
                  />
                  <bdi>{worker.fullName}</bdi>
                </label>
              ),
            },
            {
              key: 'civilId',
              header: employer.fields.civilId,
              cell: (worker) => <bdi className="tabular-nums">{worker.civilId}</bdi>,
            },
            ...workerColumns,
            {
              key: 'bed',
              header: employer.bed,
              cell: ({ bed }) =>
                bed
                  ? `${employer.housedAlready} (${language === 'ar' ? bed.siteAr : bed.siteEn})`
                  : employer.noBed,
            },
          ]}
        />
      )}
      <PageButtons page={page} pages={pages} />
      <div>
        <SubmitButton name="intent" value="save">
          {employer.saveAndGoOn}
        </SubmitButton>
      </div>
    </div>
  );
}
