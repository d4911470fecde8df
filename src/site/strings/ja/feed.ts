/** What the feed says of itself and of its items. */
import type { Strings } from '../en.ts';

export const feed: Strings['feed'] = {
  title: (name) => `${name}のステータス`,
  description: (name) => `${name}のインシデント、メンテナンス、お知らせ`,
  item: (phase, title) => `【${phase}】${title}`,
  change: (component, status) => `${component}：${status}`,
  redacted: (reason) => `この本文は削除されました：${reason}`,
  planned: (range) => `予定：${range}`,
  of: (title, what) => `${title}・${what}`,
  about: (page) => `これはフィードです。このページのアドレスをフィードリーダーに登録すると、${page}の更新が届きます。`,
};
