/** The search of the history. */
import type { Strings } from '../en.ts';

export const search: Strings['search'] = {
  title: '履歴を検索',
  text: 'タイトルと更新に含まれる語',
  hint: 'すべての語を含むものを検索します。語句は引用符で囲んでください。',
  component: 'コンポーネント',
  category: '原因',
  impact: '影響',
  kind: '種類',
  any: { component: 'すべてのコンポーネント', category: 'すべての原因', impact: 'すべての影響', kind: 'すべての種類' },
  retired: (name) => `${name}（提供終了）`,
  categories: {
    undetermined: '特定できず',
    upstream: '利用している外部事業者の障害',
    customer: '特定のお客様の利用',
    internal: '当方の不具合',
  },
  impacts: { none: 'なし', minor: '軽微', major: '重大', critical: '極めて重大' },
  kinds: { incident: 'インシデント', maintenance: 'メンテナンス', announcement: 'お知らせ' },
  searching: '検索中…',
  foundNone: '条件に合う履歴はありません。',
  foundOne: '1件見つかりました。',
  foundAll: (found) => `${found}件見つかりました。`,
  foundSome: (found, shown) => `${found}件見つかりました。新しい${shown}件を表示しています。`,
  foundSoFar: (found, shown) => `${found}件以上見つかりました。新しい${shown}件を表示しています。`,
  more: '古いものを表示',
  failed: '検索を読み込めませんでした。下の月別の履歴にすべて載っています。',
  failedPartly: '古い記事を読み込めませんでした。下の月別の履歴にすべて載っています。',
  again: '再試行',
  clear: '検索をクリア',
};
