/** Whether a title tells of planned work, which leaves the uptime, or of a fault, which must not. */

/** A pattern that holds at whole words only, in any script. */
function words(...patterns: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

const AHEAD = 'planned|scheduled|geplante[rns]?|angekündigte[rns]?|gepland|geplande|planerad';
/** What a plan may be about. Jobs and pipelines run by a schedule too, and are no work on the service. */
const WORK =
  'downtimes?|outages?|works?|interruptions?|shutdowns?|restarts?|updates?|windows?|moves?|replacements?|switch(?:over)?|arbeit(?:en)?|ausfall|ausfälle|abschaltung|werkzaamheden|onderbreking';

/** Planned downtime: said so in one breath, it is no fault although the words of a fault stand in it. */
const ANNOUNCED = words(
  `(?:${AHEAD})(?:[ \\t]+[\\p{L}-]+)?[ \\t]+(?:${WORK})`,
  'maint[ae]i?n[ae]nce[ \\t]+(?:outage|downtime)',
);

const PLANNED = words(
  'maint[ae]i?n[ae]nce(?:in|s)?',
  `(?:${AHEAD})[ \\t]+(?:[\\p{L}-]+[ \\t]+)?(?:${WORK})`,
  '(?:system|cluster|server|network|database|db|kernel|firmware|software|upgrade|reboot|works?|downtime|outage|deployment|move)[ \\t]+(?:is[ \\t]+|has[ \\t]+been[ \\t]+)?(?:scheduled|planned)',
  'migration(?:s|en)?|migrating[ \\t]+(?:to|the|our|from)|migrazione|migración|migração|migratie',
  'upgrades?(?![ \\t]+(?:your|their|his|her|my|our[ \\t]+plan|plans?|accounts?|subscriptions?))|upgrading',
  'reboots?(?:ing)?|patching|patch[ \\t]+day',
  '(?:system|software|kernel|cluster|server|firmware|database|db|security|network)[ \\t]+updates?',
  '(?:[\\p{L}-]*[ -])?[\\p{L}]*wartung(?:s[\\p{L}]*)?|umzug|geplante[rns]?[ \\t]+arbeiten',
  'mise[ \\t]+à[ \\t]+(?:niveau|jour)|travaux(?:[ \\t]+(?:planifiés|programmés))?|(?:arrêt|interruption|coupure)[ \\t]+(?:planifiée?|programmée?)',
  'mantenimientos?|(?:parada|trabajos?)[ \\t]+programad[oa]s?',
  'manutenzion[ei]|(?:lavori|interruzione)[ \\t]+programmat[ia]|(?:lavori|intervento)[ \\t]+pianificat[io]',
  'manuten[çc](?:ão|ao|ões)|manteniment',
  'onderhoud(?:s[\\p{L}]*)?|werkzaamheden',
  'prace[ \\t]+techniczne|konserwacj[aię]|planowan[aey][ \\t]+[\\p{L}]+|remont(?:u|y)?',
  'priežiūr[\\p{L}]*|profilaktik[\\p{L}]*|underhåll[\\p{L}]*|vedligehold[\\p{L}]*|vedlikehold[\\p{L}]*|huolto[\\p{L}]*',
  'údržb[\\p{L}]*|odstávk[\\p{L}]*|mentenan[\\p{L}]*|întreținere[\\p{L}]*|karbantart[\\p{L}]*|bakım[\\p{L}]*',
  'обслуживани[\\p{L}]*|обслуговуванн[\\p{L}]*|одржувањ[\\p{L}]*|техработ[\\p{L}]*|технически[\\p{L}]*[ \\t]+работ[\\p{L}]*|плановы[\\p{L}]*[ \\t]+[\\p{L}]+',
  'pemeliharaan|pagpapanatili',
);
/** Scripts that put no space between words. */
const PLANNED_UNSPACED = /メンテナンス|保守|定期点検|维护|維護|升级|점검|유지보수/u;

const FAULT = words(
  'un(?:scheduled|planned|expected|able|available|reachable|responsive|stable)|not[ \\t]+(?:scheduled|planned)',
  'fail(?:s|ed|ing|ures?)?|errors?|faults?|faulty|broken|broke|breaks|crash(?:e[sd]|ing)?|stuck|hang(?:s|ing)|bugs?',
  "can(?:not|['’]?t|[ \\t]+not)|(?:could|did|does|do|is|are|was|were|wo|would)(?:n['’]?t|[ \\t]+not)|won['’]?t|no[ \\t]+longer",
  'slow(?:er|ly|ness|down)?|laten(?:cy|cies)|delay(?:s|ed|ing)?|lag(?:s|ging)?|time-?outs?|timing[ \\t]+out',
  'down|offline|outages?|downtimes?|unavailability|incidents?|issues?|problems?|disrupt(?:s|ed|ions?|ing)?',
  'degrad(?:ed|ation)|interrupt(?:ed|s)|interruptions?|impair(?:ed|ment)|elevated|loss|lost|missing|blocked|rejected',
  '(?:keep|keeps)[ \\t]+[\\p{L}]+ing',
  'ausfall|ausfälle|störung(?:en)?|gestört|fehler|langsam|verzögert|verzögerung(?:en)?|unerreichbar|probleme?|fehlgeschlagen|nicht',
  'pannes?|erreurs?|lente?s?|lenteurs?|retards?|indisponibles?|problèmes?|perturbations?|échec',
  'fallos?|fallas?|errores|caíd[oa]s?|lentitud|lento|retrasos?|problemas?',
  'guast[oi]|errori|errore|disservizi[oi]?|rallentament[oi]|ritard[oi]|problem[ai]',
  'falhas?|erros?|lentidão|atrasos?|indisponíve[il]s?',
  'storing(?:en)?|fouten|fout|traag|vertraging(?:en)?|problemen',
  'awari[ae]|błąd|błędy|opóźnieni[ae]|сбо[йи]|ошибк[аи]|недоступ[\\p{L}]*',
);
const FAULT_UNSPACED = /障害|エラー|遅延|故障|中断|장애|오류/u;

/**
 * Whether a title tells of planned work and of no fault. What is not surely planned stays in the uptime: an outage
 * taken for maintenance would make the page look better than the service was.
 */
export function looksLikeMaintenance(title: string): boolean {
  const text = title.normalize('NFC').replace(/\s+/g, ' ');
  if (!PLANNED.test(text) && !PLANNED_UNSPACED.test(text)) return false;
  const rest = text.replace(ANNOUNCED, ' ');
  return !FAULT.test(rest) && !FAULT_UNSPACED.test(rest);
}
