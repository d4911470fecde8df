/** The figures of transparency of a site, from all that a build has read. */
import { transparencyOf, type Transparency } from '../../domain/transparency/transparency.ts';
import type { HistoryReach, PublishedPostmortem, TransparencyInput } from '../../domain/transparency/input.ts';
import { deriveProducedCheck } from '../check-now.ts';
import type { CurrentSite } from '../current-model.ts';
import { editKind } from '../edit-extent.ts';
import type { SitePostmortem } from '../postmortem-model.ts';
import { postmortemTitle } from '../postmortem-view.ts';
import type { SiteContent } from '../site-content.ts';

/** Where nothing is published, there is nothing that a clone could miss. */
function historyOf({ commit, provenance }: SiteContent): HistoryReach {
  if (commit === undefined) return 'none';
  return [...provenance.values()].some(({ unknown }) => unknown === 'shallow') ? 'shallow' : 'whole';
}

function publishedOf(postmortem: SitePostmortem, { model, content }: CurrentSite): PublishedPostmortem {
  const monitors = postmortem.frontMatter.factors.flatMap(({ becomes }) =>
    becomes.kind === 'monitor' ? [becomes] : [],
  );
  const once = new Map(monitors.map((becomes) => [becomes.check, becomes]));
  return {
    ...postmortem,
    name: postmortemTitle(postmortem, model),
    entryIds: postmortem.about.map(({ id }) => id),
    checks: [...once.values()].map((becomes) =>
      deriveProducedCheck(becomes, { about: postmortem.about, model, content }),
    ),
  };
}

function inputOf(site: CurrentSite): TransparencyInput {
  const { model, content } = site;
  const { urls } = model;
  const { config } = content;
  const first = Math.min(...content.firstMeasured.values());
  return {
    history: historyOf(content),
    incidents: content.entries.filter((entry) => entry.kind === 'incident'),
    entries: content.entries,
    known: content.known,
    provenance: content.provenance,
    kindOf: editKind,
    withdrawn: [
      ...content.withdrawn.map((file) => ({ ...file, kind: 'entry' as const })),
      ...content.postmortems.withdrawn.map((file) => ({ ...file, kind: 'postmortem' as const })),
    ],
    redactions: config.redactions,
    postmortems: model.postmortems.all.map((postmortem) => publishedOf(postmortem, site)),
    policy: config.postmortems,
    actionStates: content.actionStates,
    watched: content.watched,
    firstMeasuredAt: Number.isFinite(first) ? first : undefined,
    holdForMs: config.uptime.holdFor,
    urlOf: {
      entry: (id) => urls.absolute(urls.entry(id)),
      postmortem: (id) => urls.absolute(urls.postmortem(id)),
    },
  };
}

const derived = new WeakMap<CurrentSite, Transparency>();

/** The figures of the twelve months up to the time that a site is built for; derived once a build. */
export function deriveTransparency(site: CurrentSite): Transparency {
  const figures = derived.get(site) ?? transparencyOf(inputOf(site), site.content.now);
  derived.set(site, figures);
  return figures;
}
