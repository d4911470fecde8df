/** What an incident's page says. The page marks up a time in a sentence, wherever the sentence has it. */

/** Facts of an incident. */
export const incident = {
  providerCause: {
    suspected: (provider: string) => `Probably ${provider}, a provider that we rely on`,
    confirmed: (provider: string) => `${provider}, a provider that we rely on`,
  },
  reported: 'Reported',
  reportedTo: ({
    provider,
    time,
    ticket,
  }: {
    provider: string | undefined;
    time: string;
    ticket: string | undefined;
  }) => `To ${provider ?? 'the provider'}, ${time}${ticket === undefined ? '' : ` (ticket ${ticket})`}`,
  beganAtLatest: (time: string) => `${time} at the latest`,
  beganBecause: (time: string, reason: string) => `${time}: ${reason}`,
  toldAfter: (time: string, duration: string) => `${time}, ${duration} after it began`,
  promised: 'Promised updates',
  promises: ({ all, late, missed }: { all: number; late: number; missed: number }) => {
    if (late + missed === 0) return all === 1 ? '1, in time' : `${all}, all in time`;
    const failed = [...(late > 0 ? [`${late} late`] : []), ...(missed > 0 ? [`${missed} never came`] : [])];
    return [all, ...failed].join(', ');
  },
};

export const promise = {
  ahead: (by: string) => `Next update by ${by}`,
  late: (by: string) => `The next update was promised by ${by} and is late`,
  missed: (by: string) => `An update was promised by ${by}; none came`,
  kept: (by: string, came: string) => `Next update promised by ${by}; it came at ${came}`,
  cameLate: (by: string, came: string, late: string) =>
    `Next update promised by ${by}; it came at ${came}, ${late} late`,
};

/** What triage finds, by what it is. */

export const found = {
  kind: {
    measurement: 'Measurements of our checks',
    maintenance: 'Our maintenance',
    deployment: 'Our deployments',
    release: 'Our releases',
    workflow_run: 'Our workflow runs',
    provider: 'Providers’ status pages',
    correlation: 'Failing together',
    customers: 'Several customers at once',
  },
  check: (id: string) => `check ${id}`,
  errorClass: {
    dns: 'its name was not found',
    connect: 'no connection',
    tls: 'no secure connection',
    timeout: 'no answer in time',
    http_4xx: 'request refused',
    http_5xx: 'error of the server',
    assertion: 'not the answer that was expected',
    protocol: 'an answer that cannot be read',
  },
  inRow: (n: number) => (n === 1 ? 'once' : `${n} times in a row`),
  again: (last: string) => `again, last at ${last}`,
};
