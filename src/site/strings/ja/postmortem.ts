/** The post-mortems: what went wrong, why, and what is done about it. */
import type { Strings } from '../en.ts';

export const postmortem: Strings['postmortem'] = {
  title: '事後報告',
  label: '事後報告',
  lead: (n) =>
    n === 0
      ? '公開された事後報告はまだありません。'
      : '何が起きたか、なぜ起きたか、再発を防ぐために何を変えたかをまとめています。',
  all: 'すべての事後報告',
  titled: (title) => `事後報告：${title}`,
  published: '公開',
  by: (authors) => `執筆：${authors}`,
  correcting: 'この事後報告は修正中です。最後の正しい版を表示しています。',

  inWork: '事後報告を作成しています。公開後、ここにリンクを載せます。',
  waived: (reason) => `事後報告は作成しません：${reason}`,

  dueBy: (day) => `事後報告の期限：${day}`,
  overdueSince: (day) => `事後報告の期限（${day}）を過ぎています`,
  owed: '未公開',
  waivedList: '作成しないもの',

  about: () => '対象のインシデント',
  impact: '影響',
  source: '出典',
  sourceOf: (what) => `（${what}）`,

  happened: '経緯',
  trigger: 'きっかけ',
  triggerKind: {
    deploy: 'デプロイ',
    config: '設定の変更',
    load: '処理能力を超える負荷',
    dependency: '依存先の問題',
    hardware: 'ハードウェアの故障',
    expiry: '期限切れ',
    'human-process': '手作業の手順',
    unknown: 'きっかけはわかっていません',
  },
  detection: '検知の経緯',
  detected: {
    check: '当方のチェックが検知しました。',
    alert: '監視のアラートで判明しました。',
    customer: 'お客様からのご連絡で判明しました。',
    staff: '社内の担当者が作業中に気づきました。',
    provider: '外部事業者からの連絡で判明しました。',
  },
  account: '詳細',

  story: '時系列',
  began: '発生',
  beganBecause: (because) => `発生：${because}`,
  told: 'ステータスページでお知らせ',
  recorded: 'ステータスページの記録による',
  live: 'このページで公開',
  failed: (check) => `${check}が初めて失敗`,
  recovered: (check) => `${check}が再び合格`,
  measured: '当方のチェックの計測',
  measuredWithin: (duration) => `当方のチェックの計測（遅れは最大${duration}）`,
  updateOf: (phase, title) => `【${phase}】${title}`,

  factors: 'なぜ起きたか',
  factor: (n, of) => (of === 1 ? '原因' : `原因${n}（全${of}件）`),
  why: 'なぜ？',
  because: '理由',
  becomes: {
    monitor: 'そこで、チェックを追加しました',
    existing: 'チェックはすでにありました',
    test: 'そこで、テストにします',
    process: 'そこで、作業のルールにします',
    accepted: 'このまま受け入れます',
  },
  becomesLink: { test: 'テスト', process: 'ルール' },
  checkOf: (check, component) => `${check}（${component}のチェック）`,
  checkGone: (check) => `${check}（現在は使われていないチェック）`,
  checkNow: {
    up: '現在は合格',
    degraded: '現在は遅延',
    down: '現在は失敗',
    no_data: '現在はデータなし',
  },
  added: {
    after: (day) => `インシデント後の${day}に追加`,
    before: (day) => `インシデント前の${day}から存在`,
    unknown: '追加の時期は不明',
  },
  record: (share, day) => `${day}以降、時間の${share}で合格`,
  noRecord: '計測はまだありません',
  carriedOut: '実施内容',

  lessons: '得られた教訓',
  wentWell: 'うまくいったこと',
  wentBadly: 'うまくいかなかったこと',
  lucky: '幸運だったこと',

  actions: '今後の対応',
  due: (day) => `期限：${day}`,
  actionType: {
    prevent: '再発の防止',
    detect: '早期の検知',
    mitigate: '影響の軽減',
    process: '作業の改善',
    repair: '復旧作業',
  },
  owner: '担当',
  issue: '課題',
  declined: (reason) => `実施しないことにしました：${reason}`,

  supporting: '参考資料',
  counts: (factors, actions) => `原因${factors}件、対応${actions}件`,
};
