import { type CSSProperties, forwardRef, type TextareaHTMLAttributes, useEffect, useRef } from 'react';
import { mergeRefs } from '../lib/merge-refs.js';
import { Field, type FieldOptions } from './field.js';

export interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement>, FieldOptions {
  /** It grows from `rows` to so many lines, and scrolls from there. */
  maxRows?: number;
}

/** Text of several lines that grows as it is written. `className` goes to the whole, everything else to the textarea. */
export const TextArea = /* @__PURE__ */ forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(
  { label, hideLabel = false, hint, error, maxRows = 8, rows = 2, id, className, style, onInput, ...rest },
  ref,
) {
  const area = useRef<HTMLTextAreaElement>(null);
  // Also when the value was set from outside.
  useEffect(() => {
    if (area.current) fit(area.current);
  });
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error} id={id} className={className}>
      {(control) => (
        <span className="pulse-field-box">
          <textarea
            rows={rows}
            {...rest}
            {...control}
            ref={mergeRefs(area, ref)}
            className="pulse-field-control"
            style={{ '--pulse-rows': rows, '--pulse-max-rows': maxRows, ...style } as CSSProperties}
            onInput={(event) => {
              fit(event.currentTarget);
              onInput?.(event);
            }}
          />
        </span>
      )}
    </Field>
  );
});

/** For browsers whose textareas cannot do it by themselves. */
function fit(area: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return;
  area.style.blockSize = 'auto';
  area.style.blockSize = `${area.scrollHeight}px`;
}
