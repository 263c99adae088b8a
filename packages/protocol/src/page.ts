/** A page of a list. */
export interface Page<Item> {
  data: Item[];
  /** Opaque; null at the end. */
  next: string | null;
}
