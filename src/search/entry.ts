/** An incident, maintenance or announcement as the index of the history has it: what one can search by, and its row. */
export interface SearchEntry {
  id: string;
  title: string;
  kind: string;
  category?: string | undefined;
  impact?: string | undefined;
  /** Ids of every component that it ever named. */
  components: string[];
  /** The time under which it is filed, in milliseconds since the epoch. */
  at: number;
  /** The state that it is drawn in; an announcement has none. */
  state?: string | undefined;
  /** What stands below its title. */
  line: string;
  /** Introduction and updates as a reader sees them, oldest first, without any mark. */
  text: string;
}
