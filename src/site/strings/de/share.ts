/** What is seen of a page where its link is shared. */
import type { Strings } from '../en.ts';

export const share: Strings['share'] = {
  stated: (state, what) => `${state}: ${what}`,
  asOf: (time) => `Stand: ${time}`,
};
