/** The frame of every page, and pages that say that there is nothing else to say. */
import type { Strings } from '../en.ts';

export const page: Strings['page'] = {
  title: (name) => `${name}のステータス`,
  titled: (what, name) => `${what}｜${name}のステータス`,
  skip: 'ステータスへ移動',
  description: (name) => `${name}の現在のステータス、インシデント、メンテナンス`,
  feed: (name) => `${name}：インシデント、メンテナンス、お知らせ`,
  back: (name) => `${name}のステータス`,
  history: 'すべてのインシデントとメンテナンス',
  support: 'お問い合わせ',
  links: 'ほかのページ',
  subscribe: '購読',
};

export const freshness: Strings['freshness'] = {
  checked: '最終チェック',
  checkedAt: (time) => `最終チェック：${time}`,
  notChecked: 'チェックはまだ実行されていません。',
  built: (time) => `ページ作成：${time}`,
  changed: (time) => `最終更新：${time}`,
  oldChecks: (time) => `このページの情報は古い可能性があります（最終チェック：${time}）。`,
  blind: (time) =>
    `${time}以降、監視側がどこにも接続できていません。監視側のネットワークの問題と思われます。表示内容はその後変わっている可能性があります。`,
  oldBuild: (time) => `このページの情報は古い可能性があります（ページ作成：${time}）。`,
  utc: '時刻と日付はUTCです。',
  zone: (zone) => `時刻は${zone}、日付はUTCです。`,
  yourZone: '時刻はお使いのタイムゾーン、日付はUTCです。',
};

export const correcting: Strings['correcting'] = {
  settings: 'このページの設定は修正中です。それまでは最後の正しい設定を使います。',
  entry: 'この記事は修正中です。最後の正しい版を表示しています。',
  unreadable: 'この記事は修正中です。まもなく表示されます。',
  front: (n) => `${n}件の記事を修正中です。最後の正しい版を表示しています。`,
  frontUnreadable: (n) => `${n}件の記事を修正中です。まだ表示できません。`,
};

export const withdrawn: Strings['withdrawn'] = {
  title: '取り下げ',
  text: (date) => `ここで公開していた内容は、${date}に取り下げられました。`,
};

export const notFound: Strings['notFound'] = {
  title: 'ページが見つかりません。',
  text: 'アドレスが間違っているか、内容が移動した可能性があります。',
  link: '現在のステータスを見る',
};
