/** What a page begins with, from flags, answers and the address of the Git remote. */
import { cleanLine, cleanOptional } from '../../content/compose-fields.ts';
import { latinIdOf } from '../../content/ids.ts';
import type { NewCheck, NewStatus } from '../../content/new-status-file.ts';
import { readCheckTarget, readWebAddress } from '../../content/written-address.ts';
import { StatusError } from '../../errors.ts';
import { isId } from '../../schema/component.ts';
import { showReceived } from '../../schema/problems.ts';
import type { Asker } from '../author/asker.ts';

export interface InitAnswers {
  name?: string;
  url?: string;
  checkUrl?: string;
  component?: string;
  timeZone?: string;
  locale?: string;
}

/** What is offered where nobody says otherwise; undefined where nothing tells. */
export interface Offers {
  name: string | undefined;
  url: string | undefined;
}

const URL_EXPECTED = 'an absolute http or https URL, for example https://acme.github.io/status';
const CHECK_EXPECTED = 'a web address or host:port, for example https://www.acme.example or mail.acme.example:587';

function orExpected(isRight: boolean, expected: string): string | true {
  return isRight ? true : `Expected ${expected}.`;
}

/** Asks for what the flags do not say. */
export async function askForAnswers(asker: Asker, given: InitAnswers, offers: Offers): Promise<InitAnswers> {
  const name =
    given.name ??
    (await asker.line({
      message: 'What is the page called? The company or product:',
      initial: offers.name,
      check: (text) =>
        orExpected(cleanLine(text) !== '' && cleanLine(text).length <= 100, 'a name of at most 100 characters'),
    }));
  const url =
    given.url ??
    (await asker.line({
      message: 'Where will it be published?',
      initial: offers.url,
      check: (text) => orExpected(readWebAddress(text) !== undefined, URL_EXPECTED),
    }));
  const checkUrl =
    given.checkUrl ??
    (await asker.line({
      message: 'What is checked first? A web address or host:port; empty for nothing yet:',
      check: (text) => orExpected(text.trim() === '' || readCheckTarget(text) !== undefined, CHECK_EXPECTED),
    }));
  const component =
    given.component ??
    (await asker.line({ message: 'What do readers call that?', initial: offeredComponent(checkUrl) }));
  return { ...given, name, url, checkUrl, component };
}

/** What a first component is called where nobody says it. */
function offeredComponent(checkUrl: string | undefined): string {
  const target = readCheckTarget(checkUrl ?? '');
  if (target?.type === 'tcp') return target.host;
  return target?.type === 'http' && new URL(target.url).hostname.startsWith('api.') ? 'API' : 'Website';
}

function refuse(flag: string, expected: string, received: string): never {
  const shown = showReceived(received.replace(/\/\/[^/]*@/, '//…@'));
  throw new StatusError(`Cannot use ${flag}: expected ${expected}, got ${shown}`, {
    hint: 'Nothing was written. What is secret is written as ${CANDOR_NAME} and stands in the environment.',
  });
}

function readUrl(text: string): string {
  return readWebAddress(text) ?? refuse('--url', URL_EXPECTED, text);
}

function readCheck(text: string | undefined): NewCheck | undefined {
  const written = cleanOptional(text);
  if (written === undefined) return undefined;
  return readCheckTarget(written) ?? refuse('--check-url', CHECK_EXPECTED, written);
}

/** An id for a component of any name. */
function idOf(name: string): string {
  const id = latinIdOf(name).id.slice(0, 60).replace(/-+$/, '');
  return isId(id) ? id : 'service';
}

type Beginning = Omit<NewStatus, 'pageId' | 'since' | 'hasSchema'>;

/** The answers as the file will have them. Throws a StatusError that names each missing flag, or one that is wrong. */
export function readAnswers(answers: InitAnswers): Beginning {
  const name = cleanOptional(answers.name);
  const url = cleanOptional(answers.url);
  if (name === undefined || url === undefined) {
    const missing = [
      ...(name === undefined ? ['  --name "Acme"'] : []),
      ...(url === undefined ? ['  --url https://acme.github.io/status'] : []),
    ];
    throw new StatusError('Cannot begin a page: there is no terminal to ask at. Missing, each with an example:', {
      hint: missing.join('\n'),
    });
  }
  const check = readCheck(answers.checkUrl);
  const component = cleanOptional(answers.component) ?? offeredComponent(answers.checkUrl);
  return {
    name,
    url: readUrl(url),
    check,
    component: { id: idOf(component), name: component },
    timeZone: cleanOptional(answers.timeZone) ?? 'Etc/UTC',
    locale: cleanOptional(answers.locale) ?? 'en',
  };
}
