import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { listScenarioChoices } from '#app/data/placement/scenario-choices.ts';
import { findBaseScenario, startScenario } from '#app/data/placement/scenarios.ts';
import type { FormChange, ScenarioKind } from '#app/domain/allocation/scenario-fields.ts';
import {
  MOST_CHANGES,
  isSingle,
  readFormChanges,
  scenarioKinds,
  writeFormChange,
} from '#app/domain/allocation/scenario-fields.ts';
import { texts as allTexts } from '#app/i18n/texts.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { readScenarioForm } from '#app/server/request/scenario-form.ts';
import { Button, LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { TextArea, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { usePlanOptionsLabels } from '#app/ui/planning/plan-options-fields.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { ChangeFields, useChangeLabels } from '#app/ui/scenarios/change-fields.tsx';

export const meta = titled((texts) => texts.scenarios.newScenario);

/** `?change=`, several times: the kinds of change to begin with. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { today } = context;
  const asked = new URL(request.url).searchParams.getAll('change');
  return {
    today,
    begun: readFormChanges(asked.map((kind, index) => `${index}:${kind}`)),
    choices: await context.transact((transaction) => listScenarioChoices(transaction, { today })),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { today, language } = context;
  const createdBy = signedIn(context).accountId;
  const form = await request.formData();
  const started = await context.transact(async (transaction) => {
    const read = readScenarioForm(form, {
      choices: await listScenarioChoices(transaction, { today }),
      today,
    });
    if (!read.ok) return read;
    const scenarioId = await startScenario(transaction, { createdBy, today, ...read.value });
    // What every other is compared with: there is one of each day.
    const base = await findBaseScenario(transaction, { today });
    const name = allTexts[language].scenarios.asThingsAre;
    const baseId =
      base ?? (await startScenario(transaction, { createdBy, today, name, note: '', changes: [] }));
    return { ok: true, scenarioId, baseId: base ? null : baseId } as const;
  });
  if (!started.ok) return started.answer;
  context.background.start({ kind: 'scenario', id: started.scenarioId });
  if (started.baseId) context.background.start({ kind: 'scenario', id: started.baseId });
  return redirect(`/scenarios/${started.scenarioId}`);
}

export default function NewScenario() {
  const { today, begun, choices } = useLoaderData<typeof loader>();
  const refusal = useRefusal();
  const { scenarios } = useSpeech().texts;
  const refused = refusal.chosen?.['changes'] ?? [refusal.typed?.['changes'] ?? ''];
  const [changes, setChanges] = useState<readonly FormChange[]>(
    refusal.typed ? readFormChanges(refused) : begun,
  );
  const [said, setSaid] = useState('');
  const added = useRef<number>();
  useEffect(() => {
    if (added.current !== undefined) document.getElementById(`change-${added.current}`)?.focus();
    added.current = undefined;
  }, [changes]);
  const labelsOf = useChangeLabels();
  const optionsLabels = usePlanOptionsLabels();
  const labels = {
    name: scenarios.name,
    note: scenarios.note,
    add: scenarios.changes,
    ...Object.assign({}, ...changes.map(labelsOf)),
    ...optionsLabels,
  } as Readonly<Record<string, string>>;
  const add = (kind: ScenarioKind) => {
    const index = 1 + changes.reduce((last, change) => Math.max(last, change.index), -1);
    added.current = index;
    setChanges([...changes, { index, kind }]);
    setSaid(scenarios.added(scenarios.kind[kind]));
  };
  const remove = (gone: FormChange) => {
    setChanges(changes.filter((change) => change !== gone));
    setSaid(scenarios.removed(scenarios.kind[gone.kind]));
    document.getElementById('add')?.focus();
  };
  const offered = scenarioKinds.filter(
    (kind) => !isSingle(kind) || !changes.some((change) => change.kind === kind),
  );
  return (
    <>
      <PageHeader
        title={scenarios.newScenario}
        lead={scenarios.newLead}
        back={{ to: '/scenarios', label: scenarios.title }}
      />
      <Form method="post" noValidate className="flex max-w-4xl flex-col gap-5">
        <ProblemNotice problem={refusal.problem} />
        <FieldProblemSummary problems={refusal.problems} labels={labels} />
        <Card className="flex flex-col gap-4">
          <TextField
            id="name"
            name="name"
            label={scenarios.name}
            hint={scenarios.nameHint}
            autoComplete="off"
            dir="auto"
            defaultValue={refusal.typed?.['name'] ?? (begun[0] ? scenarios.kind[begun[0].kind] : '')}
            problem={refusal.problems?.['name']}
          />
          <TextArea
            id="note"
            name="note"
            label={scenarios.note}
            optional
            dir="auto"
            rows={2}
            defaultValue={refusal.typed?.['note'] ?? ''}
            problem={refusal.problems?.['note']}
          />
        </Card>
        <p role="status" className="sr-only">
          {said}
        </p>
        {changes.map((change, index) => {
          const title = scenarios.change(index + 1, scenarios.kind[change.kind]);
          return (
            <section
              key={change.index}
              id={`change-${change.index}`}
              tabIndex={-1}
              aria-label={title}
              className="rounded-lg border border-line bg-surface p-4 sm:p-5"
            >
              <input type="hidden" name="changes" value={writeFormChange(change)} />
              <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
                <h2>{title}</h2>
                <Button kind="quiet" aria-label={scenarios.remove(title)} onPress={() => remove(change)}>
                  {scenarios.removeShort}
                </Button>
              </div>
              <ChangeFields change={change} choices={choices} today={today} refusal={refusal} />
            </section>
          );
        })}
        {changes.length < MOST_CHANGES ? (
          <section id="add" tabIndex={-1} aria-label={scenarios.addChange}>
            <h2 className="mb-2">{changes.length === 0 ? scenarios.templates : scenarios.addChange}</h2>
            {refusal.problems?.['add'] && changes.length === 0 ? (
              <p className="mb-2 text-sm font-semibold text-danger">{scenarios.nothingSupposed}</p>
            ) : null}
            <div className="flex flex-wrap gap-3">
              {offered.map((kind) =>
                changes.length === 0 ? (
                  // Before JavaScript has loaded, the address holds what to begin with.
                  <LinkButton
                    key={kind}
                    to={`?change=${kind}`}
                    preventScrollReset
                    onClick={(event) => {
                      event.preventDefault();
                      add(kind);
                    }}
                  >
                    {scenarios.template[kind]}
                  </LinkButton>
                ) : (
                  <Button key={kind} onPress={() => add(kind)}>
                    {scenarios.kind[kind]}
                  </Button>
                ),
              )}
            </div>
          </section>
        ) : null}
        <div>
          <SubmitButton>{scenarios.start}</SubmitButton>
        </div>
      </Form>
    </>
  );
}
