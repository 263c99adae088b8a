import { forwardRef, type HTMLAttributes } from 'react';
import { part } from '../lib/part.js';

export interface SkeletonProps extends HTMLAttributes<HTMLSpanElement> {
  shape?: 'line' | 'circle' | 'block';
  /** CSS lengths, such as `60%` and `2rem`. */
  width?: string;
  height?: string;
}

/** The place of something that is still to come. Say once beside it what is loading: it says nothing itself. */
export const Skeleton = /* @__PURE__ */ forwardRef<HTMLSpanElement, SkeletonProps>(function Skeleton(
  { shape = 'line', width, height, className, style, ...rest },
  ref,
) {
  return (
    <span
      ref={ref}
      aria-hidden="true"
      data-shape={shape}
      {...rest}
      className={part('skeleton', className)}
      style={{ inlineSize: width, blockSize: height, ...style }}
    />
  );
});
