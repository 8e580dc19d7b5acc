import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface DialogProps {
  title: string;
  /** Escape, or a click beside the dialog. */
  onCancel: () => void;
  children: ComponentChildren;
}

/** A modal question: the browser keeps the focus inside; afterwards it is where it was. */
export function Dialog({ title, onCancel, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    // The first control may be a destructive one: the way back has the focus.
    dialog?.querySelector<HTMLElement>('[data-testid^="cancel"]')?.focus();
    return () => {
      dialog?.close();
      // It is gone from the page by now, so the browser does not do this.
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class="dialog"
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onCancel();
      }}
    >
      <div class="dialog-body">
        <h2 id="dialog-title">{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
