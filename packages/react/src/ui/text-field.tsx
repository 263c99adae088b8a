import { forwardRef, type InputHTMLAttributes, type ReactNode } from 'react';
import { Field, type FieldOptions } from './field.js';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'size'>, FieldOptions {
  /** Stands inside, before the text. */
  icon?: ReactNode;
  /** Stands inside, behind the text: a key, a small button. */
  end?: ReactNode;
}

/** A line of text with its label. `className` goes to the whole, everything else and the ref to the input. */
export const TextField = /* @__PURE__ */ forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { label, hideLabel = false, hint, error, icon, end, id, className, ...rest },
  ref,
) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error} id={id} className={className}>
      {(control) => (
        <span className="pulse-field-box">
          {icon}
          <input ref={ref} type="text" {...rest} {...control} className="pulse-field-control" />
          {end}
        </span>
      )}
    </Field>
  );
});
