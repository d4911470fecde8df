/** The page of an incident, a maintenance or an announcement. */
import type { Strings } from '../en.ts';

export const entry: Strings['entry'] = {
  timeline: '更新',
  evidence: '監視で確認した内容',
  began: '開始',
  told: '最初のお知らせ',
  mitigated: '影響の緩和',
  resolved: '解決',
  duration: '所要時間',
  lasting: '経過時間',
  affected: '影響範囲',
  cause: '原因',
  planned: '予定',
  following: '次回以降',
  ended: '終了',
  published: '公開',
  providerReport: '外部事業者の報告',
  toldInPerson: '個別のご連絡',
  outreach: (count, channel, at) => `${channel}で${count}件（${at}）`,
  permalink: '（この更新へのリンク）',
  openedByMonitor: '担当者ではなく、監視システムが作成しました。',
  backfilled: '後から記録したものです。',
  importedFrom: (source) => `${source}から引き継いだものです。`,
  redacted: (reason) => `この更新の本文は削除されました：${reason}`,
  redactedOn: (day, reason) => `この更新の本文は${day}に削除されました：${reason}`,
  change: (name, status) => `${name}：${status}`,
  changed: (name, from, to) => `${name}：${to}（以前は${from}）`,
};

export const cause: Strings['cause'] = {
  undetermined: { open: '調査中', closed: '特定できず' },
  upstream: {
    suspected: '利用している外部事業者の障害と思われます',
    confirmed: '利用している外部事業者の障害',
  },
  customer: {
    suspected: '特定のお客様の利用がほかに影響したと思われます',
    confirmed: '特定のお客様の利用がほかに影響したもの',
  },
  internal: { suspected: '当方の不具合と思われます', confirmed: '当方の不具合' },
};
