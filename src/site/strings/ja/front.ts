/** The front page: its sections, and its components. */
import type { Strings } from '../en.ts';

export const front: Strings['front'] = {
  incidents: () => '対応中のインシデント',
  maintenance: '実施中および今後のメンテナンス',
  announcements: 'お知らせ',
  components: 'コンポーネント',
  recent: '過去14日間',
  quiet: 'インシデントなし',
  subscribe: '最新情報を受け取る',
  subscribeText: 'インシデントとメンテナンスのすべての更新を、公開と同時にお届けします：',
  subscribeLink: '受け取り方',
  allMaintenance: 'すべてのメンテナンス',
  supportText: '不具合があるのに、ここに表示されていませんか？',
  affects: (names) => `影響範囲：${names}`,
  following: (windows) => `その後：${windows}`,
  began: (time) => `発生：${time}`,
  updated: (time) => `更新：${time}`,
  until: '～',
  more: 'すべての更新',
};

export const components: Strings['components'] = {
  caption: (from, to) => `1本の線が1日を表します（${from}～${to}）。`,
  captionPhone: (from, to) => `1本の線が1日を表します（${from}～${to}）。稼働率は90日間の値です。`,
  key: '線の凡例',
  slider: (name) => `${name}の日ごとの状況`,
  troubled: (days) => (days === 0 ? '90日間、異常なし' : `90日間のうち、問題のあった日は${days}日`),
  day: {
    after: (parts) => `：${parts.join('、')}`,
    up: (share) => `稼働率${share}`,
    incidents: (n) => `インシデント${n}件`,
    major_outage: (time) => `停止${time}`,
    partial_outage: (time) => `一部障害${time}`,
    degraded_performance: (time) => `パフォーマンス低下${time}`,
    under_maintenance: (time) => `メンテナンス${time}`,
    no_data: 'データなし',
    partly_no_data: (time) => `データなし${time}`,
  },
  rule: (major, partial, degraded) =>
    `稼働率では、重大な障害の${major}、一部障害の${partial}、パフォーマンス低下の${degraded}を停止時間として数えます。` +
    'メンテナンスとデータのない時間は含みません。',
  onDay: (status, time) => `${status}が${time}`,
};
