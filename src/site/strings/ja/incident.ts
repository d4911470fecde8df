/** What an incident's page says. */
import type { Strings } from '../en.ts';

export const incident: Strings['incident'] = {
  providerCause: {
    suspected: (provider) => `利用している外部事業者（${provider}）の障害と思われます`,
    confirmed: (provider) => `利用している外部事業者（${provider}）の障害`,
  },
  reported: '連絡',
  reportedTo: ({ provider, time, ticket }) =>
    `${provider ?? '外部事業者'}へ、${time}${ticket === undefined ? '' : `（チケット${ticket}）`}`,
  beganAtLatest: (time) => `遅くとも${time}`,
  beganBecause: (time, reason) => `${time}：${reason}`,
  toldAfter: (time, duration) => `${time}（開始から${duration}後）`,
  promised: 'お約束した更新',
  promises: ({ all, late, missed }) => {
    if (late + missed === 0) return `${all}件、すべて期限内`;
    return [`${all}件`, ...(late > 0 ? [`遅延${late}件`] : []), ...(missed > 0 ? [`未公開${missed}件`] : [])].join(
      '、',
    );
  },
};

export const promise: Strings['promise'] = {
  ahead: (by) => `次回の更新：${by}まで`,
  late: (by) => `${by}までとお約束した次回の更新が遅れています`,
  missed: (by) => `${by}までにお約束した更新は公開されませんでした`,
  kept: (by, came) => `${by}までとお約束した次回の更新を、${came}に公開しました`,
  cameLate: (by, came, late) => `${by}までとお約束した次回の更新を、${late}遅れて${came}に公開しました`,
};

export const found: Strings['found'] = {
  kind: {
    measurement: 'チェックの計測結果',
    maintenance: '当方のメンテナンス',
    deployment: '当方のデプロイ',
    release: '当方のリリース',
    workflow_run: '当方のワークフロー実行',
    provider: '外部事業者のステータスページ',
    correlation: '同時に発生した障害',
    customers: '複数のお客様で同時に発生',
  },
  check: (id) => `チェック${id}`,
  errorClass: {
    dns: '名前解決に失敗',
    connect: '接続できず',
    tls: '安全な接続ができず',
    timeout: '時間内に応答なし',
    http_4xx: 'リクエストの拒否',
    http_5xx: 'サーバーのエラー',
    assertion: '想定と異なる応答',
    protocol: '読み取れない応答',
  },
  inRow: (n) => (n === 1 ? '1回' : `${n}回連続`),
  again: (last) => `再発、最終：${last}`,
};
