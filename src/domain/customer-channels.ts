/** Customers of a private root as channels: each way to one of them hears of what that customer uses. */
import { CHANNEL_EVENTS, type ChannelConfig } from '../schema/channel.ts';
import type { Customer } from '../schema/customers.ts';

/** How mail to customers is sent, of which customers.yml says nothing. */
export type MailSender = Pick<Extract<ChannelConfig, { type: 'email' }>, 'url' | 'from'>;

/** One way to a customer. The id of the channel names the customer, and is for the private root alone. */
export interface CustomerChannel {
  customer: Customer;
  config: ChannelConfig;
}

type Tell = Customer['tell'][number];

const ID = /^(.+)-(slack|email|webhook|discord|teams|telegram)-[a-z0-9]+$/;

/** Whose way a channel's id is, and of which type, also where customers.yml no longer has it; undefined for no such id. */
export function readWayId(id: string): { customer: string; type: string } | undefined {
  const [, customer, type] = ID.exec(id) ?? [];
  return customer === undefined || type === undefined ? undefined : { customer, type };
}

/** The channel of a way; undefined for mail where nobody says which address it comes from. */
function toConfig(id: string, { customer, tell, mail }: Way): ChannelConfig | undefined {
  const { uses } = customer;
  // Without a component a channel would hear of all.
  const on = uses.length === 0 ? [] : [...CHANNEL_EVENTS];
  const common = { id, on, components: [...uses], fromImpact: 'none' as const };
  if (tell.type !== 'email') return { ...common, ...tell };
  return mail === undefined ? undefined : { ...common, ...mail, ...tell };
}

interface Way {
  customer: Customer;
  tell: Tell;
  mail: MailSender | undefined;
}

/**
 * The ways to customers, and how many of them lead nowhere as no address is known that mail comes from. The id of a way
 * follows from where it leads and not from its place, so that putting customers.yml in order tells nobody anything.
 */
export function openCustomers(
  customers: readonly Customer[],
  { mail, digest }: { mail: MailSender | undefined; digest: (text: string) => string },
): { channels: CustomerChannel[]; withoutSender: number } {
  const ways = customers.flatMap((customer) => customer.tell.map((tell) => ({ customer, tell, mail })));
  const channels = ways.flatMap((way): CustomerChannel[] => {
    const { customer, tell } = way;
    const id = `${customer.id}-${tell.type}-${digest(JSON.stringify(Object.entries(tell).sort()))}`;
    const config = toConfig(id, way);
    return config === undefined ? [] : [{ customer, config }];
  });
  return { channels, withoutSender: ways.length - channels.length };
}
