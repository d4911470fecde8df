/** What a list of names needs to agree with its verb. */
export interface Names {
  text: string;
  count: number;
}
