/** What is wrong with the text of an RFC 5545 rule (section 3.3.10), as far as its text alone tells. */
import type { Finding } from './finding.ts';
import { didYouMean } from './suggest.ts';

/** Every part that a maintenance may have, with what its values are and one of them. */
const PARTS = {
  FREQ: { form: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/, expected: 'DAILY, WEEKLY, MONTHLY or YEARLY', example: 'WEEKLY' },
  INTERVAL: { form: /^[1-9]\d{0,2}$/, expected: 'a number from 1 to 999', example: '2' },
  COUNT: { form: /^([1-9]\d{0,2}|1000)$/, expected: 'a number from 1 to 1000; UNTIL reaches further', example: '12' },
  UNTIL: { form: /^\d{8}(T\d{6}Z?)?$/, expected: 'a day, or a time in UTC', example: '20271231T235959Z' },
  BYDAY: { form: /^([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)$/, expected: 'days of the week', example: 'MO,-1SU' },
  BYMONTH: { form: /^([1-9]|1[0-2])$/, expected: 'months from 1 to 12', example: '1,7' },
  BYMONTHDAY: {
    form: /^[+-]?([1-9]|[12]\d|3[01])$/,
    expected: 'days from 1 to 31, or -1 for the last',
    example: '1,15',
  },
  BYYEARDAY: { form: /^[+-]?([1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])$/, expected: 'days from 1 to 366', example: '1,-1' },
  BYWEEKNO: { form: /^[+-]?([1-9]|[1-4]\d|5[0-3])$/, expected: 'weeks from 1 to 53', example: '1,27' },
  BYSETPOS: { form: /^[+-]?([1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])$/, expected: 'places from 1 to 366', example: '-1' },
  WKST: { form: /^(MO|TU|WE|TH|FR|SA|SU)$/, expected: 'a day of the week', example: 'MO' },
} as const;
type Part = keyof typeof PARTS;

/** Parts that may have several values. */
const isList = (part: Part): boolean => part.startsWith('BY');
/** More values than a year has days say the same twice. */
const MOST_VALUES = 366;

/** Parts that a rule of these frequencies may not have, by section 3.3.10. */
const NOT_WITH: Readonly<Partial<Record<Part, readonly string[]>>> = {
  BYMONTHDAY: ['WEEKLY'],
  BYYEARDAY: ['DAILY', 'WEEKLY', 'MONTHLY'],
  BYWEEKNO: ['DAILY', 'WEEKLY', 'MONTHLY'],
};

type WrittenParts = ReadonlyMap<string, string>;

function isPart(name: string): name is Part {
  return Object.hasOwn(PARTS, name);
}

function faultOfName(name: string): Finding | undefined {
  if (/^BY(HOUR|MINUTE|SECOND)$/.test(name)) {
    return {
      message: `Cannot use "${name}": the time of day is that of "from"`,
      expected: 'a rule of days',
      example: 'FREQ=WEEKLY;BYDAY=SU',
    };
  }
  if (isPart(name)) return undefined;
  return {
    message: `Cannot use the part "${name}" in a recurrence`,
    expected: `one of ${Object.keys(PARTS).join(', ')}`,
    example: 'FREQ=WEEKLY;BYDAY=SU',
    hint: didYouMean(name, Object.keys(PARTS)),
  };
}

function faultOfValue(part: Part, value: string): Finding | undefined {
  const { form, expected, example } = PARTS[part];
  const values = isList(part) ? value.split(',') : [value];
  const isDay = part !== 'UNTIL' || isCalendarDay(value);
  if (isDay && values.length <= MOST_VALUES && values.every((each) => form.test(each))) return undefined;
  return { message: `Cannot read "${part}" of the recurrence`, expected, example: `${part}=${example}` };
}

function isCalendarDay(value: string): boolean {
  const [year = NaN, month = NaN, day = NaN] = [value.slice(0, 4), value.slice(4, 6), value.slice(6, 8)].map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const [hour = 0, minute = 0, second = 0] = (/T(..)(..)(..)/.exec(value) ?? []).slice(1).map(Number);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
}

function faultsOfParts(parts: WrittenParts): Finding[] {
  return [...parts].flatMap(([name, value]) => {
    const found = faultOfName(name) ?? (isPart(name) ? faultOfValue(name, value) : undefined);
    return found === undefined ? [] : [{ ...found, received: `${name}=${value}` }];
  });
}

type PartsRule = (parts: WrittenParts) => Finding[];

const endsOnce: PartsRule = (parts) => {
  if (!parts.has('COUNT') || !parts.has('UNTIL')) return [];
  const message = 'Cannot end a recurrence twice';
  return [{ message, expected: 'COUNT or UNTIL', example: 'FREQ=WEEKLY;COUNT=12', received: 'both' }];
};

const partsFitFrequency: PartsRule = (parts) => {
  const frequency = parts.get('FREQ') ?? '';
  return Object.entries(NOT_WITH).flatMap(([part, frequencies]) => {
    const value = parts.get(part);
    if (value === undefined || !frequencies.includes(frequency)) return [];
    const other = part === 'BYMONTHDAY' ? 'MONTHLY' : 'YEARLY';
    return [
      {
        message: `Cannot use "${part}" with FREQ=${frequency}`,
        expected: `it with FREQ=${other}`,
        example: `FREQ=${other};${part}=${value}`,
        received: `FREQ=${frequency}`,
      },
    ];
  });
};

const numberedDaysFitFrequency: PartsRule = (parts) => {
  const [frequency = '', days = ''] = [parts.get('FREQ'), parts.get('BYDAY')];
  if (!/\d/.test(days) || frequency === 'MONTHLY' || frequency === 'YEARLY') return [];
  return [
    {
      message: `Cannot number a day of the week with FREQ=${frequency}`,
      expected: 'days without a number, or FREQ=MONTHLY',
      example: 'FREQ=MONTHLY;BYDAY=1SU',
      received: `BYDAY=${days}`,
    },
  ];
};

const placesAreOfSomething: PartsRule = (parts) => {
  const places = parts.get('BYSETPOS');
  if (places === undefined || [...parts.keys()].some((name) => /^BY(?!SETPOS)/.test(name))) return [];
  return [
    {
      message: 'Cannot choose places of nothing with "BYSETPOS"',
      expected: 'another BY part to choose from',
      example: 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
      received: `BYSETPOS=${places}`,
    },
  ];
};

const RULES: readonly PartsRule[] = [endsOnce, partsFitFrequency, numberedDaysFitFrequency, placesAreOfSomething];

/** Everything that is wrong with a rule, without where it stands; nothing of one that can be carried out. */
export function findRecurrenceFaults(recurrence: string): Finding[] {
  const pairs = recurrence.split(';').map((pair): [string, string] => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return [name, value];
  });
  const parts = new Map(pairs);
  const twice = pairs.find(([name], index) => pairs.findIndex(([other]) => other === name) < index);
  const faults = faultsOfParts(parts);
  if (twice !== undefined) {
    faults.push({
      message: `Cannot use "${twice[0]}" twice in a recurrence`,
      expected: 'each part once',
      example: 'FREQ=WEEKLY;BYDAY=MO,TH',
      received: twice.join('='),
    });
  }
  return faults.length > 0 ? faults : RULES.flatMap((rule) => rule(parts));
}
