/** Pulse's mark. */
export const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true"><defs><linearGradient id="mark" x1="0" y1="0" x2="1" y2="1"><stop stop-color="#0066FF"/><stop offset="1" stop-color="#00A3FF"/></linearGradient></defs><rect width="32" height="32" rx="9" fill="url(#mark)"/><path d="M5.5 17h5l3-8 5 14 3-8h5" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>';
