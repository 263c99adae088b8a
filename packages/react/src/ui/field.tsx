import { type ReactElement, type ReactNode, useId } from 'react';
import { part } from '../lib/part.js';

export interface FieldOptions {
  label: string;
  /** The label is read out and not shown: for fields that their place explains. */
  hideLabel?: boolean;
  /** Stands below, as long as there is no error. */
  hint?: ReactNode;
  /** What is wrong with the value; marks the field as invalid. */
  error?: ReactNode;
}

interface FieldProps extends FieldOptions {
  id?: string | undefined;
  className?: string | undefined;
  children: (control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactElement;
}

/** Label, control, hint and error, tied together. */
export function Field({ label, hideLabel, hint, error, id, className, children }: FieldProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  const note = error ?? hint;
  const noteId = `${controlId}note`;
  return (
    <div className={part('field', className)}>
      <label htmlFor={controlId} className={hideLabel ? 'pulse-hidden' : 'pulse-field-label'}>
        {label}
      </label>
      {children({
        id: controlId,
        ...(note && { 'aria-describedby': noteId }),
        ...(error && { 'aria-invalid': true as const }),
      })}
      {note && (
        <p id={noteId} className="pulse-field-note" data-error={error ? '' : undefined}>
          {note}
        </p>
      )}
    </div>
  );
}
