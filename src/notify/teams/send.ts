/** Posts to a workflow of Microsoft Teams ("When a Teams webhook request is received"), which answers without a body. */
import type { Channel } from '../../channel-ports.ts';
import { judgeAnswer } from '../fetch.ts';
import { describeTeamsMessage } from './message.ts';

export const teams: Channel<'teams'> = {
  pace: { atOnce: 1, everyMs: 500 },
  // A workflow does not tell what became of a message.
  isThreaded: false,
  show: (delivery) => JSON.stringify(describeTeamsMessage(delivery), undefined, 2),
  async send(delivery, { fetch }) {
    const body = JSON.stringify(describeTeamsMessage(delivery));
    return judgeAnswer(
      await fetch({ url: delivery.to.settings.url, headers: { 'content-type': 'application/json' }, body }),
    );
  },
};
