import { renderCalendar } from '../feeds/calendar.ts';
import { currentSite } from '../site/current-model.ts';

/** `/maintenance.ics`: maintenance as a calendar that one can subscribe to. */
export function GET(): Response {
  return new Response(renderCalendar(currentSite()), { headers: { 'content-type': 'text/calendar; charset=utf-8' } });
}
