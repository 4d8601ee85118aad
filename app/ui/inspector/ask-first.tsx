import type { ReactNode } from 'react';
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { ThumbKind } from './thumb.tsx';
import { ThumbButton } from './thumb.tsx';

/** A dialog from the lower edge, where the thumb is. */
export function Sheet({
  title,
  isOpen,
  onClose,
  children,
}: {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      isDismissable
      className="fixed inset-0 z-[2000] flex items-end justify-center bg-black/60"
    >
      <Modal className="max-h-[95dvh] w-full max-w-2xl overflow-y-auto rounded-t-2xl bg-surface p-4 text-ink shadow-xl">
        <Dialog className="flex flex-col gap-4 outline-none">
          <Heading slot="title" className="text-lg font-semibold">
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A key that asks before it acts. */
export function AskFirst({
  label,
  question,
  children,
  kind = 'primary',
  className = '',
  disabled = false,
  onConfirm,
}: {
  label: ReactNode;
  question: string;
  children?: ReactNode;
  kind?: ThumbKind;
  className?: string;
  disabled?: boolean;
  onConfirm: () => void;
}) {
  const { texts } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ThumbButton kind={kind} className={className} disabled={disabled} onClick={() => setOpen(true)}>
        {label}
      </ThumbButton>
      <Sheet title={question} isOpen={isOpen} onClose={() => setOpen(false)}>
        {children}
        <div className="grid grid-cols-2 gap-3">
          <ThumbButton onClick={() => setOpen(false)}>{texts.shell.cancel}</ThumbButton>
          <ThumbButton
            kind={kind}
            onClick={() => {
              setOpen(false);
              onConfirm();
            }}
          >
            {label}
          </ThumbButton>
        </div>
      </Sheet>
    </>
  );
}
