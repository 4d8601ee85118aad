import { accessNeeds, sexes, shifts, workerLanguages } from '#app/domain/placement/people.ts';
import type { TypedWorker } from '#app/domain/placement/worker-facts.ts';
import type { FieldProblems } from '#app/domain/problem.ts';
import { CheckboxField, RadioFields, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary } from '#app/ui/notice.tsx';

/** The form's fields for one worker, for adding and for changing. */
export function WorkerFields({
  worker,
  problems,
}: {
  worker: TypedWorker;
  problems: FieldProblems | undefined;
}) {
  const { texts } = useSpeech();
  const { employer, terms } = texts;
  return (
    <>
      <FieldProblemSummary problems={problems} labels={employer.fields} />
      <TextField
        id="fullName"
        name="fullName"
        label={employer.fields.fullName}
        defaultValue={worker.fullName}
        problem={problems?.['fullName']}
        autoComplete="off"
        dir="auto"
      />
      <TextField
        id="civilId"
        name="civilId"
        label={employer.fields.civilId}
        hint={employer.hints.civilId}
        defaultValue={worker.civilId}
        problem={problems?.['civilId']}
        inputMode="numeric"
        autoComplete="off"
        dir="ltr"
      />
      <TextField
        id="birthDate"
        name="birthDate"
        type="date"
        optional
        label={employer.fields.birthDate}
        hint={employer.hints.birthDate}
        defaultValue={worker.birthDate}
        problem={problems?.['birthDate']}
      />
      <div id="sex">
        <RadioFields
          name="sex"
          label={employer.fields.sex}
          value={worker.sex}
          problem={problems?.['sex']}
          options={sexes.map((value) => ({ value, label: terms.sex[value] }))}
        />
      </div>
      <div id="shift">
        <RadioFields
          name="shift"
          label={employer.fields.shift}
          hint={employer.hints.shift}
          value={worker.shift}
          problem={problems?.['shift']}
          options={shifts.map((value) => ({ value, label: terms.shift[value] }))}
        />
      </div>
      <fieldset id="languages">
        <legend className="font-semibold">{employer.fields.languages}</legend>
        <p className="text-sm text-muted">{employer.hints.languages}</p>
        {problems?.['languages'] ? (
          <p className="text-sm font-semibold text-danger">{texts.fieldProblems[problems['languages']]}</p>
        ) : null}
        <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
          {workerLanguages.map((language) => (
            <CheckboxField
              key={language}
              name="languages"
              value={language}
              label={terms.workerLanguage[language]}
              defaultChecked={worker.languages.includes(language)}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="font-semibold">{employer.fields.accessNeeds}</legend>
        {accessNeeds.map((need) => (
          <CheckboxField
            key={need}
            name="accessNeeds"
            value={need}
            label={terms.accessNeed[need]}
            defaultChecked={worker.accessNeeds.includes(need)}
          />
        ))}
      </fieldset>
    </>
  );
}
