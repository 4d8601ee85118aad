import { useState } from 'react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button, SubmitButton } from './button.tsx';
import { useSpeech } from './language-context.tsx';

/**
 * A submit button that asks before it sends the form called `form`. Before JavaScript has loaded it sends at once: what
 * it does must be undoable or checked on the server too.
 */
export function ConfirmButton({
  form,
  name,
  value,
  label,
  question,
  children,
  kind = 'danger',
}: {
  form: string;
  name: string;
  value: string;
  label: ReactNode;
  question: string;
  children?: ReactNode;
  kind?: 'primary' | 'secondary' | 'danger';
}) {
  const [open, setOpen] = useState(false);
  const { texts } = useSpeech();
  return (
    <>
      <SubmitButton
        form={form}
        name={name}
        value={value}
        kind={kind}
        onClick={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
      >
        {label}
      </SubmitButton>
      <ModalOverlay
        isOpen={open}
        onOpenChange={setOpen}
        isDismissable
        className="fixed inset-0 z-[2000] flex items-center justify-center bg-black/50 p-4"
      >
        <Modal className="w-full max-w-lg rounded-lg bg-surface p-6 text-ink shadow-xl">
          <Dialog className="flex flex-col gap-4 outline-none">
            <Heading slot="title" className="text-lg font-semibold">
              {question}
            </Heading>
            {children}
            <div className="flex flex-wrap gap-3">
              <SubmitButton
                form={form}
                name={name}
                value={value}
                kind={kind}
                onClick={() => setTimeout(() => setOpen(false))}
              >
                {label}
              </SubmitButton>
              <Button onPress={() => setOpen(false)}>{texts.shell.cancel}</Button>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}
