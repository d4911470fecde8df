/** What is seen of a page where its link is shared. */
export const share = {
  /** A title that begins with the state or phase of what it names. */
  stated: (state: string, what: string) => `${state}: ${what}`,
  /** The time that a picture of how things are was made. */
  asOf: (time: string) => `As of ${time}`,
};
