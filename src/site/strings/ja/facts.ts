/** インシデントから導かれること。 */
import type { Strings } from '../en.ts';

export const facts: Strings['facts'] = {
  detected: '検知',
  silence: '最長の沈黙',
  affected: '影響時間',
  affectedFor: (component, duration) => `${component}：${duration}`,
  never: (time) => `発生中はお知らせできず、このページへの掲載は${time}`,
  within: (source, duration) => `${source}（または最大${duration}前）`,
  source: {
    typed: '当方の記録による',
    measurement: '最初に失敗した計測',
    evidence: '当時記録された、最初に失敗した計測',
    update: '当方の更新による',
    deploy: 'お知らせを載せたページの公開時刻',
    commit: 'コミットの時刻（デプロイの記録なし）',
    outreach: 'インシデントの記録による',
  },
  unknown: {
    imported: '不明（別のページから移したため）',
    backfilled: '不明（後から記録したため）',
    late: '不明（終了から7日を過ぎて掲載したため）',
    no_history: '不明（このページの履歴を参照できないため）',
    not_committed: '不明（まだ公開していないため）',
    contradictory: '不明（コミットの日時が最初の更新より前のため）',
    no_check: '不明（監視するチェックがないため）',
  },
};
