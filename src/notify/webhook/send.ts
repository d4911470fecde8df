/** Posts what Statuspage's subscribers get to a program, signed. */
import type { Channel } from '../../channel-ports.ts';
import { judgeAnswer } from '../fetch.ts';
import { describePayload, signHeaders, writePayload } from './message.ts';

export const webhook: Channel<'webhook'> = {
  pace: { atOnce: 20, everyMs: 0 },
  isThreaded: false,
  show: (delivery) => JSON.stringify(describePayload(delivery), undefined, 2),
  async send(delivery, { clock, fetch }) {
    const { url, secret } = delivery.to.settings;
    const body = writePayload(delivery);
    const headers = signHeaders(body, { key: delivery.key, secret, now: clock.now() });
    return judgeAnswer(await fetch({ url, headers, body }));
  },
};
