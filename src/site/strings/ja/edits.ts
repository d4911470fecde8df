/** What was changed of an entry after it was published. */
import type { Strings } from '../en.ts';

export const edits: Strings['edits'] = {
  title: '公開後の変更',
  correction: (after) => `${after}後に誤字を修正`,
  change: (after) => `${after}後に編集`,
  rewrite: (after) => `${after}後に書き直し`,
  moved: (after) => `${after}後に時刻を変更`,
  restored: (after) => `${after}後に再掲載`,
  removed: (time, after) => `${time}の更新を${after}後に削除`,
  introduction: {
    correction: (after) => `${after}後に前文の誤字を修正`,
    change: (after) => `${after}後に前文を編集`,
    rewrite: (after) => `${after}後に前文を書き直し`,
  },
  fact: {
    title: (after) => `${after}後に件名を変更`,
    impact: (after) => `${after}後に影響度を変更`,
    category: (after) => `${after}後に原因を変更`,
    components: (after) => `${after}後に影響範囲を変更`,
    startedAt: (after) => `${after}後に開始時刻を変更`,
    window: (after) => `${after}後に予定時刻を変更`,
  },
  gone: (after) => `${after}後に取り下げ`,
  back: (after) => `${after}後に再公開`,
  times: (count, after) => `${count}回編集（最後は${after}後）`,
  earlier: (count) => `これより前の${count}件の変更はリポジトリにのみあります。`,
  origin: (time, commit) => `${time}、コミット${commit}`,
  originBy: (time, commit, author) => `${time}、コミット${commit}（${author}）`,
  signed: (kind) => `このコミットには署名（${kind}）がありますが、ここでは検証していません。`,
  by: (author) => `投稿者：${author}`,
  words: { removed: '削除：', added: '追加：', same: '変更なし：' },
  time: '時刻',
  phase: '状況',
  next: '次の更新',
  nothing: 'なし',
  unknown: '公開後に変更があったかどうかは不明です。このページは完全な履歴なしで作成されました。',
};
