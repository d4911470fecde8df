/** What an incident's page says of times. The page marks up a time in a sentence, wherever the sentence has it. */
export const promise = {
  ahead: (by: string) => `Next update by ${by}`,
  late: (by: string) => `The next update was promised by ${by} and is late`,
  missed: (by: string) => `An update was promised by ${by}; none came`,
  kept: (by: string, came: string) => `Next update promised by ${by}; it came at ${came}`,
  cameLate: (by: string, came: string, late: string) =>
    `Next update promised by ${by}; it came at ${came}, ${late} late`,
};
