import { forwardRef, type ReactNode } from 'react';
import { Icon, type IconProps } from './icon.js';

const draw = (lines: ReactNode) =>
  forwardRef<SVGSVGElement, IconProps>((props, ref) => (
    <Icon ref={ref} {...props}>
      {lines}
    </Icon>
  ));

export const AlertIcon = /* @__PURE__ */ draw(
  <path d="M10 3.2 2.6 16a.8.8 0 0 0 .7 1.2h13.4a.8.8 0 0 0 .7-1.2L10 3.2ZM10 8.2v3.6M10 14.4v.1" />,
);

export const ArrowDownIcon = /* @__PURE__ */ draw(<path d="M10 4v12m0 0 5-5m-5 5-5-5" />);

export const AttachIcon = /* @__PURE__ */ draw(
  <path d="m16.4 9.4-6.5 6.5a4 4 0 0 1-5.6-5.6l6.8-6.8a2.6 2.6 0 0 1 3.7 3.7l-6.7 6.7a1.3 1.3 0 0 1-1.9-1.8l6-6" />,
);

export const BellIcon = /* @__PURE__ */ draw(
  <path d="M5.2 8.4a4.8 4.8 0 0 1 9.6 0c0 4.2 1.7 5.4 1.7 5.4h-13s1.7-1.2 1.7-5.4ZM8.5 16.5a1.7 1.7 0 0 0 3 0" />,
);

export const CheckIcon = /* @__PURE__ */ draw(<path d="m4.5 10.5 3.6 3.6 7.4-8" />);

export const CheckDoubleIcon = /* @__PURE__ */ draw(<path d="m2 10.5 3.4 3.6 6.9-8M10 13.4l.7.7 7.3-8" />);

export const ChevronDownIcon = /* @__PURE__ */ draw(<path d="m5.5 8 4.5 4.5L14.5 8" />);

export const ClockIcon = /* @__PURE__ */ draw(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 6.2V10l2.6 1.8" />
  </>,
);

export const CloseIcon = /* @__PURE__ */ draw(<path d="m5.5 5.5 9 9m0-9-9 9" />);

export const CopyIcon = /* @__PURE__ */ draw(
  <>
    <rect x="7.2" y="7.2" width="9.3" height="9.3" rx="2" />
    <path d="M12.8 4.6a1.8 1.8 0 0 0-1.7-1.1H5.5a2 2 0 0 0-2 2v5.6c0 .8.5 1.4 1.1 1.7" />
  </>,
);

export const EditIcon = /* @__PURE__ */ draw(
  <path d="m12.2 4.8 3 3M4 16l.8-3.8 8.3-8.3a1.5 1.5 0 0 1 2.1 0l.9.9a1.5 1.5 0 0 1 0 2.1l-8.3 8.3L4 16Z" />,
);

export const FileIcon = /* @__PURE__ */ draw(
  <path d="M11.5 2.8h-5a2 2 0 0 0-2 2v10.4c0 1.1.9 2 2 2h7a2 2 0 0 0 2-2V6.8l-4-4Zm0 0v4h4" />,
);

export const FlagIcon = /* @__PURE__ */ draw(<path d="M5 17V3.8m0 0c3.6-1.8 6.4 1.8 10 0v7.4c-3.6 1.8-6.4-1.8-10 0" />);

export const ImageIcon = /* @__PURE__ */ draw(
  <>
    <rect x="3" y="3.8" width="14" height="12.4" rx="2" />
    <circle cx="7.2" cy="8" r="1.2" />
    <path d="m3.4 14 3.7-3.2 2.7 2.3 3.4-3.6 3.5 3.5" />
  </>,
);

export const InfoIcon = /* @__PURE__ */ draw(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.4v4M10 6.6v.1" />
  </>,
);

export const MoreIcon = /* @__PURE__ */ draw(<path d="M4.6 10h.01M10 10h.01M15.4 10h.01" strokeWidth="2.4" />);

export const PinIcon = /* @__PURE__ */ draw(
  <path d="m12.2 2.9 4.9 4.9-3.3 1-2.6 2.6.2 3.4-6.2-6.2 3.4.2 2.6-2.6 1-3.3ZM8.2 11.8 3.5 16.5" />,
);

export const PlusIcon = /* @__PURE__ */ draw(<path d="M10 4v12M4 10h12" />);

export const ReplyIcon = /* @__PURE__ */ draw(
  <path d="M7.6 4.5 3.2 8.8l4.4 4.3M3.4 8.8h7.4a5.6 5.6 0 0 1 5.6 5.6v1.1" />,
);

export const RetryIcon = /* @__PURE__ */ draw(<path d="M16.2 10a6.2 6.2 0 1 1-1.9-4.5l1.9 1.8m0-3.9v3.9h-3.9" />);

export const SearchIcon = /* @__PURE__ */ draw(
  <>
    <circle cx="9" cy="9" r="5.5" />
    <path d="m13.2 13.2 3.6 3.6" />
  </>,
);

export const SendIcon = /* @__PURE__ */ draw(
  <path d="M4.4 10 3.2 4.3a.8.8 0 0 1 1.1-.9l12.6 5.9a.8.8 0 0 1 0 1.4L4.3 16.6a.8.8 0 0 1-1.1-.9L4.4 10Zm0 0h5.2" />,
);

export const SmileIcon = /* @__PURE__ */ draw(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M7 11.7a3.6 3.6 0 0 0 6 0M7.6 8v.1M12.4 8v.1" />
  </>,
);

export const ThreadIcon = /* @__PURE__ */ draw(
  <path d="M3.5 5.5a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-4.3L6.5 16.8v-3.3h-1a2 2 0 0 1-2-2v-6ZM7 7.2h6M7 10h3.6" />,
);

export const TrashIcon = /* @__PURE__ */ draw(
  <path d="M3.8 5.5h12.4M8 5.5V4.3c0-.7.5-1.2 1.2-1.2h1.6c.7 0 1.2.5 1.2 1.2v1.2m2.7 0-.6 9.3a2 2 0 0 1-2 1.9H7.9a2 2 0 0 1-2-1.9l-.6-9.3M8.4 9v4.5M11.6 9v4.5" />,
);

export const UsersIcon = /* @__PURE__ */ draw(
  <>
    <circle cx="7.8" cy="7" r="3" />
    <path d="M2.5 16.2c.4-2.9 2.5-4.5 5.3-4.5s4.9 1.6 5.3 4.5M12.8 4.2a3 3 0 0 1 0 5.6M15 12.2c1.4.6 2.3 1.9 2.5 4" />
  </>,
);
