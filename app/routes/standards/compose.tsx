import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listOwnStandards, saveComposition } from '#app/data/standards/composed-standards.ts';
import { findAdoptedStandard, getStandard, listInstruments } from '#app/data/standards/standards.ts';
import { readComposition } from '#app/server/request/composition-request.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { BaseChoice } from '#app/ui/standards/base-choice.tsx';
import { Composer } from '#app/ui/standards/composer.tsx';

export const meta = titled((texts) => texts.standards.compose);

/** The base asked for (`?base=`), else the standard in force, and everything that can be laid over it. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get('base');
  return context.transact(async (transaction) => {
    const inForce = await findAdoptedStandard(transaction, { day: context.today });
    const { instruments, rules } = await listInstruments(transaction);
    const standardId = asked ? recordId(asked) : (inForce?.id ?? instruments[0]?.id);
    return {
      base: await getStandard(transaction, { standardId: recordId(standardId) }),
      inForceId: inForce?.id ?? null,
      own: await listOwnStandards(transaction),
      instruments,
      published: rules,
    };
  });
}

/** Saves the standard and leads to proposing its adoption. */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const standardId = recordId(form.get('base')?.toString());
  const { base, published } = await context.transact(async (transaction) => ({
    base: await getStandard(transaction, { standardId }),
    published: (await listInstruments(transaction)).rules,
  }));
  const read = readComposition(form, { base, published });
  if (!read.ok) return read.answer;
  const composedId = await context.transact((transaction) => saveComposition(transaction, { ...read, base }));
  return redirect(`/standards/${composedId}/adopt?done=composed`);
}

export default function ComposeStandard() {
  const { base, inForceId, own, instruments, published } = useLoaderData<typeof loader>();
  const refusal = useRefusal();
  const { shell, standards } = useSpeech().texts;
  return (
    <>
      <PageHeader
        title={standards.compose}
        lead={standards.composeLead}
        back={{ to: '/standards', label: shell.standards }}
      />
      <div className="flex flex-col gap-6">
        <BaseChoice baseId={base.id} inForceId={inForceId} own={own} instruments={instruments} />
        <Composer
          key={base.id}
          base={base}
          instruments={instruments}
          published={published}
          refusal={refusal}
        />
      </div>
    </>
  );
}
