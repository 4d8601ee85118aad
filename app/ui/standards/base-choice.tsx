import { Form } from '@remix-run/react';
import { SubmitButton } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';
import type { SourceInstrument } from './rule-source.tsx';
import { useStandardName } from './standard-name.ts';

/** Chooses the standard that another is composed over: the one in force, another of the ministry's own, or a published one. */
export function BaseChoice({
  baseId,
  inForceId,
  own,
  instruments,
}: {
  baseId: string;
  inForceId: string | null;
  own: readonly {
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly nameAr: string | null;
  }[];
  instruments: readonly (SourceInstrument & { readonly id: string })[];
}) {
  const { standards } = useSpeech().texts;
  const nameOf = useStandardName();
  const ownNames = own.map((standard) => {
    const version = standards.version(nameOf(standard), standard.version);
    const isInForce = standard.id === inForceId;
    return { value: standard.id, label: isInForce ? standards.inForceToday(version) : version, isInForce };
  });
  const options = [
    ...ownNames.sort((one, other) => Number(other.isInForce) - Number(one.isInForce)),
    ...instruments.map(({ id, jurisdiction, name, year }) => ({
      value: id,
      label: `${jurisdiction}, ${standards.published(name, year)}`,
    })),
  ];
  return (
    <Card>
      <Form method="get" className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow basis-80">
          <SelectField
            key={baseId}
            id="base-choice"
            name="base"
            label={standards.base}
            hint={standards.baseHint}
            defaultValue={baseId}
            options={options}
          />
        </div>
        <SubmitButton kind="secondary">{standards.useBase}</SubmitButton>
      </Form>
    </Card>
  );
}
