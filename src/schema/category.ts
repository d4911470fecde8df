/** Whose doing an incident is. */
export const CATEGORIES = ['undetermined', 'upstream', 'customer', 'internal'] as const;
export type Category = (typeof CATEGORIES)[number];
