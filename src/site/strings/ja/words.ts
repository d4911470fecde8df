/** The words that every room of the page uses: numbers, states, phases. */
import type { Strings } from '../en.ts';
import type { words as english } from '../en/words.ts';

export const words: Pick<Strings, keyof typeof english> = {
  rowOfDays: 'whole',
  underAMinute: '1分未満',
  count: {
    day: (n) => `${n}日`,
    hour: (n) => `${n}時間`,
    minute: (n) => `${n}分`,
  },
  duration: (parts) => parts.join(''),
  sentences: (parts) => parts.join(''),
  range: (from, until) => `${from}～${until}`,
  andMore: (n) => `他${n}件`,
  status: {
    operational: '正常',
    under_maintenance: 'メンテナンス中',
    degraded_performance: 'パフォーマンス低下',
    partial_outage: '一部障害',
    major_outage: '重大な障害',
    no_data: 'データなし',
  },
  statusInside: {
    operational: '正常',
    under_maintenance: 'メンテナンス',
    degraded_performance: 'パフォーマンス低下',
    partial_outage: '一部障害',
    major_outage: '重大な障害',
    no_data: 'データなし',
  },
  retired: '提供終了',
  checksFailing: 'チェックが失敗しています（確認中）',
  impact: {
    none: '影響のないインシデント',
    minor: '軽微なインシデント',
    major: '重大なインシデント',
    critical: '極めて重大なインシデント',
  },
  kind: { maintenance: 'メンテナンス', announcement: 'お知らせ' },
  phase: {
    investigating: '調査中',
    identified: '原因特定',
    monitoring: '経過観察中',
    resolved: '解決済み',
    scheduled: '予定',
    in_progress: '作業中',
    verifying: '確認中',
    completed: '完了',
    announced: 'お知らせ',
  },
};
