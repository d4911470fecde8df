/** The floor of a run of checks: the same requests with nothing around them. Arguments: URL, how many, how many at once. */
import pLimit from 'p-limit';
import { request } from 'undici';

const [url = '', count = '0', concurrency = '1'] = process.argv.slice(2);
const limit = pLimit(Number(concurrency));
const numbers = Array.from({ length: Number(count) }, (_, index) => index);
const statuses = await limit.map(numbers, async (index) => {
  const { statusCode, body } = await request(`${url}/${index}`);
  await body.dump();
  return statusCode;
});
if (statuses.some((status) => status !== 200)) throw new Error('the server did not answer every request');
